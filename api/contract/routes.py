"""What a client or an operator asks about the service itself: the contract, the rights, whether it is up."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request

from api.contract import page, service
from api.contract.schemas import AccessRead, Health
from api.kernel.access import ANONYMOUS, Call, public
from api.kernel.db import dumps
from api.kernel.routing import Reply, Route, router
from api.kernel.runtime import Kernel


class Probe(Route):
    """A route that neither asks who calls nor counts requests: it must answer while the database is down."""

    async def _call(self, kernel: Kernel, request: Request) -> Call:
        return Call(ANONYMOUS, "en", request.scope["request_id"], kernel.source, kernel=kernel)


contract = router("/api", "access")
health = APIRouter(
    prefix="/health", tags=["health"], route_class=Probe, generate_unique_id_function=lambda route: route.name
)
ROUTERS = [contract, health]


@cache
def _document() -> str:
    return dumps(service.document())


@cache
def _page() -> str:
    return page.html(service.document())


@contract.get("/openapi.json", include_in_schema=False, response_model=None)
async def read_openapi(call: Annotated[Call, public]) -> Reply:
    """The contract: this document."""
    return Reply(_document())


@contract.get("/docs", include_in_schema=False, response_model=None)
async def read_docs(call: Annotated[Call, public]) -> Reply:
    """The contract as a page."""
    return Reply(_page(), headers={"content-type": "text/html; charset=utf-8"})


@contract.get("/docs.css", include_in_schema=False, response_model=None)
async def read_docs_style(call: Annotated[Call, public]) -> Reply:
    """How the page looks."""
    return Reply(page.STYLE, headers={"content-type": "text/css; charset=utf-8"})


@contract.get("/v1/access", response_model=AccessRead)
async def read_access(call: Annotated[Call, public]) -> Reply:
    """The rights: which role may do what, and the state tables with who may make which move."""
    return Reply(dumps(service.access()))


@health.get("/live", response_model=Health)
async def read_liveness(call: Annotated[Call, public]) -> Reply:
    """The process answers."""
    return Reply(dumps({"status": "ok"}), headers={"cache-control": "no-store"})


@health.get("/ready", response_model=Health)
async def read_readiness(call: Annotated[Call, public]) -> Reply:
    """The database answers and is at the newest revision; else 503."""
    await service.require_ready(call)
    return Reply(dumps({"status": "ok"}), headers={"cache-control": "no-store"})
