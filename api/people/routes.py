"""Sign-in, one's own account, and the administrator's accounts."""

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from fastapi import Form

from api.kernel import journal, tokens
from api.kernel.access import PERMISSIONS, PLATFORM, Call, allow, found, public
from api.kernel.db import dumps, instant, new_id
from api.kernel.paging import Cursor, Limit
from api.kernel.problems import Conflict, Invalid
from api.kernel.routing import COOKIES, NoContent, Reply, responses, router
from api.networks.models import Network
from api.people import keys, policy, schemas, secrets, service, views
from api.people.models import ApiToken, BrowserSession, LinkKind

auth = router("/api/v1/auth", "auth")
mine = router("/api/v1/me", "me")
accounts = router("/api/v1/accounts", "accounts")
ROUTERS = [auth, mine, accounts]
SIGN_IN = responses(service.BadCredentials, service.MfaRequired, service.Throttled)


def _cookie(call: Call, secret: str, lives: int) -> dict[str, str]:
    secure = call.kernel.settings.secure
    name = COOKIES[0] if secure else COOKIES[1]
    parts = [
        f"{name}={secret}",
        "Path=/",
        "HttpOnly",
        "SameSite=Lax",
        f"Max-Age={lives}",
        *(["Secure"] if secure else []),
    ]
    return {"set-cookie": "; ".join(parts), "cache-control": "no-store"}


@auth.post("/token", response_model=schemas.TokenRead, responses=SIGN_IN)
async def create_token(
    call: Annotated[Call, public],
    username: Annotated[str, Form(max_length=254)],
    password: Annotated[str, Form(max_length=128)],
    otp: Annotated[str, Form(max_length=13)] = "",
    grant_type: Annotated[str, Form(max_length=20, pattern="^password$")] = "password",
) -> Reply:
    """Get a JWT for scripts, good for ten minutes (OAuth 2 password grant, RFC 6749 §4.3)."""
    person = await service.authenticate(call, username, password, otp or None)
    key = await keys.current(call.session, call.now)
    token = tokens.issue(key.id, key.private_pem, person.id, new_id(), call.now)
    body = {"access_token": token, "token_type": "bearer", "expires_in": tokens.MINUTES * 60}
    return Reply(dumps(body), secret=True, headers={"cache-control": "no-store"})


@auth.post("/session", status_code=204, response_model=None, responses=SIGN_IN)
async def sign_in(call: Annotated[Call, public], body: schemas.SignIn) -> Reply:
    """Sign a browser in: a new session in an HttpOnly cookie."""
    person = await service.authenticate(call, body.email, body.password, body.otp)
    _, secret = await service.open_session(call, person)
    reply = NoContent()
    reply.headers.update(_cookie(call, secret, 12 * 3600))
    return reply


@auth.delete("/session", status_code=204, response_model=None)
async def sign_out(call: Annotated[Call, public]) -> Reply:
    """End this browser's session."""
    if call.actor.session_id is not None and call.actor.person_id is not None:
        await service.end_sessions(call, call.actor.person_id, BrowserSession.id == call.actor.session_id)
    reply = NoContent()
    reply.headers.update(_cookie(call, "", 0))
    return reply


@auth.post("/reset", status_code=202, response_model=None)
async def request_password_reset(call: Annotated[Call, public], body: schemas.ResetRequest) -> Reply:
    """Mail a link to set a new password. The answer is the same whether or not the account exists."""
    await service.request_reset(call, body.email)
    return Reply("{}", status=202)


@auth.post("/reset/use", status_code=204, response_model=None, responses=responses(service.LinkSpent))
async def use_password_reset(call: Annotated[Call, public], body: schemas.ResetUse) -> Reply:
    """Set a new password by a mailed link; every session ends, the second factor stays."""
    await service.use_link(call, body.secret, body.new_password, LinkKind.RESET, "/new_password")
    return NoContent()


@auth.post("/invitation", response_model=schemas.InvitedRead, responses=responses(service.LinkSpent))
async def read_invitation(call: Annotated[Call, public], body: schemas.LinkOnly) -> Reply:
    """Whom an invitation is for. Changes nothing."""
    link, person = await service.find_link(call, body.secret, LinkKind.INVITATION)
    shown = {"email": person.email, "name": person.name, "expires_at": instant(link.expires_at)}
    return Reply(dumps(shown), secret=True)


@auth.post("/invitation/use", status_code=204, response_model=None, responses=responses(service.LinkSpent))
async def accept_invitation(call: Annotated[Call, public], body: schemas.InvitationUse) -> Reply:
    """Accept an invitation: choose a password, correct one's name and language."""
    person = await service.use_link(call, body.secret, body.password, LinkKind.INVITATION, "/password")
    person.name, person.language = body.name or person.name, body.language or person.language
    return NoContent()


@mine.put("/password", status_code=204, response_model=None, responses=responses(service.BadCredentials))
async def change_password(call: Annotated[Call, allow(policy.ME)], body: schemas.PasswordChange) -> Reply:
    """Change the password. Every session ends, this one too."""
    await service.change_password(call, body.old_password, body.new_password)
    return NoContent()


@mine.post("/totp", response_model=schemas.TotpStart, responses=responses(Conflict, service.RecentSignInRequired))
async def start_totp(call: Annotated[Call, allow(policy.ME)]) -> Reply:
    """Begin to set up one-time codes (RFC 6238); they count from the confirmation on."""
    return views.totp_start(await service.start_totp(call))


@mine.post("/totp/confirm", response_model=schemas.TotpCodes, responses=responses(Conflict))
async def confirm_totp(call: Annotated[Call, allow(policy.ME)], body: schemas.TotpConfirm) -> Reply:
    """Turn one-time codes on by a first code; answers with recovery codes, shown once."""
    codes = await service.confirm_totp(call, body.code)
    return Reply(dumps({"recovery_codes": codes}), secret=True)


@mine.post(
    "/totp/remove",
    status_code=204,
    response_model=None,
    responses=responses(service.BadCredentials, service.RecentSignInRequired),
)
async def remove_totp(call: Annotated[Call, allow(policy.ME)], body: schemas.PasswordOnly) -> Reply:
    """Turn one-time codes off; asks for the password."""
    await service.remove_totp(call, body.password)
    return NoContent()


@mine.get("/sessions", response_model=schemas.SessionList)
async def list_sessions(call: Annotated[Call, allow(policy.ME)]) -> Reply:
    """One's signed-in browsers."""
    return await views.sessions(call)


@mine.delete("/sessions/{session_id}", status_code=204, response_model=None)
async def end_session(call: Annotated[Call, allow(policy.ME)], session_id: UUID) -> Reply:
    """Sign one browser out."""
    assert call.actor.person_id is not None
    statement = sa.select(BrowserSession.id).where(
        BrowserSession.id == session_id, BrowserSession.person_id == call.actor.person_id
    )
    found((await call.session.execute(statement)).scalar_one_or_none())
    await service.end_sessions(call, call.actor.person_id, BrowserSession.id == session_id)
    return NoContent()


@mine.get("/tokens", response_model=schemas.ApiTokenList)
async def list_api_tokens(call: Annotated[Call, allow(policy.ME)]) -> Reply:
    """One's API tokens; the secret is never shown again."""
    return await views.tokens(call)


@mine.post(
    "/tokens",
    response_model=schemas.ApiTokenCreated,
    status_code=201,
    responses=responses(service.RecentSignInRequired),
)
async def create_api_token(call: Annotated[Call, allow(policy.ME)], body: schemas.ApiTokenCreate) -> Reply:
    """Make a key for scripts: one network, named scopes within one's own rights, an end within a year."""
    service.require_recent(call)
    network = (await call.session.execute(sa.select(Network).where(Network.slug == body.network))).scalar_one_or_none()
    if network is None or network.id not in call.actor.posts:
        raise Invalid.at("/network", "unknown")
    for at, scope in enumerate(body.scopes):
        wanted = PERMISSIONS.get(scope)
        if wanted is None or not call.actor.may(wanted, network.id):
            raise Invalid.at(f"/scopes/{at}", "unknown")
    secret = secrets.new_secret()
    row = ApiToken(
        created_at=call.now,
        person_id=call.actor.person_id,
        network_id=network.id,
        name=body.name,
        scopes=sorted(set(body.scopes)),
        secret_hash=secrets.digest(secret),
        expires_at=call.now + timedelta(days=body.days),
    )
    call.session.add(row)
    await journal.record(call, "token.created", row, chain=PLATFORM)
    shown: dict[str, Any] = {"id": str(row.id), "name": row.name, "network": network.slug, "scopes": row.scopes}
    shown |= {"created_at": instant(row.created_at), "expires_at": instant(row.expires_at)}
    shown |= {"revoked_at": None, "last_used_at": None, "token": f"unmn_{row.id}_{secret}"}
    return Reply(dumps(shown), status=201, secret=True, location="/api/v1/me/tokens")


@mine.delete("/tokens/{token_id}", status_code=204, response_model=None)
async def revoke_api_token(call: Annotated[Call, allow(policy.ME)], token_id: UUID) -> Reply:
    """End a token at once."""
    statement = sa.select(ApiToken).where(ApiToken.id == token_id, ApiToken.person_id == call.actor.person_id)
    row = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    row.revoked_at, row.version = row.revoked_at or call.now, row.version + 1
    call.epoch_moves = True
    await journal.record(call, "token.revoked", row, chain=PLATFORM)
    return NoContent()


@accounts.get("", response_model=schemas.AccountList)
async def list_accounts(call: Annotated[Call, allow(policy.ACCOUNTS)], limit: Limit = 50, cursor: Cursor = "") -> Reply:
    """Every account of the platform."""
    return Reply(await views.ACCOUNTS.page(call.source, "created_at", limit, cursor or None, {}))


@accounts.post("", response_model=schemas.AccountRead, status_code=201)
async def create_account(call: Annotated[Call, allow(policy.ACCOUNTS)], body: schemas.AccountCreate) -> Reply:
    """Invite a person by mail. An address that has an account already answers with that account."""
    person = await service.invite(call, body.email, body.name, body.function, body.language)
    return (await views.account(call, person.id)).created(f"/api/v1/accounts/{person.id}")


@accounts.get("/{person_id}", response_model=schemas.AccountRead)
async def read_account(call: Annotated[Call, allow(policy.ACCOUNTS)], person_id: UUID) -> Reply:
    """One account."""
    found(await views.ACCOUNT.first(call.source, person_id=person_id))
    return await views.account(call, person_id)


@accounts.post("/{person_id}/disable", response_model=schemas.AccountRead)
async def disable_account(call: Annotated[Call, allow(policy.ACCOUNTS)], person_id: UUID) -> Reply:
    """Close an account: its sessions and tokens are dead at their next request."""
    return await views.account(call, (await service.disable(call, person_id)).id)


@accounts.post("/{person_id}/enable", response_model=schemas.AccountRead)
async def enable_account(call: Annotated[Call, allow(policy.ACCOUNTS)], person_id: UUID) -> Reply:
    """Open a closed account again."""
    return await views.account(call, (await service.enable(call, person_id)).id)


@accounts.post("/{person_id}/erase", response_model=schemas.AccountRead)
async def erase_account(call: Annotated[Call, allow(policy.ACCOUNTS)], person_id: UUID) -> Reply:
    """Erase who a person was: name, address and credentials are replaced by a pseudonym. What was done stays on record."""
    return await views.account(call, (await service.erase(call, person_id)).id)
