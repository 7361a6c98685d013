"""Prints what was measured beside what was to be reached."""

from dataclasses import dataclass

from bench.runner import Contest
from bench.targets import Target

COLUMNS = "req/s", "CPU µs", "database µs", "p50 ms", "p99 ms", "kB", "of bare", "× textbook"


@dataclass
class Goal:
    says: str
    value: float
    most: bool  # whether the bound is an upper one
    bound: float

    @property
    def reached(self) -> bool:
        return self.value <= self.bound if self.most else self.value >= self.bound


def table(contests: list[Contest]) -> str:
    """A Markdown table: a line for each question and target."""
    lines = ["| question | target | " + " | ".join(COLUMNS) + " |", "|---|---|" + "--:|" * len(COLUMNS)]
    for contest in contests:
        for name, series in contest.series.items():
            figures = [
                f"{series.median('rate'):.0f}",
                f"{series.median('cpu'):.0f}",
                f"{series.median('database'):.0f}",
            ]
            figures += [f"{series.median('p50'):.1f}", f"{series.median('p99'):.1f}"]
            figures += [f"{series.median('bytes') / 1000:.1f}"]
            figures += [_ratio(contest, name, other) for other in ("bare", "textbook")]
            lines.append(f"| {contest.name} {contest.says} | {name} | " + " | ".join(figures) + " |")
    return "\n".join(lines)


def _ratio(contest: Contest, name: str, other: str) -> str:
    """Requests per second, and in brackets CPU of the worker."""
    if other not in contest.series or name == other:
        return ""
    return f"{contest.ratio(name, other):.2f} ({contest.ratio(name, other, 'cpu'):.2f})"


def goals(contests: list[Contest], embedded: bool) -> list[Goal]:
    """What the notes on performance ask for."""
    found = []
    for contest in contests:
        ours = "ours-computing" if "ours-computing" in contest.series else "ours"
        if contest.name in ("a", "b", "c", "e", "f"):
            bound = 0.5 if contest.name == "e" else 0.55 if embedded else 0.65
            found.append(Goal(f"{contest.name} of bare", _lower(contest, ours, "bare"), False, bound))
            found.append(Goal(f"{contest.name} × textbook", _lower(contest, ours, "textbook"), False, 12))
        if contest.name == "m":
            bound = 0.55 if embedded else 0.65
            found.append(Goal("m of bare", _lower(contest, ours, "bare"), False, bound))
        if contest.name == "routes":
            last = contest.series["ours (last)"].median("cpu") / contest.series["ours (first)"].median("cpu")
            found.append(Goal("last route to first, CPU", last, True, 1.1))
        if contest.name == "304":
            found.append(Goal("304 of constant bytes", _lower(contest, "ours", "bare"), False, 0.5))
    return found


def of_process(target: Target) -> list[Goal]:
    return [
        Goal("start to ready, s of CPU", target.start_seconds, True, 1.0),
        Goal("memory of a worker, MB", target.memory(), True, 80),
    ]


def _lower(contest: Contest, name: str, other: str) -> float:
    """By requests per second or by CPU of the worker, whichever is less: neither a busy machine nor a slow database helps."""
    return min(contest.ratio(name, other), contest.ratio(name, other, "cpu"))


def verdict(found: list[Goal]) -> str:
    lines = []
    for goal in found:
        sign = "≤" if goal.most else "≥"
        lines.append(f"{'✓' if goal.reached else '✗'} {goal.says}: {goal.value:.2f} (goal {sign} {goal.bound:g})")
    return "\n".join(lines)


def processes(targets: dict[str, Target]) -> str:
    return "\n".join(
        f"{name}: {target.start_seconds:.2f} s of CPU from start to ready, {target.memory():.0f} MB resident"
        for name, target in targets.items()
    )
