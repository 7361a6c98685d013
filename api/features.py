"""Table of contents: every feature, in order. A feature may import those above it, and nothing below."""

FEATURES = (
    "reference",
    "networks",
    "people",
    "members",
    "objectives",
    "meetings",
    "decisions",
    "actions",
    "minutes",
    "statements",
    "proposals",
    "journal",
    "calendars",
    "home",
    "contract",
    "demo",
)
