"""What the charts of a review show, as numbers: how far each objective is, ratings over time, figures, money."""

from typing import Any

from api.periods.rules import ordered
from api.reviews.record import Record

RATINGS = ("not_assessed", "early", "some_progress", "good_progress")
MOST_SERIES = 12


def figures(record: Record) -> dict[str, Any]:
    """By chart; a chart that would show nothing is left out."""
    made = {
        "ratings": _ratings(record),
        "heat": _heat(record),
        "series": _series(record),
        "money": _money(record),
    }
    return {key: each for key, each in made.items() if each["rows"]}


def _ratings(record: Record) -> dict[str, Any]:
    rated = [(aim, aim.ratings[-1][1] if aim.ratings else RATINGS[0]) for aim in record.aims]
    rows = [{"objective": aim.number, "label": aim.label, "level": RATINGS.index(rating)} for aim, rating in rated]
    return {"rows": rows if any(row["level"] for row in rows) else []}


def _heat(record: Record) -> dict[str, Any]:
    periods = ordered({period for aim in record.aims for period, _ in aim.ratings})
    rows = [
        {
            "objective": aim.number,
            "label": aim.label,
            "levels": [RATINGS.index(dict(aim.ratings).get(period, RATINGS[0])) for period in periods],
        }
        for aim in record.aims
    ]
    return {"periods": periods, "rows": rows if periods else []}


def _series(record: Record) -> dict[str, Any]:
    """The figures as decimal text; a suppressed or missing one is a gap."""
    rows = [
        {
            "code": each.code,
            "label": each.title,
            "unit": each.unit,
            "target": each.target,
            "points": [[period, None if hidden else value] for period, value, hidden in each.points],
        }
        for each in record.series
        if len(each.points) > 1 and any(value is not None and not hidden for _, value, hidden in each.points)
    ]
    return {"rows": rows[:MOST_SERIES]}


def _money(record: Record) -> dict[str, Any]:
    """Required and available by objective; an activity of several counts in each of them, as the page says."""
    rows = []
    for aim in record.aims:
        mine = [each for each in record.activities if aim.number in each.objectives and each.required is not None]
        if mine:
            required = sum(each.required or 0 for each in mine)
            available = sum(each.available or 0 for each in mine)
            rows.append({"objective": aim.number, "label": aim.label, "required": required, "available": available})
    return {"rows": rows}
