"""Two Python SDKs made from `openapi/openapi.json`, each behind the few lines by which the main job speaks to it."""

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "openapi" / "openapi.json"
BIN = Path(sys.executable).parent
NETWORK = "turkmenistan"
Body = tuple[str, dict[str, Any]]


class Refused(Exception):
    """The SDK's own reading of a problem."""

    def __init__(self, status: int, type: str, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {type}")
        self.status, self.type, self.problem = status, type, problem


class Sdk(Protocol):
    """One signed-in caller. Operations are named by tag and operationId, bodies by schema, as in the contract."""

    def call(self, tag: str, operation: str, body: Body | None = None, **named: Any) -> Any: ...


def _run(*command: str) -> str:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}  # it formats with our ruff
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout + done.stderr


# ── openapi-python-client ───────────────────────────────────────────────────────────────────────────────────────────


def make_python_client(folder: Path) -> str:
    """Generate the package `unmn_client`; what the generator had to say."""
    config = str(Path(__file__).parent / "python-client.yaml")
    target = ["--output-path", str(folder / "unmn_client"), "--meta", "none", "--config", config]
    return _run(str(BIN / "openapi-python-client"), "generate", "--path", str(CONTRACT), *target)


class PythonClient:
    def __init__(self, url: str, email: str, password: str) -> None:
        package = importlib.import_module("unmn_client.client")
        self.models = importlib.import_module("unmn_client.models")
        self.client = package.Client(base_url=url, timeout=30)
        form = {"username": email, "password": password}
        token = self.call("auth", "create_token", ("CreateTokenForm", form)).access_token
        self.client = package.AuthenticatedClient(base_url=url, token=token, timeout=30)

    def call(self, tag: str, operation: str, body: Body | None = None, **named: Any) -> Any:
        function = importlib.import_module(f"unmn_client.api.{tag}.{operation}").sync_detailed
        if body is not None:
            named["body"] = getattr(self.models, body[0]).from_dict(body[1])
        reply = function(client=self.client, **named)
        if reply.status_code >= 400:
            assert isinstance(reply.parsed, self.models.ProblemRead), "a refusal the contract does not know"
            raise Refused(reply.status_code, reply.parsed.type_, reply.parsed.to_dict())
        return reply.parsed


# ── openapi-generator ───────────────────────────────────────────────────────────────────────────────────────────────


def make_generated_client(folder: Path) -> str:
    """Generate the package `unmn_sdk`; its Java comes with a wheel."""
    target = ["-o", str(folder / "generated"), "--package-name", "unmn_sdk"]
    return _run(str(BIN / "openapi-generator-cli"), "generate", "-g", "python", "-i", str(CONTRACT), *target)


class GeneratedClient:
    def __init__(self, url: str, email: str, password: str) -> None:
        self.package = importlib.import_module("unmn_sdk")
        self.client = self.package.ApiClient(self.package.Configuration(host=url))
        token = self.call("auth", "create_token", username=email, password=password).access_token
        self.client = self.package.ApiClient(self.package.Configuration(host=url, access_token=token))

    def call(self, tag: str, operation: str, body: Body | None = None, **named: Any) -> Any:
        api = getattr(self.package, f"{tag.title()}Api")(self.client)
        if body is not None:
            argument = re.sub(r"(?<!^)(?=[A-Z])", "_", body[0]).lower()
            named[argument] = getattr(self.package, body[0]).model_validate(body[1])
        try:
            return getattr(api, operation)(**named)
        except self.package.ApiException as error:
            problem = self.package.ProblemRead.from_json(error.body)
            raise Refused(error.status, problem.type, problem.to_dict()) from error
