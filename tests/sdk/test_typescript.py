"""The TypeScript client: types that are those of the contract, and a small program that compiles under strict with them."""

import subprocess
from pathlib import Path

from tests.sdk.generated import CONTRACT, ROOT

BIN = ROOT / "frontend" / "node_modules" / ".bin"
HERE = Path(__file__).parent / "typescript"


def _node(*command: str) -> subprocess.CompletedProcess[str]:
    called = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(called, cwd=ROOT / "frontend", capture_output=True, text=True, timeout=180, check=False)


def test_the_types_are_those_of_the_contract(tmp_path: Path) -> None:
    fresh = tmp_path / "schema.gen.ts"
    done = _node("openapi-typescript", str(CONTRACT), "-o", str(fresh))
    assert done.returncode == 0, done.stderr
    there = ROOT / "frontend" / "src" / "api" / "schema.gen.ts"
    assert fresh.read_text() == there.read_text(), "run `npm run contract` in frontend/"


def test_a_program_compiles_under_strict() -> None:
    done = _node("tsc", "-p", str(HERE))
    assert done.returncode == 0, done.stdout


def test_what_the_contract_refuses_does_not_compile(tmp_path: Path) -> None:
    """The check above can fail: without the marks that expect an error the same program does not compile."""
    for name in ("usage.ts", "tsconfig.json"):
        lines = (HERE / name).read_text().split("\n")
        unmarked = "\n".join(line for line in lines if "@ts-expect-error" not in line)
        (tmp_path / name).write_text(unmarked.replace('"../../../frontend', f'"{ROOT}/frontend'))
    done = _node("tsc", "-p", str(tmp_path))
    assert done.returncode != 0
    assert done.stdout.count("error TS") == 3, done.stdout
