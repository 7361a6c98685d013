"""What stands in a path and behind its `?`, validated. One value for each name, so FastAPI's way through lists, models
and files, which costs more than a keyed read, need not be walked."""

from collections.abc import Mapping, Sequence
from typing import Any, get_origin

from fastapi._compat import ModelField


class Params:
    """The path or query parameters of one route. A list or a model among them does not start."""

    def __init__(self, fields: Sequence[ModelField]) -> None:
        for field in fields:
            if get_origin(field.field_info.annotation) in (list, set, tuple, dict):
                raise TypeError(f"{field.alias} holds more than one value")
        self.fields = [(field, field.alias, field.field_info.is_required(), field.get_default()) for field in fields]

    def read(self, given: Mapping[str, str]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The values by name, and a fault with its place for each that is missing or not valid."""
        values: dict[str, Any] = {}
        faults: list[dict[str, Any]] = []
        for field, alias, required, default in self.fields:
            if alias in given:
                values[field.name], found = field.validate(given[alias], loc=(alias,))
                faults += found
            elif required:
                faults.append({"type": "missing", "loc": (alias,)})
            else:
                values[field.name] = default
        return values, faults
