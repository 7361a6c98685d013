"""A pledge on its form: the same sections and answers as PDF, DOCX and JSON."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from api.kernel import documents, papers, prose
from api.kernel.access import Call, Visibility
from api.kernel.clock import PLACE
from api.kernel.db import Id, dumps
from api.kernel.papers import Sheet
from api.kernel.prose import Block
from api.kernel.views import View
from api.kernel.words import say, shown
from api.networks.models import Network
from api.pledges import forms, views

Kind = Literal["pdf", "docx", "json"]
JSON = "application/json"
MEDIA = {"pdf": papers.PDF, "docx": documents.DOCX, "json": JSON}
NETWORK = View(sa.select(Network.name).where(Network.id == sa.bindparam("network_id", type_=Id)))


async def paper(call: Call, pledge_id: UUID, kind: Kind, language: str) -> papers.Download:
    read = json.loads(bytes((await views.pledge(call, pledge_id)).body))
    name = papers.file_name(read["number"], kind)
    if kind == "json":
        return papers.Download(dumps(by_sections(read, language)).encode(), JSON, name)
    (network,) = await NETWORK.first(call.source, network_id=call.network_id)
    sheet = Sheet(
        language,
        shown(network, language),
        say("pledge.form", language),
        read["title"],
        Visibility(read["visibility"]),
        number=read["number"],
        beside=say(f"pledge.state.{read['state']}", language),
        printed=papers.printed(call, language, PLACE.key),
    )
    body = list(_body(read, language))
    content = await (papers.pdf(sheet, body) if kind == "pdf" else documents.docx_of(sheet, body))
    return papers.Download(content, MEDIA[kind], name)


def by_sections(read: dict[str, Any], language: str) -> dict[str, Any]:
    """The form filled in, by its sections and keys, with answers as they are and as they are read."""
    form = forms.told(language)
    kept = ("number", "state", "published_id", "sent_on", "fulfilled_on", "fulfilment", "progress")
    return {
        "template": form["template"],
        "version": read["form_version"],
        "pledge": {name: read[name] for name in kept},
        "sections": [
            {
                "section": section["section"],
                "title": section["title"],
                "fields": [
                    {
                        "key": field["key"],
                        "label": field["label"],
                        "value": _value(read, field["key"]),
                        "text": answered(read, field, language),
                    }
                    for field in section["fields"]
                ],
            }
            for section in form["sections"]
        ],
    }


def _value(read: dict[str, Any], key: str) -> Any:
    if key == "pledging_entity":
        return read["entity"]["organisation_id"]
    if key == "contact":
        return read["contact"]
    return [each["name"] for each in read["attachments"]] if key == "file" else read["answers"].get(key)


def answered(read: dict[str, Any], field: dict[str, Any], language: str) -> str | None:
    """An answer as people read it; None where the question was left open."""
    if field["key"] == "pledging_entity":
        entity = read["entity"]
        return f"{shown(entity['name'], language)} ({entity['acronym']})"
    value = _value(read, field["key"])
    if value in (None, "", []):
        return None
    labels = {each["value"]: each["label"] for each in field["choices"]}
    if field["type"] == "money":
        return f"{value['amount']} {value['currency']}"
    if field["type"] == "date":
        return shown(date.fromisoformat(value), language)
    if field["type"] == "organisation":
        labels = read["names"]
    told = [labels.get(str(each), str(each)) for each in (value if isinstance(value, list) else [value])]
    return ", ".join(told)


def _body(read: dict[str, Any], language: str) -> Iterator[Block]:
    form = forms.told(language)
    for section in form["sections"]:
        said = [(field, answered(read, field, language)) for field in section["fields"]]
        if not any(text for _, text in said) and not any(field["required"] for field, _ in said):
            continue
        yield prose.heading(f"{section['section']}. {section['title']}", 1)
        short = [(field["label"], text or "–") for field, text in said if field["type"] != "rich_text"]
        for field, text in said:
            if field["type"] == "rich_text":
                yield prose.heading(field["label"], 2)
                yield from prose.prose(text or "–")
        if short:
            yield prose.facts(*short)
    yield from _follow_up(read, language)
    yield prose.note(say("pledge.form-source", language, version=read["form_version"], sources=form["sources"][:2]))


def _follow_up(read: dict[str, Any], language: str) -> Iterator[Block]:
    yield prose.heading(say("pledge.section.follow-up", language), 1)

    def day(value: str | None) -> str:
        return shown(date.fromisoformat(value) if value else None, language)

    yield prose.facts(
        (say("pledge.field.status", language), say(f"pledge.state.{read['state']}", language)),
        (say("pledge.field.submitted_on", language), day(read["sent_on"])),
        (say("pledge.field.published_id", language), read["published_id"] or "–"),
        (say("pledge.field.decision", language), read["decision"]["number"] if read["decision"] else "–"),
        (say("pledge.fulfilled-on", language), day(read["fulfilled_on"])),
    )
    if read["fulfilment"]:
        yield from prose.prose(read["fulfilment"])
    if read["progress"]:
        columns = [
            prose.column(say("pledge.column.year", language), "auto"),
            prose.column(say("pledge.field.progress", language), "4fr"),
            prose.column(say("pledge.column.by", language), "auto"),
        ]
        rows = [[str(each["year"]), _with_evidence(each), each["acronym"]] for each in read["progress"]]
        yield prose.table(columns, rows)


def _with_evidence(note: dict[str, Any]) -> str:
    links = [f"{each['title']}: {each['url']}" for each in note["evidence"]]
    return "\n".join([note["note"], *links])
