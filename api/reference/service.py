"""Reference data: lists of the field as files, each item with its source and confidence, which are never dropped."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
FILES = {
    "gcm-objectives": "gcm_objectives",
    "guiding-principles": "gcm_guiding_principles",
    "gcm-indicators": "gcm_indicators",
    "gcm-sdg-links": "gcm_sdg_links",
    "thematic-areas": "mptf_thematic_areas",
    "sdg-goals": "sdg_goals",
    "sdg-targets": "sdg_targets",
    "markers": "mptf_markers",
    "budget-categories": "unsdg_budget_categories",
    "programme-states": "mptf_programme_states",
    "stakeholder-categories": "stakeholder_categories",
    "tor-objectives": "tor_objectives",
    "disaggregation": "migration_disaggregation",
    "members": "turkmenistan_members",
    "government": "turkmenistan_government",
    "holidays": "turkmenistan_holidays",
    "locale": "turkmenistan_locale",
    "glossary": "glossary",
    "calls": "templates/mptf_call",
    "uninfo-workplan": "templates/uninfo_joint_workplan",
    "agenda-outline": "templates/agenda_minutes",
    "pledge-form": "templates/pledge",
}


@cache
def load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DATA / f"{FILES[name]}.json").read_text())
    return data


def items(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(name)["items"]
    return found


def localised(item: dict[str, Any], stem: str) -> dict[str, str | None]:
    """`title_en`, `title_ru`, `title_tk` as one text in three languages; what nobody knows yet is null."""
    return {language: item.get(f"{stem}_{language}") for language in ("en", "ru", "tk")}
