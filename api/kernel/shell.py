"""The pure ASGI shell in front of everything: route index, request id, headers, compression, problems, figures."""

import gzip
import re
import time
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.kernel.access import ANONYMOUS
from api.kernel.problems import Internal, MethodNotAllowed, NotFound, Problem
from api.kernel.routing import Route, language, new_request_id
from api.kernel.runtime import Kernel

log = structlog.get_logger("unmn")
REQUESTS = Counter("unmn_requests_total", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram("unmn_request_seconds", "Time to answer", ["route"], buckets=(0.005, 0.02, 0.1, 0.5, 2, 10))

SECRET_PATHS = re.compile(r"^(/[pr]/|/calendar/|/api/v1/(?:position|rsvp)-links/).+", re.DOTALL)
NAMED = re.compile(r"\{(\w+)\}")
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
CSP = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
COMPRESSED = ("application/json", "application/problem+json", "text/", "image/svg", "application/javascript")
COMPRESS_FROM = 1400
SHARED = 100_000  # up to here packed bytes are kept for whoever is answered the same: kept replies, the feed
Found = tuple[dict[str, tuple[Route, list[str]]], list[str]]


def shown(path: str) -> str:
    """A path as it may be told: what follows these addresses is a secret of whoever holds the mail."""
    return SECRET_PATHS.sub(r"\1…", path)


@cache
def figures(method: str, route: str, status: int) -> tuple[Any, Any]:
    """The counter and the histogram of one kind of answer; there are few kinds, and looking them up costs."""
    return REQUESTS.labels(method, route, status), SECONDS.labels(route)


@lru_cache(64)
def packed(body: bytes) -> bytes:
    """A body for whoever takes gzip. Packing costs more than all else of an answer, and many are given the same one."""
    return gzip.compress(body, 5)


class RouteIndex:
    """Routes by their segments: the last of two hundred is found as fast as the first."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self.tree: dict[str, Any] = {}
        for route in routes:
            node = self.tree
            for segment in route.path_format.strip("/").split("/"):
                node = node.setdefault(NAMED.sub("{}", segment), {})
            names = NAMED.findall(route.path_format)
            for method in route.methods or ():
                if method in node.setdefault("", {}):
                    raise ValueError(f"two routes answer {method} {route.path_format}")
                node[""][method] = (route, names)

    def find(self, path: str) -> Found | None:
        """The methods of the path's resource, and what stands where the path has names. Literal segments win."""
        segments = path.strip("/").split("/")
        node, values = self.tree, []
        for segment in segments:
            if segment and segment in node:
                if "{}" in node:
                    return self._walk(self.tree, segments, 0, [])  # a literal here may be a name after all
                node = node[segment]
            elif "." in segment:
                return self._walk(self.tree, segments, 0, [])  # it may end in the kind of file that is wanted
            elif segment and "{}" in node:
                node = node["{}"]
                values.append(segment)
            else:
                return None
        return (node[""], values) if "" in node else None

    def _walk(self, node: dict[str, Any], segments: list[str], at: int, values: list[str]) -> Found | None:
        if at == len(segments):
            return (node[""], values) if "" in node else None
        segment = segments[at]
        if segment and segment in node:
            answer = self._walk(node[segment], segments, at + 1, values)
            if answer is not None:
                return answer
        named, dot, ending = segment.rpartition(".")
        if dot and named and f"{{}}.{ending}" in node:  # a name, and the kind of file that is wanted: {number}.pdf
            answer = self._walk(node[f"{{}}.{ending}"], segments, at + 1, [*values, named])
            if answer is not None:
                return answer
        if segment and "{}" in node:
            return self._walk(node["{}"], segments, at + 1, [*values, segment])
        return None


class Shell:
    """The application a server runs. Everything under /api is a route of the index; the rest is the web page."""

    def __init__(self, kernel: Kernel, routes: Iterable[Route], pages: ASGIApp) -> None:
        self.kernel, self.pages = kernel, pages
        self.index = RouteIndex(routes)
        secure = {"strict-transport-security": "max-age=63072000"} if kernel.settings.secure else {}
        self.headers = [(name.encode(), value.encode()) for name, value in (HEADERS | secure).items()]
        self.on_start: list[Any] = []
        self.on_stop: list[Any] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            for start in self.on_start:
                await start()
        except Exception as error:
            log.error("start refused", error=str(error))
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for stop in reversed(self.on_stop):
            await stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        given = scope["given"] = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"][::-1]
        }
        stated = given.get("x-request-id", "")
        scope["request_id"] = stated if REQUEST_ID.fullmatch(stated) else new_request_id()
        answer = Answer(self, scope, send)
        label = "page"
        try:
            label = await self._answer(scope, receive, answer)
        except Problem as problem:
            label = getattr(scope.get("route"), "path_format", "none")
            await answer.problem(problem)
        except ClientDisconnect:
            return
        except Exception:
            log.exception("unforeseen", request_id=scope["request_id"], path=shown(scope["path"]))
            await answer.problem(Internal())
        counted, timed = figures(scope["method"], label, answer.status)
        counted.inc()
        timed.observe(time.perf_counter() - started)
        self._note(scope, answer.status, started)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> str:
        path: str = scope["path"]
        found = self.index.find(path)
        if found is None:
            if path == "/metrics":
                await Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)(scope, receive, send)
                return path
            if path.startswith("/api/"):
                raise NotFound()
            await self.pages(scope, receive, send)
            return "page"
        methods, values = found
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        if method == "OPTIONS":
            await self._preflight(scope, receive, send, sorted(methods))
            return "preflight"
        if method not in methods:
            raise MethodNotAllowed(headers={"allow": ", ".join(sorted(methods))}, allowed=sorted(methods))
        route, names = methods[method]
        scope["route"] = route
        scope["path_params"] = dict(zip(names, values, strict=True))
        await route.serve(self.kernel, scope, receive, send)
        return route.path_format

    async def _preflight(self, scope: Scope, receive: Receive, send: Send, methods: list[str]) -> None:
        headers = {"allow": ", ".join(methods)}
        if scope["given"].get("origin") in self.kernel.settings.cors_origins:
            headers["access-control-allow-methods"] = ", ".join(methods)
            headers["access-control-allow-headers"] = (
                "authorization, content-type, if-match, if-none-match, idempotency-key, x-request-id"
            )
        await Response(status_code=204, headers=headers)(scope, receive, send)

    def _note(self, scope: Scope, status: int, started: float) -> None:
        """Changes, refusals of sign-in or right, and failures. No bodies, no secrets, no query."""
        if scope["method"] in ("GET", "HEAD") and status not in (401, 403) and status < 500:
            return
        call = scope.get("call")
        log.info(
            "answered",
            request_id=scope["request_id"],
            method=scope["method"],
            path=shown(scope["path"]),
            status=status,
            actor=str(call.actor.person_id) if call and call.actor.person_id else None,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )


class Answer:
    """The sending side of one request: adds headers, compresses what is long, remembers the status."""

    def __init__(self, shell: Shell, scope: Scope, send: Send) -> None:
        self.shell, self.scope, self.send, self.status = shell, scope, send, 500
        self.started = False
        self.held: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._add_headers(message)
            self.held = message
            return
        if self.held is not None and message["type"] == "http.response.body":
            start, self.held, self.started = self.held, None, True
            if not message.get("more_body"):
                self._compress(start, message)
            await self.send(start)
        await self.send(message)

    def _add_headers(self, message: Message) -> None:
        raw = message.setdefault("headers", [])
        raw = message["headers"] = [*raw, *self.shell.headers, (b"x-request-id", self.scope["request_id"].encode())]
        if self.scope["path"].startswith("/api/"):
            if not any(name == b"cache-control" for name, _ in raw):
                raw.append((b"cache-control", b"private, no-cache"))
            raw.append((b"vary", b"Accept-Language, Authorization, Cookie"))
        if "rate_limit" in self.scope:
            per_minute, remaining, wait = self.scope["rate_limit"]
            raw.append((b"ratelimit-policy", b'"default";q=%d;w=60' % per_minute))
            raw.append((b"ratelimit", b'"default";r=%d;t=%d' % (remaining, wait or 60)))
        origins = self.shell.kernel.settings.cors_origins
        if origins:
            origin = self.scope["given"].get("origin")
            if origin in origins:
                raw.append((b"access-control-allow-origin", origin.encode()))
                raw.append((b"access-control-expose-headers", b"etag, location, link, retry-after, x-request-id"))

    def _compress(self, start: Message, message: Message) -> None:
        body = message.get("body", b"")
        if len(body) < COMPRESS_FROM or start["status"] == 304:
            return
        if "gzip" not in self.scope["given"].get("accept-encoding", ""):
            return
        headers = MutableHeaders(raw=start["headers"])
        if {*headers.keys()} & {"content-encoding", "repr-digest"} or not headers.get("content-type", "").startswith(
            COMPRESSED
        ):
            return
        message["body"] = packed(body) if len(body) <= SHARED else gzip.compress(body, 5)
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(message["body"]))
        headers.add_vary_header("Accept-Encoding")

    async def problem(self, problem: Problem) -> None:
        if self.started:
            return
        said = self.scope.get("language") or language(self.scope["given"], ANONYMOUS)
        response = problem.response(said, shown(self.scope["path"]), self.scope["request_id"])

        async def nothing() -> Message:
            return {"type": "http.disconnect"}

        await response(self.scope, nothing, self)
