"""SDMX-CSV 2.0: a row for each observation, in the code lists that statisticians share. Pure.

Periods, frequencies and totals are told as SDMX has them; what is missing says why. Source of the codes: SDMX
cross-domain code lists CL_FREQ 2.1, CL_OBS_STATUS 2.2, CL_CONF_STATUS 1.2.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from api.indicators.values import Suppressed
from api.periods.rules import Span, parse

FREQUENCY = {Span.YEAR: "A", Span.HALF_YEAR: "S", Span.QUARTER: "Q", Span.MONTH: "M"}
NORMAL, MISSING, SUPPRESSED = "A", "O", "Q"  # of CL_OBS_STATUS
FREE, SMALL, SECONDARY = "F", "A", "D"  # of CL_CONF_STATUS
CONFIDENTIAL = {Suppressed.SMALL: SMALL, Suppressed.COMPLEMENTARY: SECONDARY}
WHOLE = "_T"
ACTION = "I"  # information: what it is, not an order to change anything
LEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
AROUND = ("FREQ", "INDICATOR", "REF_AREA")
ATTRIBUTES = (
    "NUMERATOR",
    "DENOMINATOR",
    "UNIT_MEASURE",
    "DECIMALS",
    "OBS_STATUS",
    "CONF_STATUS",
    "REPORTERS",
    "SOURCE",
)


def columns(dimensions: Sequence[str]) -> list[str]:
    """The header: which structure, the dimensions, the observation, its attributes."""
    return [*LEAD, *AROUND, *(code.upper() for code in dimensions), "TIME_PERIOD", "OBS_VALUE", *ATTRIBUTES]


def structure(code: str) -> str:
    """The dataflow of a network's indicators."""
    return f"UNNM:DF_{code}_INDICATORS(1.0)"


def period(name: str) -> str:
    """`2026-H1` is `2026-S1` there; the others have one name."""
    return name.replace("-H", "-S")


def row(code: str, dimensions: Sequence[str], figure: Mapping[str, Any]) -> list[Any]:
    """One observation. A blank has no value and a status, and is never 0."""
    hidden = figure["suppressed"]
    status = SUPPRESSED if hidden else MISSING if figure["value"] is None else NORMAL
    parts = figure["parts"]
    return [
        "dataflow",
        structure(code),
        ACTION,
        FREQUENCY[parse(figure["period"]).span],
        figure["indicator"],
        parts.get("place") or code,
        *(parts.get(dimension, WHOLE) for dimension in dimensions),
        period(figure["period"]),
        figure["value"],
        figure["numerator"],
        figure["denominator"],
        figure["unit"],
        figure["decimals"],
        status,
        CONFIDENTIAL[Suppressed(hidden)] if hidden else FREE,
        figure["organisations"],
        figure["source"],
    ]
