"""Exports as tables: tidy, a row for each observation with every dimension; and a sheet that people read."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from api.indicators import sdmx
from api.indicators.exporting import Asked, Ground, Row
from api.indicators.import_columns import NOTE, NUMBERS, WITHHELD, said
from api.indicators.rules import PLACE
from api.kernel.tables import Book, Column
from api.kernel.words import say, shown
from api.periods import rules as periods

NORMAL, BLANK = "normal", "blank"
WIDTHS = {"indicator": 18, "title": 46, "unit": 14, "period": 10, "organisation": 14, "note": 36, "source": 30}


class Tidy:
    """The columns of an export: coded for machines (`language` empty), or in the words of a language."""

    def __init__(self, ground: Ground, asked: Asked, language: str = "") -> None:
        self.ground, self.asked, self.language = ground, asked, language
        self.dimensions = sorted(ground.dimensions, key=lambda code: code != PLACE)
        self.titles = {
            code: {item["code"]: shown(item["title"], language) for item in items} if language else {}
            for code, (_, items) in ground.dimensions.items()
        }
        own = ("organisation",) if asked.what == "values" else ()
        more = (NOTE, "state") if asked.what == "values" else ("organisations",)
        lead = ("indicator", "title", "unit", "period", *own)
        self.names = [*lead, *self.dimensions, *NUMBERS, *more, "status", "suppressed", "source"]

    def columns(self) -> list[Column]:
        return [Column(self._heading(name), WIDTHS.get(name, 15)) for name in self.names]

    def rows(self, page: Sequence[Row]) -> Iterator[list[Any]]:
        fills = [self._fill(name) for name in self.names]
        for row in page:
            yield [fill(row) for fill in fills]

    def _heading(self, name: str) -> str:
        if not self.language:
            return name
        if name in self.ground.dimensions:
            return shown(self.ground.dimensions[name][0], self.language)
        return said(name, self.language)

    def _fill(self, name: str) -> Callable[[Row], Any]:
        spoken = self.language or "en"
        if name in self.ground.dimensions:
            titles = self.titles[name]
            return lambda row: titles.get(row["parts"].get(name), row["parts"].get(name))
        fills: dict[str, Callable[[Row], Any]] = {
            "title": lambda row: shown(row["title"], spoken),
            "unit": lambda row: shown(row["unit_title"], spoken),
            "status": self._status,
            "suppressed": self._suppressed,
            "state": lambda row: say(f"value.state.{row['state']}", spoken) if self.language else row["state"],
        }
        if name in NUMBERS:
            return lambda row: Decimal(row[name]) if row[name] is not None else None
        return fills.get(name, lambda row: row[name])

    def _status(self, row: Row) -> str:
        code = WITHHELD if row["suppressed"] else BLANK if row["value"] is None else NORMAL
        if not self.language:
            return code
        return say("indicator.import.suppressed" if code == WITHHELD else f"indicator.export.{code}", self.language)

    def _suppressed(self, row: Row) -> str | None:
        why: str | None = row["suppressed"]
        return say(f"indicator.suppressed.{why}", self.language) if why and self.language else why


class Statistical:
    """The same observations as SDMX-CSV."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.dimensions = [code for code in ground.dimensions if code != PLACE]

    def columns(self) -> list[Column]:
        return [Column(name) for name in sdmx.columns(self.dimensions)]

    def rows(self, page: Sequence[Row]) -> Iterator[list[Any]]:
        for row in page:
            told = row | {name: Decimal(row[name]) if row[name] is not None else None for name in NUMBERS}
            yield sdmx.row(self.ground.code, self.dimensions, told)


# ── a workbook ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Workbook:
    """Data, totals by period as people read them, and what the reader must know of both."""

    def __init__(self, path: str, ground: Ground, asked: Asked, language: str) -> None:
        self.ground, self.asked, self.language = ground, asked, language
        self.tidy = Tidy(ground, asked, language)
        self.book = Book(path, say("indicator.export.list", language), ground.zone, language)
        first = "indicator.import.sheet.values" if asked.what == "values" else "indicator.export.sheet.data"
        self.book.begin("data", say(first, language), self.tidy.columns())
        self.totals: dict[str, dict[str, Any]] = {}

    def add(self, page: Sequence[Row]) -> None:
        self.book.add("data", self.tidy.rows(page))
        for row in page:
            if not row["parts"]:
                line = row["indicator"] + ("\n" + row["organisation"] if "organisation" in row else "")
                value = Decimal(row["value"]) if row["value"] is not None else None
                hidden = say("indicator.import.suppressed", self.language)
                self.totals.setdefault(line, {})[row["period"]] = hidden if row["suppressed"] else value

    def close(self) -> None:
        self._overview()
        self._about()
        self.book.close()

    def _overview(self) -> None:
        """An indicator a row, a period a column; with its baseline and last target."""
        names = periods.ordered({period for line in self.totals.values() for period in line})
        by_code = {each["code"]: each for each in self.ground.indicators}
        lead = ["indicator", "title", "unit", *(["organisation"] if self.asked.what == "values" else [])]
        columns = [Column(said(name, self.language), WIDTHS[name]) for name in lead]
        columns += [Column(say(f"indicator.export.{name}", self.language), 18) for name in ("baseline", "target")]
        columns += [Column(periods.parse(name).title(self.language), 14) for name in names]
        self.book.begin("overview", say("indicator.export.sheet.overview", self.language), columns)
        self.book.add("overview", (self._line(line, by_code, names) for line in self.totals))

    def _line(self, line: str, by_code: dict[str, Row], names: Sequence[str]) -> list[Any]:
        code, _, organisation = line.partition("\n")
        each = by_code[code]
        target = each["targets"][-1] if each["targets"] else None
        told = [code, shown(each["title"], self.language), shown(each["unit"], self.language)]
        told += [organisation] if self.asked.what == "values" else []
        return [*told, _point(each["baseline"]), _point(target), *(self.totals[line].get(name) for name in names)]

    def _about(self) -> None:
        name = say("indicator.export.sheet.about", self.language)
        self.book.begin("about", name, [Column(shown(self.ground.name, self.language), 110)])
        threshold = self.ground.threshold
        keys = [f"indicator.export.about.{key}" for key in (self.asked.what, "blank", "suppressed", "total")]
        self.book.add("about", ([say(key, self.language, threshold=threshold)] for key in keys))


def _point(kept: dict[str, Any] | None) -> str | None:
    return f"{kept['value']} ({kept['period']})" if kept and kept.get("value") is not None else None
