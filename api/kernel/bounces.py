"""Reads what a relay sends back when a mail cannot be delivered: a delivery status notification (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any
from uuid import UUID

MOST_BYTES = 2_000_000
OURS = re.compile(r"\.([0-9a-f]{32})@")  # of our Message-ID: see deliveries.message


class NotABounce(ValueError):
    """Not a report of a mail of ours that came back; the text says why."""


@dataclass(frozen=True)
class Bounce:
    """A mail of ours that came back, and what the relay said."""

    delivery_id: UUID
    said: str


def read(data: bytes) -> Bounce:
    """The mail of ours that this report is about. Raises NotABounce for anything else, a delay among it."""
    if len(data) > MOST_BYTES:
        raise NotABounce("it is too long for a report")
    report = message_from_bytes(data, policy=default)
    parts = list(report.walk())
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        raise NotABounce("it is not a delivery status notification (RFC 3464)")
    failed = [block for block in _blocks(status) if str(block.get("Action", "")).strip().lower() == "failed"]
    if not failed:
        raise NotABounce("it tells of no failure: delayed, relayed or delivered")
    found = OURS.search(_message_id(report, parts))
    if found is None:
        raise NotABounce("the mail it tells of is not one of ours")
    return Bounce(UUID(found[1]), _said(failed[0]))


def _blocks(status: Message) -> list[Any]:
    """The groups of fields: one about the mail, then one for each recipient."""
    payload = status.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _message_id(report: EmailMessage, parts: list[Any]) -> str:
    """The identifier of the mail that came back: from its copy, from its headers, or from what the report answers."""
    for part in parts:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner:
                return str(inner[0].get("Message-ID", ""))
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_content() if isinstance(part, EmailMessage) else str(part.get_payload())
            return str(message_from_string(str(text)).get("Message-ID", ""))
    return f"{report.get('In-Reply-To', '')} {report.get('References', '')}"


def _said(block: Any) -> str:
    """In one line: the relay's own words, its code, and the address."""
    words = [str(block.get(name, "")).strip() for name in ("Diagnostic-Code", "Status", "Final-Recipient")]
    told = ", ".join(" ".join(word.split()) for word in words if word)
    return "".join(char for char in told if char.isprintable())[:300] or "no reason given"
