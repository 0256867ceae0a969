"""The `alliance` command: serve the archive, load and export issues, look after index and contract."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from api.errors import InvalidFile
from api.import_commands import import_files, review
from api.key_commands import key_commands, show_audit
from api.main import bare_app, create_app, gather
from api.middleware.access_log import configure_logs
from api.openapi import openapi_yaml
from api.seeding import LoadReport, Tally, check, export, load, write_folder, write_lines
from api.settings import Settings
from api.storage import Storage, open_storage
from api.webhook_commands import webhook_commands

app = typer.Typer(no_args_is_help=True, add_completion=False, help="The archive of US-Japan alliance developments.")
app.add_typer(key_commands, name="keys")
app.add_typer(webhook_commands, name="webhooks")
app.command(name="audit")(show_audit)
app.command(name="import")(import_files)
app.command(name="review")(review)
CONTRACT = Path("openapi.yaml")
STANDARD_OUTPUT = Path("-")
_said = Console(stderr=True)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (ALLIANCE_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (ALLIANCE_PORT).")] = None,
    workers: Annotated[int | None, typer.Option(help="Server processes (ALLIANCE_WORKERS).")] = None,
) -> None:
    """Serve the archive; an empty one is seeded first."""
    settings = Settings()
    count = workers or settings.workers
    if count > 1:
        with open_storage(settings, follow=False):
            _said.print("the archive is ready for its server processes")
    uvicorn.run(
        "api.main:create_app" if count > 1 else create_app(settings),
        factory=count > 1,
        host=host or settings.host,
        port=settings.port if port is None else port,
        workers=count,
        log_level=settings.log_level,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        limit_concurrency=settings.max_connections,
        ws="none",
    )


@app.command(name="mcp")
def serve_agents() -> None:
    """Answer an agent on standard input and output, by the Model Context Protocol; an empty archive is seeded first."""
    # Imported here, since it would add a second to the start of every other command.
    from api.mcp.server import serve_stdio  # noqa: PLC0415

    settings = Settings()
    configure_logs(settings, sys.stderr)  # standard output is the protocol's
    with open_storage(settings) as storage:
        serve_stdio(gather(settings, storage.backend, storage.archive))


@app.command(name="load")
def load_files(files: Annotated[list[Path], typer.Argument(help="Issue files: YAML, or JSON Lines.")]) -> None:
    """Load issue files: all are checked first, each issue is one transaction, only what changed is written."""
    with _opened() as storage, _progress() as bar:
        tasks: dict[str, TaskID] = {}

        def step(stage: str, done: int, total: int | None) -> None:
            task = tasks.setdefault(stage, bar.add_task(stage, total=None)) if stage not in tasks else tasks[stage]
            bar.update(task, completed=done, total=total)

        try:
            report = load(storage.engine, files, progress=step)
        except InvalidFile as error:
            bar.stop()
            _fail(error)
        indexing = bar.add_task("index", total=1)
        storage.follower.catch_up(progress=_moving(bar, indexing))
        bar.update(indexing, completed=bar.tasks[indexing].total)
    _said.print(_load_table(report))


@app.command(name="export")
def export_archive(
    target: Annotated[
        Path, typer.Argument(help="A folder (one YAML file an issue), a .jsonl file, or - for standard output.")
    ] = STANDARD_OUTPUT,
    source_text: Annotated[
        bool, typer.Option("--source-text", help="With the publisher's paragraphs, which are not for others.")
    ] = False,
) -> None:
    """Write every issue in the format that `load` reads."""
    with _opened() as storage:
        issues = export(storage.engine, source_text=source_text)
        if target == STANDARD_OUTPUT:
            count = write_lines(issues, sys.stdout.buffer)
        elif target.suffix == ".jsonl":
            with target.open("wb") as stream:
                count = write_lines(issues, stream)
        else:
            count = write_folder(issues, target)
    _said.print(f"{count} issues written")


@app.command()
def reindex() -> None:
    """Build the index from the database beside the present one and swap it in; readers go on meanwhile."""
    with _opened() as storage, _progress() as bar:
        version = storage.follower.rebuild(progress=_moving(bar, bar.add_task("index", total=None)))
    _said.print(f"the index holds data version {version}")


@app.command()
def openapi(
    check_only: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail when openapi.yaml is stale.")
    ] = False,
) -> None:
    """Write openapi.yaml from the code."""
    fresh = openapi_yaml(bare_app())
    if not check_only:
        CONTRACT.write_text(fresh, encoding="utf-8")
    elif not CONTRACT.exists() or CONTRACT.read_text(encoding="utf-8") != fresh:
        _said.print("openapi.yaml is stale; run: make openapi")
        raise typer.Exit(1)


@app.command(name="check")
def check_archive() -> None:
    """Verify hashes, revisions and that the index holds what the database holds; print counts."""
    with _opened() as storage:
        report = check(storage.engine, storage.backend)
    table = Table("kind", "records")
    for kind, count in report.counts.items():
        table.add_row(kind, f"{count:,}")
    table.add_row("last change", f"{report.last_seq:,}")
    Console().print(table)
    for problem in report.problems:
        _said.print(problem, markup=False, highlight=False)
    if report.problems:
        raise typer.Exit(1)
    Console().print("no problem found")


@contextmanager
def _opened() -> Iterator[Storage]:
    with open_storage(Settings(), seeded=False, follow=False) as storage:
        yield storage


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=_said)


def _moving(bar: Progress, task: TaskID) -> Callable[[int, int], None]:
    """Return what moves a bar."""
    return lambda done, total: bar.update(task, completed=done, total=total)


def _fail(error: InvalidFile) -> None:
    for problem in error.problems:
        _said.print(problem, markup=False, highlight=False, soft_wrap=True)
    _said.print("nothing was loaded")
    raise typer.Exit(1)


def _load_table(report: LoadReport) -> Table:
    table = Table("", "created", "updated", "withdrawn", "unchanged")
    rows: tuple[tuple[str, Tally], ...] = (
        ("issues", report.issues),
        ("headlines", report.headlines),
        ("developments", report.developments),
    )
    for name, tally in rows:
        table.add_row(name, *(f"{n:,}" for n in (tally.created, tally.updated, tally.withdrawn, tally.unchanged)))
    return table
