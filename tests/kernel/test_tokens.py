"""A script token is judged by the clock it is given, and by nothing a token says of itself."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jose import jwt

from api.kernel import tokens

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)  # nobody's own clock shows this
PRIVATE, PUBLIC = tokens.new_key()
CLAIMS: dict[str, Any] = {
    "iss": tokens.ISSUER,
    "aud": tokens.AUDIENCE,
    "sub": str(uuid.UUID(int=1)),
    "jti": "one",
    "iat": int(NOW.timestamp()),
    "nbf": int(NOW.timestamp()),
    "exp": int(NOW.timestamp()) + 600,
}


@pytest.mark.parametrize(
    ("seconds", "good"), [(-90, False), (-6, False), (-4, True), (0, True), (599, True), (600, False), (3600, False)]
)
def test_the_given_instant_decides(seconds: int, good: bool) -> None:
    token = tokens.issue(uuid.UUID(int=2), PRIVATE, uuid.UUID(int=1), uuid.UUID(int=3), NOW)
    at = NOW + timedelta(seconds=seconds)
    if good:
        assert tokens.verify(token, PUBLIC, at)["sub"] == str(uuid.UUID(int=1))
        return
    with pytest.raises(tokens.BadToken):
        tokens.verify(token, PUBLIC, at)


def _is_refused(claims: dict[str, Any], key: str = PRIVATE, algorithm: str = tokens.ALGORITHM) -> bool:
    try:
        tokens.verify(jwt.encode(claims, key, algorithm=algorithm), PUBLIC, NOW)
    except tokens.BadToken:
        return True
    return False


def test_all_claims_together_are_good() -> None:
    assert not _is_refused(CLAIMS)


@pytest.mark.parametrize("claim", CLAIMS)
def test_no_claim_may_be_missing(claim: str) -> None:
    assert _is_refused({name: value for name, value in CLAIMS.items() if name != claim})


@pytest.mark.parametrize(
    "other",
    [
        {"iss": "somebody"},
        {"aud": "another-api"},
        {"sub": "nobody"},
        {"exp": "never"},
        {"nbf": None},
    ],
)
def test_no_claim_may_be_another(other: dict[str, Any]) -> None:
    assert _is_refused({**CLAIMS, **other})


def test_another_key_or_algorithm_is_refused() -> None:
    assert _is_refused(CLAIMS, tokens.new_key()[0])
    assert _is_refused(CLAIMS, "a shared secret", "HS256")
