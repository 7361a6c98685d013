"""The charts of a review as they are drawn: their numbers come frozen with the text, their words in the reader's language."""

from decimal import Decimal
from typing import Any

from api.kernel.prose import Block, chart
from api.kernel.words import number, period_title, say
from api.reviews.figures import RATINGS


def drawn(key: str, figure: dict[str, Any], language: str) -> Block:
    makers = {"ratings": _ratings, "heat": _heat, "series": _series, "money": _money}
    return makers[key](figure, language)


def title(key: str, language: str) -> str:
    return say(f"review.paper.figure-{key}", language)


def label(row: dict[str, Any], language: str) -> str:
    named = row["label"]
    return f"{row['objective']}. {named.get(language) or named['en']}"


def _words(language: str) -> list[str]:
    return [say(f"objective.rating.{rating}", language) for rating in RATINGS]


def _alt(key: str, language: str, lines: list[str]) -> str:
    return f"{title(key, language)}: " + "; ".join(lines)


def _ratings(figure: dict[str, Any], language: str) -> Block:
    words = _words(language)
    rows: list[dict[str, Any]] = [
        {
            "label": label(row, language),
            "bars": [{"value": row["level"], "step": row["level"], "text": words[row["level"]]}],
        }
        for row in figure["rows"]
    ]
    lines = [f"{row['label']} – {row['bars'][0]['text']}" for row in rows]
    return chart("bars", _alt("ratings", language, lines), most=len(RATINGS) - 1, rows=rows)


def _heat(figure: dict[str, Any], language: str) -> Block:
    words = _words(language)
    columns = [period_title(period, language) for period in figure["periods"]]
    rows = [{"label": label(row, language), "cells": row["levels"]} for row in figure["rows"]]
    lines = [f"{row['label']} – {', '.join(words[level] for level in row['cells'])}" for row in rows]
    return chart("heat", _alt("heat", language, lines), columns=columns, rows=rows, levels=words)


def _number(value: str | None) -> float | None:
    """A figure for the drawing alone; what is told is its text."""
    return float(Decimal(value)) if value is not None else None


def _series(figure: dict[str, Any], language: str) -> Block:
    rows = []
    for row in figure["rows"]:
        known = [(period, value) for period, value in row["points"] if value is not None]
        ends = [f"{value} ({period_title(period, language)})" for period, value in (known[0], known[-1])]
        unit = row["unit"].get(language) or row["unit"].get("en") or ""
        named = row["label"].get(language) or row["label"].get("en")
        rows.append(
            {
                "label": f"{named}, {unit}" if unit else str(named),
                "points": [_number(value) for _, value in row["points"]],
                "first": ends[0],
                "last": ends[1],
                "target": _number(row["target"]),
            }
        )
    lines = [f"{row['label']} – {row['first']}, {row['last']}" for row in rows]
    return chart("lines", _alt("series", language, lines), rows=rows)


def amount(cents: int, language: str) -> str:
    """The currency stands in the title."""
    whole, rest = divmod(cents, 100)
    return number(whole, language) + (f"{'.' if language == 'en' else ','}{rest:02}" if rest else "")


def _money(figure: dict[str, Any], language: str) -> Block:
    most = max((max(row["required"], row["available"]) for row in figure["rows"]), default=0)
    rows: list[dict[str, Any]] = [
        {
            "label": label(row, language),
            "bars": [
                {
                    "value": row[name],
                    "step": step,
                    "text": f"{say(f'review.column.{name}', language)}: {amount(row[name], language)}",
                }
                for name, step in (("required", 1), ("available", 3))
            ],
        }
        for row in figure["rows"]
    ]
    lines = [f"{row['label']} – {', '.join(bar['text'] for bar in row['bars'])}" for row in rows]
    return chart("bars", _alt("money", language, lines), most=most, rows=rows)
