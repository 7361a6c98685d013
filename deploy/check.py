"""Every test there is, one step after the other, each with its time; stops at the first that fails."""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "deploy"))
import bootstrap  # noqa: E402

PY = str(bootstrap.PYTHON)
PYTEST = [PY, "-m", "pytest", "-n", "3", "--dist", "loadscope", "--no-loadscope-reorder"]
STEPS: list[Any] = [
    ("ruff", [PY, "-m", "ruff", "check", "."], "", {}),
    ("format", [PY, "-m", "ruff", "format", "--check", "."], "", {}),
    ("types", [PY, "-m", "mypy"], "", {}),
    ("python on SQLite", [*PYTEST, "tests", "--ignore=tests/sdk"], "", {"UNMN_TEST_DATABASE": "sqlite"}),
    ("python on PostgreSQL", [*PYTEST, "tests", "--ignore=tests/sdk"], "", {"UNMN_TEST_DATABASE": "postgresql"}),
    ("frontend", ["npm", "run", "check"], "frontend", {}),
    ("size of the first page", ["npm", "run", "size"], "frontend", {}),
    ("contract lint", ["npm", "run", "contract:lint"], "frontend", {}),
    ("SDKs", [PY, "-m", "pytest", "tests/sdk"], "", {}),
    ("browser journey", ["npm", "run", "e2e"], "frontend", {}),
]
COUNTS = re.compile(r"(\d+) (passed|failed)")


# one process thinks while the generators work: those run beside the checks of the page
BESIDE = [["frontend", "size of the first page", "contract lint"], ["SDKs"]]
PATH = f"{bootstrap.node()}{os.pathsep}{os.environ['PATH']}"
Step = tuple[str, list[str], str, dict[str, str]]


def run(step: Step, *, live: bool) -> int:
    """How many tests passed. What it says is printed as it comes, or whole at its end; a failure ends everything."""
    name, command, folder, extra = step
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT / folder, env={**os.environ, "PATH": PATH, "CI": "true", **extra}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    lines = [f"\n═══ {name}\n"]
    if live:
        print(lines[0], end="", flush=True)
    for line in process.stdout:
        lines.append(line)
        if live:
            print(line, end="", flush=True)
    code = process.wait()
    if not live:
        print("".join(lines), end="", flush=True)
    print(f"═══ {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    if code:
        print(f"\nStopped at “{name}”.\n0 passed, 1 failed", flush=True)
        os._exit(1)
    return max(1, sum(int(count) for count, word in COUNTS.findall("".join(lines[-15:])) if word == "passed"))


def main() -> None:
    wanted, begun, passed = set(sys.argv[1:]), time.monotonic(), 0
    steps = [step for step in STEPS if not wanted or step[0] in wanted]
    together = [[step for name in lane for step in steps if step[0] == name] for lane in BESIDE]
    while steps:
        lanes = together if steps[0] in together[0] else [steps[:1]]
        with ThreadPoolExecutor() as pool:
            for lane in [pool.submit(_lane, lane, at == 0) for at, lane in enumerate(lanes)]:
                passed += lane.result()
        steps = [step for step in steps if all(step not in lane for lane in lanes)]
    print(f"\nAll in {time.monotonic() - begun:.0f} s.\n{passed} passed, 0 failed", flush=True)


def _lane(steps: list[Step], live: bool) -> int:
    return sum(run(step, live=live) for step in steps)


if __name__ == "__main__":
    main()
