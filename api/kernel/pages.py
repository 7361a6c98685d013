"""The web page's files: hashed assets for ever, compressed beforehand, and one document for every address of ours."""

import gzip
import re
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "application/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}
SMALLEST = 1000
MAILED = re.compile(r"/([pr])/[^/.]+")  # the page of a mailed link, whatever the link: a position, an invitation

CODED = re.compile(r"[a-z0-9-]+/[a-z-]+/[^/]+")  # a network, a noun, a code


@cache
def _file(path: Path, changed: float) -> tuple[bytes, bytes | None]:
    """A file and its compressed form, read once per change."""
    plain = path.read_bytes()
    packed = gzip.compress(plain, 9) if path.suffix not in (".png", ".woff2") and len(plain) > SMALLEST else None
    return plain, packed


class Pages:
    """Serves the built page. An address with a dot is a file or 404; any other is the page itself, and so is one of a
    thing with a code of its own, which may have a dot: `/turkmenistan/indicators/TKM-06.2`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._response(scope)(scope, receive, send)

    def _response(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            return Response(status_code=405, headers={"allow": "GET, HEAD"})
        wanted = scope["path"].lstrip("/")
        path = (self.directory / wanted).resolve()
        is_file = path.is_file() and path.is_relative_to(self.directory)
        coded = CODED.fullmatch(wanted) and path.suffix not in TYPES
        if not is_file and "." in wanted.rpartition("/")[2] and not coded:
            return Response("Not here.", 404, media_type="text/plain")
        mailed = MAILED.fullmatch(scope["path"])
        if not is_file:
            path = self.directory / (f"{mailed[1]}.html" if mailed else "index.html")
        if not path.is_file():
            return Response("The web page is not built: run `make run`.", 503, media_type="text/plain")
        plain, packed = _file(path, path.stat().st_mtime)
        lasting = wanted.startswith("assets/")
        headers = {
            "cache-control": "public, max-age=31536000, immutable" if lasting else "no-cache",
            "vary": "Accept-Encoding",
        }
        if mailed:  # its address is a secret of whoever got the mail
            headers |= {"cache-control": "no-store", "x-robots-tag": "noindex, nofollow, noarchive"}
        if packed is not None and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            plain = packed
        return Response(plain, headers=headers, media_type=TYPES.get(path.suffix, "application/octet-stream"))
