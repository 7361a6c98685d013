"""What relays send back, as they write it: whose mail it is about, and what they say."""

from uuid import uuid4

import pytest
from typer.testing import CliRunner

from api import cli, operating
from api.kernel.bounces import MOST_BYTES, NotABounce, read
from api.kernel.problems import Unavailable

ID = uuid4()
REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@relay.example
To: network@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Arrival-Date: Wed, 25 Nov 2026 10:00:00 +0500

Final-Recipient: rfc822; undp@demo.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
    <undp@demo.example>: Recipient address rejected

--B
{original}
--B--
"""
WHOLE = """Content-Type: message/rfc822

Message-ID: <179.42.7.{id}@localhost>
Subject: TKM/2026/003: your answer

Text.
"""
HEADERS = """Content-Type: text/rfc822-headers

Message-ID: <179.42.7.{id}@localhost>
Subject: TKM/2026/003: your answer
"""


def report(original: str = WHOLE, action: str = "failed", id: str = "") -> bytes:
    return REPORT.format(action=action, original=original.format(id=id or ID.hex)).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("original", [WHOLE, HEADERS])
def test_it_names_the_mail_and_what_the_relay_said(original):
    found = read(report(original))
    assert found.delivery_id == ID
    assert found.said.startswith("smtp; 550 5.1.1 <undp@demo.example>: Recipient address rejected, 5.1.1")
    assert "\n" not in found.said


def test_a_report_that_holds_no_copy_answers_ours():
    plain = report("Content-Type: text/plain\n\nnothing\n").replace(
        b"Subject: Und", b"In-Reply-To: <1.2.3." + ID.hex.encode() + b"@localhost>\r\nSubject: Und"
    )
    assert read(plain).delivery_id == ID


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a delivery status"),
        (b"Subject: Out of office\r\n\r\nI am away.", "not a delivery status"),
        (report(action="delayed"), "no failure"),
        (report(action="delivered"), "no failure"),
        (report(id="somebody-elses"), "not one of ours"),
        (b"x" * (MOST_BYTES + 1), "too long"),
        (bytes(range(256)) * 4, "not a delivery status"),
    ],
)
def test_anything_else_is_none(data, why):
    with pytest.raises(NotABounce, match=why):
        read(data)


@pytest.mark.parametrize(
    ("fault", "code"), [(None, 0), (ConnectionRefusedError("no database"), 75), (Unavailable(), 75)]
)
def test_the_relay_is_asked_to_try_again_only_where_that_may_help(monkeypatch, fault, code):
    async def recording(_: object, data: bytes) -> str:
        if fault is not None:
            raise fault
        return f"Recorded: {len(data)} bytes"

    monkeypatch.setattr(operating, "bounce", recording)
    monkeypatch.setenv("UNMN_DEMO", "1")
    result = CliRunner().invoke(cli.app, ["bounce"], input=report())
    assert result.exit_code == code
    assert ("Recorded" in result.output) == (code == 0)
