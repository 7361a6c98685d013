"""One target as one process: `python -m bench.serve ours|ours-computing|bare|textbook PORT`, with the server's own options."""

import sys
from typing import Annotated, Any

import uvicorn

ROUTES = ("/api/v1/bench/first", "/api/v1/bench/last")


def ours(keep_replies: bool) -> Any:
    """The real application. `ours-computing` keeps no finished replies, so that every answer is worked out anew.

    Two constant routes, one declared before all others and one after, show what being last costs.
    """
    from api import app as wiring
    from api import serving
    from api.kernel import runtime
    from api.kernel.access import Call, public
    from api.kernel.routing import Reply, router
    from api.kernel.shell import RouteIndex
    from api.settings import Settings

    if not keep_replies:
        runtime.REPLY_BYTES = 0

    async def constant(call: Annotated[Call, public]) -> Reply:
        """The same bytes each time."""
        return Reply(b'{"constant":true}')

    ends = []
    for at, path in enumerate(ROUTES):
        made = router("", "bench")
        made.add_api_route(path, constant, name=f"constant_{at}")
        ends.append(made.routes[0])
    settings = Settings()
    serving.configure_logs(settings)
    shell = serving.application(settings)
    shell.index = RouteIndex([ends[0], *wiring.routes(), ends[1]])  # type: ignore[list-item]
    return shell


def target(kind: str) -> Any:
    if kind.startswith("ours"):
        return ours(keep_replies=kind == "ours")
    if kind == "bare":
        from bench.bare import app as bare

        return bare
    from bench.textbook import app as textbook

    return textbook


if __name__ == "__main__":
    uvicorn.run(
        target(sys.argv[1]),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        http="httptools",
        loop="uvloop",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
    )
