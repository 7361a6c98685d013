"""What a process of its own is told to do in `test_sheets`."""

import sys
from typing import Any

from api.kernel import processes


def main(order: dict[str, Any]) -> Any:
    do = order["do"]
    if do == "count":
        for at in range(1, order["to"] + 1):
            processes.tell({"at": at})
        return {"sum": sum(range(order["to"] + 1))}
    if do == "grow":
        return len(b"x" * 2_000_000_000)
    if do == "raise":
        raise ValueError(do)
    if do == "exit":
        sys.exit(0)
    if do == "babble":
        sys.stdout.write("x" * 5_000_000 + "\n")
        sys.stdout.flush()
    while do == "loop":
        pass
    return None
