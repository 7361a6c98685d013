"""One process per embedded database: a file beside it, held for as long as the process lives."""

import fcntl
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from api.settings import Settings


class Held(Exception):
    """Another process serves this database."""


def embedded_path(settings: Settings) -> Path:
    """The file of the embedded database; its directory is made if it is missing."""
    path = Path(str(sa.make_url(settings.url).database))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def hold(settings: Settings) -> IO[str] | None:
    """Hold the embedded database for this process (keep what is returned). Raises Held if another process does."""
    if not settings.embedded:
        return None
    file = embedded_path(settings).with_suffix(".lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Held from error
    return file
