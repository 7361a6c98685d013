"""Minutes: written from the record, saved version by version, circulated, adopted."""

from api.kernel.problems import Problem


class MinutesLocked(Problem):
    """What is circulated or adopted is not edited: revise it first, or correct it by a corrigendum."""

    slug, status = "minutes-locked", 409


class NotAttended(Problem):
    """Minutes are commented on by those who were there."""

    slug, status = "minutes-not-attended", 403


class NotALaterItem(Problem):
    """Minutes are agreed at a later meeting that has begun, under an item of its agenda."""

    slug, status = "minutes-not-a-later-item", 409
