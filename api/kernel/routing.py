"""The route class: every request of the API passes here, in one order.

415/413 → 401 → 404 of the network → 403 of the role → 422 → (handler: 404 of the row → 403 of another organisation →
428/412 → 409). Sign-in and right are checked before the body is parsed, so nobody learns by an error what they may not
see. A changing request is one transaction, committed before the answer; a reading one is one statement.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import parse_qsl
from uuid import UUID

import sqlalchemy as sa
import uuid_utils
from fastapi import APIRouter, params
from fastapi.datastructures import DefaultPlaceholder
from fastapi.dependencies.utils import request_body_to_args, request_params_to_args
from fastapi.routing import APIRoute
from fastapi.utils import create_model_field
from pydantic import TypeAdapter, ValidationError
from python_multipart.exceptions import FormParserError
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.kernel import unit
from api.kernel.access import ANONYMOUS, PLATFORM, Actor, Allow, Call, Head, Permission
from api.kernel.clock import PLACE, now_utc
from api.kernel.db import Base
from api.kernel.params import Params
from api.kernel.problems import (
    MEDIA,
    Forbidden,
    IdempotencyKeyReused,
    Invalid,
    NotFound,
    Problem,
    RateLimited,
    SecretNotReplayed,
    TooLarge,
    Unauthenticated,
    Unavailable,
    UnsupportedMediaType,
)
from api.kernel.runtime import PLATFORM_SLUG, Credential, Kernel
from api.kernel.words import LANGUAGES, known

JSON_TYPES = ("application/json", "application/merge-patch+json")
JSON_LIMIT, UPLOAD_LIMIT = 1_000_000, 50_000_000
DEPTH = 20
SAFE = ("GET", "HEAD")
KEPT_HEADERS = frozenset({b"etag", b"link", b"content-type", b"content-disposition", b"repr-digest"})
COOKIES = ("__Host-unmn", "unmn")
Handler = TypeVar("Handler", bound=Callable[..., Any])


class CrossSite(Forbidden):
    slug = "cross-site"


class IdempotentReply(Base):
    """What a POST with an Idempotency-Key answered; kept seven days. `body` is null where it carried a secret."""

    __tablename__ = "idempotent_replies"
    __table_args__ = (sa.Index(None, "created_at"),)

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(128), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    status: Mapped[int | None]
    headers: Mapped[dict[str, str] | None] = mapped_column()
    body: Mapped[str | None] = mapped_column(sa.Text)
    created_at: Mapped[datetime]


class Reply(Response):
    """An answer: finished JSON bytes, the resource's own version (first half of its ETag), and whether it holds a secret."""

    media_type = "application/json"

    def __init__(
        self,
        body: bytes | str,
        version: int = 0,
        status: int = 200,
        *,
        location: str | None = None,
        secret: bool = False,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(body, status, headers)
        self.version, self.secret = version, secret
        self.following: str | None = getattr(body, "following", None)
        if location:
            self.headers["location"] = location

    @property
    def tagged(self) -> bool:
        return any(name == b"etag" for name, _ in self.raw_headers)

    def tag(self, validator: str) -> None:
        self.raw_headers.append((b"etag", f'"{self.version}-{validator}"'.encode()))

    def created(self, location: str) -> "Reply":
        self.status_code = 201
        self.headers["location"] = location
        return self


def reads_clock(endpoint: Handler) -> Handler:
    """Marks an act whose first statement takes its lock and reads the clock after it: none is read before."""
    endpoint.reads_clock = True  # type: ignore[attr-defined]
    return endpoint


class NoContent(Reply):
    def __init__(self) -> None:
        super().__init__(b"", status=204)


class Route(APIRoute):
    """A route with one guard. FastAPI declares, validates and documents it; this class runs it."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        answers = options.pop("response_model", None)
        self.answers = None if isinstance(answers, DefaultPlaceholder) else answers
        self.path = self.path_format = path
        self.endpoint, self.options = endpoint, options
        self.name: str = options.get("name") or endpoint.__name__
        self.methods: set[str] = {str(method).upper() for method in options.get("methods") or ("GET",)}
        self.call_name, self.permission = _guard(endpoint)
        self.in_network = path.startswith("/api/v1/networks/{network}")
        self.ticks = not getattr(endpoint, "reads_clock", False)

    def __getattr__(self, name: str) -> Any:
        """What FastAPI knows of a route is worked out when somebody first asks for it: a worker answers few of hundreds."""
        if name.startswith("__") or "options" not in self.__dict__:
            raise AttributeError(name)
        self._build(self.__dict__.pop("options"))
        return getattr(self, name)

    def _build(self, options: dict[str, Any]) -> None:
        super().__init__(self.path, self.endpoint, response_model=None, **options)
        if len(self.dependant.dependencies) != 1:
            raise TypeError(f"{self.endpoint.__qualname__} must hold one allow(...) or public, and no other dependency")
        self.queries = frozenset(field.alias for field in self.dependant.query_params)
        self.path_values, self.query_values = Params(self.dependant.path_params), Params(self.dependant.query_params)
        fields = self.dependant.body_params
        self.form = bool(fields) and isinstance(fields[0].field_info, params.Form)  # File is a Form too
        self.most_bytes = UPLOAD_LIMIT + 100_000 if self.form else JSON_LIMIT
        self.body_name = fields[0].name if fields else None
        body: Any = fields[0].field_info.annotation if fields and not self.form else None
        self.adapter = TypeAdapter(body) if body is not None else None
        self.wants_body = bool(fields) and fields[0].field_info.is_required()

    def describe(self) -> None:
        """What only the contract asks for: replies are finished bytes, which nothing validates on their way out."""
        if self.answers is not None and self.response_field is None:
            self.response_model = self.answers
            name = f"Response_{self.unique_id}"
            self.response_field = create_model_field(name=name, type_=self.answers, mode="serialization")

    async def serve(self, kernel: Kernel, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; problems are rendered by the shell."""
        request = Request(scope, receive, send)
        kernel.answering += 1
        try:
            call = await self._call(kernel, request)
            scope["call"] = call
            if request.method in SAFE:
                response = await self._read(call, request)
            else:
                response = await self._write(kernel, call, request)
        finally:
            kernel.answering -= 1
        await response(scope, receive, send)

    # ── who is asking, and may they ─────────────────────────────────────────────────────────────────────────────

    async def _call(self, kernel: Kernel, request: Request) -> Call:
        headers = request.scope["given"]
        if request.method not in SAFE:
            self._check_media(headers)
            _check_origin(kernel, request)
        slug = request.path_params.get("network") if self.in_network else PLATFORM_SLUG
        head = await kernel.head(str(slug))
        if head is not None and self.in_network and head.network_id != PLATFORM:
            head = await unit.settled(kernel, head)
        epoch = head.epoch if head is not None else -1
        credential = _credential(request)
        actor = await self._actor(kernel, credential, epoch)
        request.scope["language"] = language(headers, actor)
        self._limit(kernel, request, actor)
        network = self._network(head, actor)
        if self.permission is not None and not actor.may(self.permission, network.network_id if network else None):
            if actor is ANONYMOUS:
                raise Unauthenticated()
            raise Forbidden(permission=self.permission.name)
        call = Call(
            actor,
            request.scope["language"],
            request.scope["request_id"],
            kernel.source,
            network,
            headers.get("if-match"),
            kernel,
            request.client.host if request.client else "",
            headers.get("user-agent", "")[:200],
        )
        call.epoch = epoch
        return call

    async def _actor(self, kernel: Kernel, credential: Credential | None, epoch: int) -> Actor:
        if credential is None:
            return ANONYMOUS
        with unit.translating():
            actor = await kernel.actor(credential, epoch)
        if actor is not None:
            return actor
        if self.permission is None:
            return ANONYMOUS  # a spent cookie must not keep anybody from signing in again
        raise Unauthenticated()

    def _network(self, head: Head | None, actor: Actor) -> Head | None:
        if not self.in_network:
            return None
        if self.permission is not None and actor is ANONYMOUS:
            raise Unauthenticated()
        if head is None or head.network_id == PLATFORM:
            raise NotFound()
        if self.permission is not None and not actor.sees(head.network_id):
            raise NotFound()
        return head

    @staticmethod
    def _limit(kernel: Kernel, request: Request, actor: Actor) -> None:
        key = actor.person_id or (request.client.host if request.client else "")
        remaining, wait = kernel.bucket.take(key)
        request.scope["rate_limit"] = (kernel.bucket.per_minute, max(remaining, 0), wait)
        if wait:
            raise RateLimited(headers={"retry-after": str(wait)}, seconds=wait)

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _read(self, call: Call, request: Request) -> Response:
        validator = _validator(call, call.network.seq) if call.network else None
        stated = request.scope["given"].get("if-none-match")
        if validator and stated and stated.endswith(f'-{validator}"'):
            return Response(None, 304, {"etag": stated})
        key = (request.scope["path"], request.scope["query_string"], validator)
        kept = call.kernel.replies.get(key) if validator else None
        if kept is not None:
            return Reply(kept[0], headers=kept[1])
        arguments = await self._arguments(request, call, b"")
        response: Response = await self.endpoint(**arguments)
        if isinstance(response, Reply) and response.following:
            following = request.url.include_query_params(cursor=response.following)
            response.headers["link"] = f'<{following.path}?{following.query}>; rel="next"'
        if validator and type(response) is Reply and response.status_code == 200:
            response.tag(validator)
            said = {name.decode(): text.decode() for name, text in response.raw_headers if name in KEPT_HEADERS}
            call.kernel.replies.put(key, (bytes(response.body), said))
        return response

    # ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _write(self, kernel: Kernel, call: Call, request: Request) -> Response:
        body = await _body(request.receive, self.most_bytes)
        if kernel.in_flight >= kernel.settings.requests_in_flight:
            raise Unavailable()
        kernel.in_flight += 1
        try:
            return await unit.perform(
                kernel,
                call,
                lambda call: self._work(call, request, body),
                lambda call, reply: self._finish(call, reply),
                ticks=self.ticks,
            )
        finally:
            kernel.in_flight -= 1

    async def _work(self, call: Call, request: Request, body: bytes) -> Response:
        key = request.scope["given"].get("idempotency-key") if request.method == "POST" else None
        call.idempotency = None
        if key is not None:
            replay = await self._claim(call, request, key, body)
            if replay is not None:
                return replay
        arguments = await self._arguments(request, call, body)
        response: Response = await self.endpoint(**arguments)
        return response

    async def _claim(self, call: Call, request: Request, key: str, body: bytes) -> Response | None:
        """Insert (person, key) first; whoever finds it there gets the stored reply, or 422 for another body."""
        if not 1 <= len(key) <= 128 or not key.isprintable():
            raise Invalid.at("Idempotency-Key", "string_too_long", max_length=128)
        person = call.actor.person_id or PLATFORM
        parts = (request.method, request.url.path, request.url.query)
        fingerprint = hashlib.sha256("\n".join(parts).encode() + b"\n" + body).hexdigest()
        values = {"person_id": person, "key": key, "fingerprint": fingerprint, "created_at": call.now}
        dialect = sqlite if call.source.dialect == "sqlite" else postgresql
        insert = dialect.insert(IdempotentReply).values(**values).on_conflict_do_nothing()
        claimed = await call.session.execute(insert.returning(IdempotentReply.key))
        where = (IdempotentReply.person_id == person, IdempotentReply.key == key)
        if claimed.first() is not None:
            call.idempotency = where
            return None
        stored = (await call.session.execute(sa.select(IdempotentReply).where(*where))).scalar_one()
        if stored.fingerprint != fingerprint:
            raise IdempotencyKeyReused()
        if stored.body is None:
            raise SecretNotReplayed()
        return Reply(stored.body, status=stored.status or 200, headers=stored.headers)

    async def _finish(self, call: Call, response: Response) -> None:
        """Give the answer its ETag and store it under its key, in the same transaction."""
        replayed = isinstance(response, Reply) and response.tagged
        if isinstance(response, Reply) and call.network and not replayed and response.status_code in (200, 201):
            seq = call.seqs.get(call.network_id, call.network.seq)
            epoch = call.epoch + (1 if call.epoch_moves else 0)
            response.tag(_validator(call, seq, epoch))
        if call.idempotency is None:
            return
        secret = getattr(response, "secret", True) or call.actor.person_id is None
        headers = {name: response.headers[name] for name in ("etag", "location") if name in response.headers}
        body = None if secret else bytes(response.body).decode()
        await call.session.execute(
            sa.update(IdempotentReply)
            .where(*call.idempotency)
            .values(status=response.status_code, headers=headers, body=body)
        )

    # ── what was sent ───────────────────────────────────────────────────────────────────────────────────────────

    def _check_media(self, headers: Mapping[str, str]) -> None:
        stated = headers.get("content-length", "0")
        if stated.isdigit() and int(stated) > self.most_bytes:
            raise TooLarge(max_bytes=self.most_bytes)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if self.form:
            if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
                raise UnsupportedMediaType(expected="multipart/form-data")
        elif self.adapter is not None and not (kind in JSON_TYPES or (not kind and not self.wants_body)):
            raise UnsupportedMediaType(expected="application/json")

    async def _arguments(self, request: Request, call: Call, body: bytes) -> dict[str, Any]:
        """Path, query, headers and body, validated all together; every fault named by its place."""
        values, faults = self.path_values.read(request.path_params)
        if faults:
            raise NotFound()  # an address that cannot exist is not here
        query, errors = self._query(request)
        values |= query
        if self.dependant.header_params:
            found, faults = request_params_to_args(self.dependant.header_params, request.headers)
            values |= found
            errors += [_error(fault, str(fault["loc"][-1])) for fault in faults]
        if self.form:
            form, faults = await self._form(request, body)
            values |= form
            errors += [_error(fault, _pointer(fault["loc"][1:])) for fault in faults]
        elif self.adapter is not None:
            value, faults = self._json(body)
            values[self.body_name or ""] = value
            errors += faults
        if errors:
            raise Invalid(errors=errors)
        values[self.call_name] = call
        return values

    def _query(self, request: Request) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        if not request.scope["query_string"]:
            values, faults = self.query_values.read({})
            return values, [_error(fault, f"?{fault['loc'][-1]}") for fault in faults]
        pairs = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(pairs)
        errors = [{"pointer": f"?{name[:60]}", "code": "unknown_query"} for name in given if name not in self.queries]
        if len(given) < len(pairs):
            names = [name for name, _ in pairs]
            errors += [{"pointer": f"?{name[:60]}", "code": "repeated"} for name in given if names.count(name) > 1]
        values, faults = self.query_values.read(given)
        return values, errors + [_error(fault, f"?{fault['loc'][-1]}") for fault in faults]

    def _json(self, body: bytes) -> tuple[Any, list[dict[str, Any]]]:
        assert self.adapter is not None
        if not body and not self.wants_body:
            return None, []
        if _too_deep(body):
            return None, [{"pointer": "", "code": "too_deep", "max_depth": DEPTH}]
        try:
            return self.adapter.validate_json(body, strict=True), []
        except ValidationError as error:
            faults = error.errors(include_url=False, include_input=False, include_context=True)
            return None, [_error(dict(fault), _pointer(fault["loc"])) for fault in faults]

    async def _form(self, request: Request, body: bytes) -> tuple[dict[str, Any], list[Any]]:
        replay = Request(request.scope, _once(body))
        try:
            form: FormData = await replay.form(max_files=4, max_fields=40)
        except (MultiPartException, FormParserError) as error:
            raise Invalid.at("", "form_malformed") from error
        return await request_body_to_args(self.dependant.body_params, form, self._embed_body_fields)


def _guard(endpoint: Callable[..., Any]) -> tuple[str, Permission | None]:
    """Under which name an endpoint takes its call, and the right it asks for. Without exactly one guard none starts."""
    guards = [
        (name, each.dependency.permission)
        for name, annotation in endpoint.__annotations__.items()
        for each in getattr(annotation, "__metadata__", ())
        if isinstance(each, params.Depends) and isinstance(each.dependency, Allow)
    ]
    if len(guards) != 1:
        raise TypeError(f"{endpoint.__qualname__} must hold one allow(...) or public, and no other dependency")
    return guards[0]


def _once(body: bytes) -> Receive:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _body(receive: Receive, limit: int) -> bytes:
    """The whole body, refused as soon as it is known to be too large."""
    chunks, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect()
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > limit:
            raise TooLarge(max_bytes=limit)
        if not message.get("more_body"):
            return b"".join(chunks)


def _too_deep(body: bytes) -> bool:
    """Nesting beyond what any schema of ours has. Counted only when there are brackets enough for it."""
    if body.count(b"[") + body.count(b"{") <= DEPTH:
        return False
    depth, quoted, escaped = 0, False, False
    for byte in body:
        if quoted:
            quoted, escaped = escaped or byte != 0x22, byte == 0x5C and not escaped
        elif byte == 0x22:
            quoted, escaped = True, False
        elif byte in b"[{":
            depth += 1
            if depth > DEPTH:
                return True
        elif byte in b"]}":
            depth -= 1
    return False


def _pointer(place: Any) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in place)


def _error(fault: dict[str, Any], pointer: str) -> dict[str, Any]:
    """One fault, without the input: its code, and what the code needs to be explained."""
    context = fault.get("ctx") or {}
    facts = {key: value for key, value in context.items() if isinstance(value, int | str) and key != "error"}
    code = fault["type"]
    if code == "value_error" and "code" in facts:
        code = str(facts.pop("code"))
    return {"pointer": pointer, "code": code if known(f"invalid.{code}") else "value", **facts}


def _credential(request: Request) -> Credential | None:
    authorization = request.scope["given"].get("authorization")
    if authorization is not None:
        return _bearer(authorization)
    if "cookie" not in request.scope["given"]:
        return None
    for name in COOKIES:
        cookie = request.cookies.get(name)
        if cookie:
            return Credential("session", cookie)
    return None


@lru_cache(1024)
def _bearer(authorization: str) -> Credential:
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip() or len(secret) > 8192:
        return Credential("refused", "")
    return Credential("token" if secret.startswith("unmn_") else "jwt", secret.strip())


def _check_origin(kernel: Kernel, request: Request) -> None:
    """Changing requests come from our own page or from no page at all."""
    headers, elsewhere = request.scope["given"], kernel.settings.cors_origins
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and origin not in elsewhere:
        own = f"{request.scope.get('scheme', 'http')}://{headers.get('host', '')}"
        if origin not in (own, kernel.settings.site):
            raise CrossSite()
    if site not in (None, "same-origin", "none") and origin not in elsewhere:
        raise CrossSite()


def language(headers: Mapping[str, str], actor: Actor) -> str:
    """The reader's language: Accept-Language, else the person's own, else English."""
    for part in headers.get("accept-language", "").split(","):
        tag = part.partition(";")[0].strip().lower()[:2]
        if tag in LANGUAGES:
            return tag
    return actor.language if actor.language in LANGUAGES else "en"


def _validator(call: Call, seq: int, epoch: int | None = None) -> str:
    """What a caller may read from a network changes only when its journal head or somebody's rights move."""
    reader = call.actor.person_id.hex[-12:] if call.actor.person_id else "public"
    today = now_utc().astimezone(PLACE).toordinal()
    return f"{seq:x}.{call.epoch if epoch is None else epoch:x}.{today:x}.{call.language}.{reader}"


def new_request_id() -> str:
    return str(uuid_utils.uuid7())


def responses(*refusals: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """What a route may refuse beyond what its kind always may; `contract` adds those."""
    described: dict[int | str, dict[str, Any]] = {}
    for refusal in refusals:
        entry = described.setdefault(refusal.status, {"slugs": []})
        entry["slugs"].append(refusal.slug)
    return {
        status: {
            "description": ", ".join(sorted(entry["slugs"])),
            "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/ProblemRead"}}},
        }
        for status, entry in described.items()
    }


def router(prefix: str, tag: str) -> APIRouter:
    """A feature's router: every operation is named after its function, and runs through `Route`."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=Route, generate_unique_id_function=lambda route: route.name)


def network_router(path: str, tag: str) -> APIRouter:
    return router("/api/v1/networks/{network}" + path, tag)
