"""The one place that wires things: features into routes, the kernel to what it needs of them, the page beside the API."""

import importlib
from types import ModuleType

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.actions import service as actions
from api.decisions import agreeing, notices, positions, records, reminders, review_dates, reviews, subjects
from api.decisions import service as decisions
from api.features import FEATURES
from api.indicators import dimensions
from api.indicators import export_service as indicator_exports
from api.indicators import import_service as indicator_imports
from api.indicators import publishing as indicator_figures
from api.kernel.pages import Pages
from api.kernel.routing import Route
from api.kernel.runtime import Kernel
from api.kernel.shell import Shell
from api.meetings import attendance, outcomes, outline, reminding, requests, sealing
from api.members import service as members
from api.members.actors import actor_of, load_actor
from api.minutes import reminders as minutes_reminders
from api.minutes import service as minutes
from api.minutes import standing as minutes_standing
from api.networks import agreements
from api.networks import service as networks
from api.objectives import service as objectives
from api.reporting import service as reporting
from api.reviews import service as review_reports
from api.settings import Settings
from api.statements import notices as statement_notices
from api.statements import publishing
from api.statements import service as statements
from api.workplans import service as workplans


def modules(name: str) -> list[ModuleType]:
    """A part (`models`, `routes` …) of every feature that has it, in order."""
    found = []
    for feature in FEATURES:
        full = f"api.{feature}.{name}"
        if importlib.util.find_spec(full) is not None:
            found.append(importlib.import_module(full))
    return found


def routes() -> list[Route]:
    """Every route of the API, flat. A route without a right, or under a name already taken, does not start."""
    flat: list[Route] = []
    for module in modules("routes"):
        for router in module.ROUTERS:
            flat += _routes_of(router)
    names = [route.name for route in flat]
    doubled = {name for name in names if names.count(name) > 1}
    if doubled:
        raise ValueError(f"operations declared twice: {sorted(doubled)}")
    return flat


def _routes_of(router: APIRouter) -> list[Route]:
    for route in router.routes:
        assert isinstance(route, Route), f"{route!r} must be declared on a router of kernel.routing"
    return [route for route in router.routes if isinstance(route, Route)]


def describe() -> FastAPI:
    """The same routes as FastAPI knows them, for the OpenAPI document."""
    app = FastAPI(title="UN Network on Migration", version="1", openapi_url=None, docs_url=None, redoc_url=None)
    for route in routes():
        route.describe()
        app.router.routes.append(route)
        assert isinstance(route, APIRoute)
    return app


def create_app(settings: Settings) -> Shell:
    """The application of one process; `shell.kernel` is what it holds open."""
    for part in ("models", "policy", "states"):
        modules(part)
    networks.FOUNDING[:] = [objectives.ensure, dimensions.ensure]
    networks.THRESHOLD[:] = [indicator_figures.threshold_changed]
    agreements.STANDING[:] = [agreeing.standing]
    members.LEAVING[:] = [positions.release]
    attendance.ATTENDED[:] = [decisions.attended]
    outcomes.SEEING.update(decision=decisions.sees, action=actions.sees)
    requests.TAKING_UP[:] = [reviews.take_up]
    outline.NEEDLESS.update(previous_minutes=minutes_standing.adopted_before)
    sealing.SEALING[:] = [minutes.sealed]
    decisions.OPENING[:] = [statements.opened, workplans.opened]
    subjects.RESOLVERS.update(workplans=workplans.keeps)
    decisions.ADOPTING[:] = [statement_notices.adopted]
    subjects.RESOLVERS["reviews"] = review_reports.keeps
    kernel = Kernel(
        settings,
        load_actor,
        settlers={
            "round": decisions.settle,
            reminders.HALF: reminders.remind,
            reminders.DAY: reminders.remind,
            reminders.REACH: reminders.warn,
            decisions.RECORD: records.settle,
            reminding.DUE: reminding.settle,
            "membership": members.settle,
            review_dates.DUE: reviews.settle,
            "action": actions.settle,
            minutes_reminders.REMINDER: minutes_reminders.remind,
            minutes_reminders.WINDOW: minutes_reminders.close,
            publishing.DUE: publishing.settle,
            reporting.DUE: reporting.settle,
        },
        on_accepted={"rounds": notices.on_accepted},
        attachers={records.JSON: records.attach, records.PDF: records.attach},
        jobs={indicator_imports.KIND: indicator_imports.run, indicator_exports.KIND: indicator_exports.run},
        actor_of=actor_of,
    )
    shell = Shell(kernel, routes(), Pages(settings.frontend_dir))
    shell.on_start.append(kernel.open)
    shell.on_stop.append(kernel.close)
    return shell
