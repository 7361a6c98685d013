"""The client's check of every reply against the contract notices what is wrong with one."""

import json

import httpx
import pytest

from tests import contract

ID = "0193a7c2-5b1e-7c44-9d3f-6f2f6b1f4a10"
ACCESS, MEMBERS = "/api/v1/access", "/api/v1/networks/here/members"


def reply(path=MEMBERS, status=404, body=None, media="application/problem+json", method="GET"):
    usual = {
        "type": "/problems/not-found", "title": "Not here", "status": status, "detail": "Look elsewhere.",
        "instance": path, "request_id": ID,
    }  # fmt: skip
    content = json.dumps(usual if body is None else usual | body if isinstance(body, dict) else body)
    headers = {"content-type": media, "x-request-id": ID}
    return httpx.Response(status, content=content, headers=headers, request=httpx.Request(method, f"http://here{path}"))


def test_a_right_reply_passes():
    contract.check(reply(), anonymous=False)


@pytest.mark.parametrize(
    ("given", "anonymous"),
    [
        ({"media": "application/json"}, False),
        ({"status": 500}, False),
        ({"status": 418}, False),
        ({"body": {"status": 403}}, False),
        ({"body": {"type": "about:blank"}}, False),
        ({"body": {"detail": ""}}, False),
        ({"body": {"instance": "/elsewhere"}}, False),
        ({"body": {"errors": None}}, False),
        ({"body": {"errors": [{"pointer": "/x"}]}}, False),
        ({"status": 403, "body": {"type": "/problems/forbidden", "permission": "members:write"}}, False),
        ({"status": 200, "media": "application/json"}, False),
        ({"status": 200, "media": "text/html"}, False),
        ({"status": 200, "body": [], "media": "application/json"}, True),
        ({"path": "/api/v1/nothing", "status": 409}, False),
    ],
)
def test_a_wrong_one_does_not(given, anonymous):
    with pytest.raises(AssertionError):
        contract.check(reply(**given), anonymous)


def test_what_is_public_is_for_anonymous_too():
    body = {"rights": [], "machines": []}
    answer = reply(ACCESS, 200, media="application/json")
    answer = httpx.Response(200, json=body, headers={"x-request-id": ID}, request=answer.request)
    contract.check(answer, anonymous=True)
    with pytest.raises(AssertionError, match="members:read"):
        contract.check(httpx.Response(200, json={}, headers={"x-request-id": ID}, request=reply().request), True)
