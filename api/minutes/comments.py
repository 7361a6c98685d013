"""What those who attended say about circulated minutes."""

from api.kernel.problems import Problem


class CommentTakenBack(Problem):
    slug, status = "minutes-comment-taken-back", 409


class NothingToLift(Problem):
    """Only an objection that stands is lifted."""

    slug, status = "minutes-nothing-to-lift", 409
