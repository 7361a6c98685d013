"""Where processes are born quickly: everything is imported once, and each process is a fork that runs one `unmn` command.

Importing is three of the four seconds that a start takes. Read from standard input, one JSON object a line:
arguments, environment, and the file for what it says; answered with the process's number.
"""

import ctypes
import json
import os
import signal
import sys

from api import cli, migrating, serving  # noqa: F401 imported here so that no child has to


def _be(order: dict[str, object]) -> None:
    """Become the process that was ordered; never comes back."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # ends with the nursery (PR_SET_PDEATHSIG is 1)
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(str(order["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    environment = order["environment"]
    assert isinstance(environment, dict)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["unmn", *order["command"]]  # type: ignore[misc]
    cli.app()


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried by the kernel
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                _be(json.loads(line))
            finally:
                os._exit(1)
        print(child, flush=True)


if __name__ == "__main__":
    main()
