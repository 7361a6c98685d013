"""Feeds of the statements that are released: RSS 2.0 and Atom (RFC 4287), written by lxml."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from lxml import etree

from api.kernel.words import say, shown

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST = 50


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _changed(item: dict[str, Any]) -> datetime:
    """When there was last something new about it: its release, a corrigendum, its withdrawal."""
    later = [item["withdrawn_at"], *(each["released_at"] for each in item["corrected_by"])]
    return max(_instant(text) for text in (item["released_at"], *later) if text)


def _told(item: dict[str, Any], language: str) -> tuple[str, str, str]:
    """(language, title, text) as the feed tells it: in the reader's language where it is published in it."""
    texts = {each["language"]: each for each in item["texts"]}
    if not texts:
        spoken = language if item["title"].get(language) else "en"
        title = shown(item["title"], spoken)
        return (
            spoken,
            say("statement.feed.withdrawn-title", spoken, title=title),
            say("statement.feed.withdrawn", spoken),
        )
    text = texts.get(language) or item["texts"][0]
    body = text["text"] if text["authoritative"] else f"{text['wording']}\n\n{text['text']}"
    return text["language"], text["title"], body


def _put(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    child = etree.SubElement(parent, name, attributes)
    child.text = text
    return child


def atom(
    items: list[dict[str, Any]],
    network: dict[str, Any],
    *,
    feed_id: str,
    founded: datetime,
    page: str,
    own: str,
    language: str,
) -> bytes:
    name = shown(network["name"], language)
    updated = max([_changed(item) for item in items], default=founded)
    feed = etree.Element(f"{{{ATOM}}}feed", {XML_LANG: language}, nsmap={None: ATOM})  # type: ignore[dict-item]
    _put(feed, f"{{{ATOM}}}id", feed_id)
    _put(feed, f"{{{ATOM}}}title", say("statement.feed.title", language, network=name))
    _put(feed, f"{{{ATOM}}}updated", updated.isoformat())
    _put(_put(feed, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", name)
    _put(feed, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=own)
    _put(feed, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=page)
    for item in items:
        _entry(feed, item, language)
    return _written(feed)


def _entry(feed: Any, item: dict[str, Any], language: str) -> None:
    spoken, title, text = _told(item, language)
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry", {XML_LANG: spoken})
    _put(entry, f"{{{ATOM}}}id", f"urn:uuid:{item['id']}")
    _put(entry, f"{{{ATOM}}}title", title)
    _put(entry, f"{{{ATOM}}}published", _instant(item["released_at"]).isoformat())
    _put(entry, f"{{{ATOM}}}updated", _changed(item).isoformat())
    _put(entry, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=item["url"])
    if item["corrects"]:
        _put(entry, f"{{{ATOM}}}link", rel="related", href=item["corrects"]["url"])
    _put(entry, f"{{{ATOM}}}content", text, type="text")


def rss(
    items: list[dict[str, Any]], network: dict[str, Any], *, founded: datetime, page: str, own: str, language: str
) -> bytes:
    name = shown(network["name"], language)
    updated = max([_changed(item) for item in items], default=founded)
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": ATOM})
    channel = _put(root, "channel")
    _put(channel, "title", say("statement.feed.title", language, network=name))
    _put(channel, "link", page)
    _put(channel, "description", say("statement.feed.description", language, network=name))
    _put(channel, "language", language)
    _put(channel, "lastBuildDate", format_datetime(updated, usegmt=True))
    _put(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=own)
    for item in items:
        _, title, text = _told(item, language)
        one = _put(channel, "item")
        _put(one, "title", title)
        _put(one, "link", item["url"])
        _put(one, "description", text)
        _put(one, "guid", f"urn:uuid:{item['id']}", isPermaLink="false")
        _put(one, "pubDate", format_datetime(_instant(item["released_at"]), usegmt=True))
    return _written(root)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
