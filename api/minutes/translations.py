"""Adopted minutes in the other languages."""

from api.kernel.problems import Problem


class MinutesNotAdopted(Problem):
    """What is translated is the text that was adopted."""

    slug, status = "minutes-not-adopted", 409


class MinutesTranslationStale(Problem):
    """A corrigendum was issued since it was translated."""

    slug, status = "minutes-translation-stale", 409


class MinutesTranslationMissing(Problem):
    slug, status = "minutes-translation-missing", 409
