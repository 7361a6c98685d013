"""RFC 9457: everything that is refused says what, why and what to do next, in the reader's language."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from starlette.responses import Response

from api.kernel.db import dumps, instant
from api.kernel.words import known, say

MEDIA = "application/problem+json"


class Problem(Exception):
    """A refusal. `type` is the stable key for scripts; the text may improve freely."""

    slug: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    commits: ClassVar[bool] = False  # the refusal is itself on record: what was written so far is kept

    def __init__(
        self, *, errors: list[dict[str, str]] | None = None, headers: dict[str, str] | None = None, **facts: Any
    ) -> None:
        super().__init__(self.slug)
        self.facts = facts
        self.errors = errors
        self.headers = headers or {}

    def body(self, language: str, instance: str = "", request_id: str = "") -> dict[str, Any]:
        """The problem as an object: standard members first, then this problem's own facts."""
        shown = {key: _plain(value) for key, value in self.facts.items()}
        told = self.told(language)
        body: dict[str, Any] = {
            "type": f"/problems/{self.slug}",
            "title": say(f"problem.{self.slug}.title", language, **told),
            "status": self.status,
            "detail": say(f"problem.{self.slug}.detail", language, **told),
        }
        if instance:
            body["instance"] = instance
        if request_id:
            body["request_id"] = request_id
        if self.errors is not None:
            body["errors"] = [_explained(error, language) for error in self.errors]
        return body | {key: value for key, value in shown.items() if key not in body}

    def told(self, language: str) -> dict[str, Any]:
        """The facts as the sentences use them."""
        return self.facts

    def response(self, language: str, instance: str, request_id: str) -> Response:
        content = dumps(self.body(language, instance, request_id)).encode()
        return Response(content, self.status, {**self.headers, "cache-control": "no-store"}, MEDIA)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _explained(error: dict[str, Any], language: str) -> dict[str, str]:
    facts = {key: value for key, value in error.items() if key not in ("pointer", "code")}
    return {
        "pointer": error["pointer"],
        "code": error["code"],
        "detail": facts.pop("detail", None) or say(f"invalid.{error['code']}", language, **facts),
    }


class Unauthenticated(Problem):
    slug, status = "unauthenticated", 401

    def __init__(self, **facts: Any) -> None:
        super().__init__(headers={"www-authenticate": "Bearer"}, **facts)


class Forbidden(Problem):
    slug, status = "forbidden", 403


class NotFound(Problem):
    """Not here, or not open to you: the two are never told apart."""

    slug, status = "not-found", 404


class MethodNotAllowed(Problem):
    slug, status = "method-not-allowed", 405


class Conflict(Problem):
    slug, status = "conflict", 409


class SecretNotReplayed(Problem):
    slug, status = "secret-not-replayed", 409


class MoveRefused(Problem):
    """The state does not allow this move. `machine`: whose state it is, so that it is told in words."""

    slug, status = "move-refused", 409

    def told(self, language: str) -> dict[str, Any]:
        key = f"{self.facts.get('machine')}.state.{self.facts['state']}"
        return self.facts | {"state": say(key, language) if known(key) else self.facts["state"]}


class Stale(Problem):
    slug, status = "stale", 412


class TooLarge(Problem):
    slug, status = "too-large", 413


class UnsupportedMediaType(Problem):
    slug, status = "unsupported-media-type", 415


class Invalid(Problem):
    """Bad input: `errors` names each place by JSON pointer, or by `?name` for a query parameter."""

    slug, status = "invalid", 422

    @classmethod
    def at(cls, pointer: str, code: str, **facts: Any) -> "Invalid":
        return cls(errors=[{"pointer": pointer, "code": code, **facts}])


class IdempotencyKeyReused(Problem):
    slug, status = "idempotency-key-reused", 422


class IfMatchRequired(Problem):
    slug, status = "if-match-required", 428


class RateLimited(Problem):
    slug, status = "rate-limited", 429


class Internal(Problem):
    slug, status = "internal", 500


class Unavailable(Problem):
    slug, status = "unavailable", 503

    def __init__(self, retry_after: int = 2, **facts: Any) -> None:
        super().__init__(headers={"retry-after": str(retry_after)}, **facts)


class StorageFull(Problem):
    slug, status = "storage-full", 507
