"""`unmn`: serve, work, migrate, load the demo, name people, verify, back up, restore, write the contract."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import sqlalchemy as sa
import typer
from pydantic import ValidationError

from api.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
user = typer.Typer(no_args_is_help=True, help="Accounts and first officers.")
app.add_typer(user, name="user")


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors():
            typer.echo(fault["msg"], err=True)
        raise typer.Exit(2) from error


@app.command()
def serve(
    demo: Annotated[bool, typer.Option(help="Load the demo network and print who can sign in")] = False,
    workers: Annotated[int, typer.Option(help="Processes; one with the embedded database")] = 1,
) -> None:
    """Serve the API and the web page. With the embedded database it migrates itself and is its own worker."""
    if demo:
        os.environ["UNMN_DEMO"] = "1"
    settings = _settings()
    if settings.embedded and workers > 1:
        typer.echo("The embedded database has one process: use PostgreSQL for more workers.", err=True)
        raise typer.Exit(2)
    from api import serving

    serving.run(settings, workers)


@app.command()
def worker() -> None:
    """Send mail, settle deadlines, sign the daily anchor: one or more beside `serve` on PostgreSQL."""
    from api import serving

    asyncio.run(serving.work(_settings()))


@app.command()
def migrate(revision: Annotated[str, typer.Argument()] = "head") -> None:
    """Bring the database to a revision (`head` unless said; `base` takes everything down)."""
    from api import migrating

    migrating.move(_settings().url, revision)


@app.command()
def demo() -> None:
    """Load the demo network into the database, if it is not there."""
    os.environ["UNMN_DEMO"] = "1"
    from api import migrating
    from api.demo import loading

    settings = _settings()
    if settings.embedded:
        migrating.move(settings.url)
    typer.echo(asyncio.run(loading.load(settings)))


@user.command("create")
def user_create(email: str, name: str, admin: bool = False) -> None:
    """Make an account and print its invitation link. The first administrator is made here."""
    from api import operating

    typer.echo(asyncio.run(operating.create_account(_settings(), email, name, admin)))


@user.command("appoint")
def user_appoint(network: str, email: str, acronym: str, role: str) -> None:
    """Name a new network's first officers (co_chair, secretariat): administrator and command line together."""
    from api import operating

    typer.echo(asyncio.run(operating.appoint(_settings(), network, email, acronym, role)))


@app.command()
def verify(network: Annotated[str, typer.Argument(help="Slug; every chain if absent")] = "") -> None:
    """Prove the journal: chains, digests, records and anchors. Exit 1 and the names of what does not fit."""
    from api.journal import verifying

    findings = asyncio.run(verifying.verify(_settings(), network or None))
    for line in findings.lines:
        typer.echo(line)
    raise typer.Exit(0 if findings.whole else 1)


@app.command()
def bounce() -> None:
    """Record a mail that came back: the relay pipes its report (RFC 3464) here. Exit 75: not now, try again."""
    from api import operating
    from api.kernel.problems import Unavailable

    report = sys.stdin.buffer.read()
    try:
        typer.echo(asyncio.run(operating.bounce(_settings(), report)))
    except (sa.exc.DBAPIError, OSError, Unavailable) as error:
        typer.echo(f"The database cannot be used now: {type(error).__name__}", err=True)
        raise typer.Exit(75) from error


@app.command()
def records(network: str) -> None:
    """Freeze the records of decisions that were adopted before there were records. Nobody is mailed; done once."""
    from api import operating

    typer.echo(asyncio.run(operating.make_records(_settings(), network)))


@app.command()
def backup(target: Path) -> None:
    """Write a backup: SQLite by its backup API, PostgreSQL by pg_dump; never a copy of a live file."""
    from api import operating

    typer.echo(operating.backup(_settings(), target))


@app.command()
def restore(
    source: Path, yes: Annotated[bool, typer.Option(help="Do it: what is there now is replaced")] = False
) -> None:
    """Put a backup back. Only while stopped; the restore is compared with the last anchor and put on record."""
    from api import operating

    if not yes:
        typer.echo("This replaces the database. Say --yes to do it.", err=True)
        raise typer.Exit(2)
    typer.echo(operating.restore(_settings(), source))


@app.command()
def contract(check: Annotated[bool, typer.Option(help="Only compare; exit 1 when stale")] = False) -> None:
    """Write openapi/openapi.json and openapi/access.md from the code."""
    from api.kernel import contract as writing

    stale = writing.write(Path(__file__).parent.parent / "openapi", check=check)
    for path in stale:
        typer.echo(f"{'stale' if check else 'written'}: {path}")
    raise typer.Exit(1 if check and stale else 0)


def main() -> Any:
    """Run a command; a database that cannot be used is said in a sentence, not shown as a trace."""
    try:
        return app(prog_name="unmn")
    except sa.exc.DBAPIError as error:
        sys.exit(f"The database cannot be used: {error.orig}. Is it there, and migrated (`unmn migrate`)?")
    except ConnectionError as error:
        sys.exit(f"The database cannot be reached: {error.strerror or error}.")


if __name__ == "__main__":
    sys.exit(main())
