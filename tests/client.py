"""A client as scripts and browsers are: HTTP over ASGI, really signed tokens, real sessions, every reply checked."""

from typing import TYPE_CHECKING, Any

import httpx

from tests import contract

if TYPE_CHECKING:
    from tests.make import Make

BASE = "http://127.0.0.1:8000"
Who = "Person | Role | str | None"


def etag(given: Any) -> str:
    """If-Match of a reply (its ETag), of something made (its version), of a version, or as it stands."""
    if isinstance(given, httpx.Response):
        return given.headers.get("etag") or f'"{given.json()["version"]}"'
    if isinstance(given, dict):
        return f'"{given["version"]}"'
    version = getattr(given, "version", given)
    return f'"{version}"' if isinstance(version, int) else str(version)


class Client:
    """`client.as_(Role.CO_CHAIR).post(path, json=…, if_match=made)`; without `as_` it is anonymous."""

    def __init__(self, make: "Make", http: httpx.AsyncClient, who: Any = None, headers: dict[str, str] | None = None):
        self.make, self.http, self.who, self.headers = make, http, who, headers or {}

    def as_(self, who: Any) -> "Client":
        """As a person, as the holder of a role, or as a name (`undp`, `rc` …) of the test's own network; None: anonymous."""
        return Client(self.make, self.http, who, {})

    as_person = as_

    def bearing(self, token: str) -> "Client":
        """With a token as it stands."""
        return Client(self.make, self.http, None, {"authorization": f"Bearer {token}"})

    def with_headers(self, **headers: str) -> "Client":
        added = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client(self.make, self.http, self.who, self.headers | added)

    async def signed_in(self, who: Any, otp: str | None = None, password: str | None = None) -> "Client":
        """As a browser of this person, after a real sign-in."""
        person = await self.make.person_of(who)
        body = {"email": person.email, "password": password or self.make.password} | ({"otp": otp} if otp else {})
        reply = await self.post("/api/v1/auth/session", json=body)
        assert reply.status_code == 204, reply.text
        cookie = reply.headers["set-cookie"].partition(";")[0]
        return Client(self.make, self.http, None, {"cookie": cookie})

    async def request(self, method: str, path: str, *, if_match: Any = None, **given: Any) -> httpx.Response:
        headers = self.headers | {name.lower(): value for name, value in (given.pop("headers", None) or {}).items()}
        if self.who is not None:
            person = await self.make.person_of(self.who)
            headers["authorization"] = f"Bearer {await self.make.jwt(person)}"
        if if_match is not None:
            headers["if-match"] = etag(if_match)
        reply = await self.http.request(method, path, headers=headers, **given)
        self.http.cookies.clear()  # a session is shown by whom it belongs to, and by nobody else
        contract.check(reply, anonymous=not {"authorization", "cookie"} & headers.keys())
        return reply

    async def get(self, path: str, **given: Any) -> httpx.Response:
        return await self.request("GET", path, **given)

    async def post(self, path: str, **given: Any) -> httpx.Response:
        return await self.request("POST", path, **given)

    async def put(self, path: str, **given: Any) -> httpx.Response:
        return await self.request("PUT", path, **given)

    async def patch(self, path: str, **given: Any) -> httpx.Response:
        return await self.request("PATCH", path, **given)

    async def delete(self, path: str, **given: Any) -> httpx.Response:
        return await self.request("DELETE", path, **given)


def assert_ok(reply: httpx.Response, status: int = 200) -> Any:
    """The body of a reply that went well."""
    assert reply.status_code == status, f"{reply.request.method} {reply.request.url.path}: {reply.text[:600]}"
    return reply.json() if reply.content else None


def assert_problem(reply: httpx.Response, status: int, slug: str, **facts: Any) -> Any:
    """The reply is this problem, with these facts among its members; gives its body."""
    assert reply.status_code == status, f"{reply.request.method} {reply.request.url.path}: {reply.text[:600]}"
    body = reply.json()
    assert body["type"] == f"/problems/{slug}", body
    for name, value in facts.items():
        assert body.get(name) == value, (name, body)
    return body
