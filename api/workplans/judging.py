"""A plan as the rules look at it."""

from datetime import date
from uuid import UUID

from api.workplans.content import Content, amounts_of, day
from api.workplans.rules import Judged, JudgedActivity, JudgedLine
from api.workplans.values import MARKERS, ActivityStatus


def judged(content: Content) -> Judged:
    return Judged(
        day(content["starts_on"]),
        day(content["ends_on"]),
        content["framework_name"],
        tuple(_activity(activity) for activity in content["activities"]),
    )


def _activity(activity: Content) -> JudgedActivity:
    programme = activity["programme"]
    return JudgedActivity(
        id=UUID(activity["id"]),
        code=activity["code"],
        title=activity["title"]["en"] or "",
        starts_on=day(activity["starts_on"]),
        ends_on=day(activity["ends_on"]),
        agencies=(activity["lead"]["acronym"], *(each["acronym"] for each in activity["contributors"])),
        implementing_partners=len(activity["implementing_partners"]) + (activity["government_counterpart"] is not None),
        objectives=tuple(activity["objectives"]),
        sdg_targets=tuple(activity["sdg_targets"]),
        places=len(activity["places"]),
        status=ActivityStatus(activity["status"]),
        markers={name: (activity[f"{name}_marker"], activity[f"{name}_reason"]) for name in MARKERS},
        programme=programme["number"] if programme is not None else None,
        programme_days=_days(programme) if programme is not None else None,
        programme_agencies=programme["punos"] if programme is not None else 0,
        lines=tuple(
            JudgedLine(line["acronym"], line["source"], line["year"], amounts_of(line)) for line in activity["lines"]
        ),
    )


def _days(programme: Content) -> tuple[date, date] | None:
    """The first and the last day of a programme, as far as it says them."""
    if programme["starts_on"] is None or programme["months"] is None:
        return None
    first = day(programme["starts_on"])
    years, month = divmod(first.year * 12 + first.month - 1 + programme["months"], 12)
    return first, date.fromordinal(date(years, month + 1, min(first.day, 28)).toordinal() - 1)
