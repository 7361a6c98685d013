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
    "statements",
    "proposals",
    "journal",
    "home",
    "contract",
    "demo",
)
