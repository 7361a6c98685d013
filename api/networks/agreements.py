"""Who agreed a setting: the adopted decision that names it, and since when it is so. Kept beside the settings."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from api.kernel.access import Call
from api.kernel.db import instant
from api.kernel.problems import Problem
from api.networks.models import Adopted, AgreedSetting, Network

NEEDED = AgreedSetting.URGENT_PERIOD_SECONDS  # a shorter silence is only what the network agreed beforehand


class AgreementRequired(Problem):
    slug, status = "agreement-required", 422


class AgreementNotAdopted(Problem):
    """The decision named is not here, was not adopted, or a later one has ended it."""

    slug, status = "agreement-not-adopted", 422


# Looks an adopted decision up, which networks do not know of: decisions register here, in `app`.
STANDING: list[Callable[[Call, UUID], Awaitable[Adopted | None]]] = []


async def note(
    call: Call, network: Network, before: Mapping[AgreedSetting, Any], named: Mapping[str, UUID | None]
) -> None:
    """Write beside each setting who agreed it. One that was changed without a decision is no longer agreed by any."""
    kept = dict(network.agreed)
    for setting in AgreedSetting:
        changed = getattr(network, setting) != before[setting]
        if named.get(setting) is not None:
            kept[setting] = await _agreed(call, setting, named[setting], kept.get(setting), changed=changed)
        elif changed or setting in named:
            kept[setting] = {"decision_id": None, "number": None, "adopted_at": None, "since_at": instant(call.now)}
    if network.urgent_period_seconds is None:
        kept.pop(NEEDED, None)
    elif kept.get(NEEDED, {"decision_id": None})["decision_id"] is None and (
        NEEDED in named or _moved(network, before)
    ):
        raise AgreementRequired(errors=[{"pointer": f"/agreed_by/{NEEDED}", "code": "missing"}])
    network.agreed = kept


def _moved(network: Network, before: Mapping[AgreedSetting, Any]) -> bool:
    return bool(network.urgent_period_seconds != before[NEEDED])


async def _agreed(
    call: Call, setting: str, decision_id: UUID | None, held: dict[str, Any] | None, *, changed: bool
) -> dict[str, Any]:
    """The decision by its number; a setting that it agreed already keeps its day."""
    assert decision_id is not None
    if held is not None and not changed and held["decision_id"] == str(decision_id):
        return held
    adopted = await STANDING[0](call, decision_id)
    if adopted is None:
        raise AgreementNotAdopted(errors=[{"pointer": f"/agreed_by/{setting}", "code": "unknown"}])
    return {
        "decision_id": str(decision_id),
        "number": adopted.number,
        "adopted_at": instant(adopted.adopted_at),
        "since_at": instant(call.now),
    }
