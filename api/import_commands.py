"""The commands of imports: documents read into drafts and published, and drafts shown for review."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from sqlalchemy import Engine

from api.auditing import COMMAND_LINE
from api.database import make_engine, migrate, read_session, write_session
from api.errors import AllianceError, BodyTooLarge
from api.imports import (
    Source,
    Taken,
    Unconditional,
    Vocabularies,
    find_import,
    preview,
    publish_import,
    serve_import,
    take,
)
from api.imports.cleaning import web_address
from api.indexing import IndexFollower
from api.models.imports import ImportRecord
from api.money import read_rates
from api.repositories.imports import list_imports
from api.review_tables import draft_table, list_table
from api.seeding import seed
from api.settings import SEED_DATA, Settings
from api.storage import open_storage

STANDARD_INPUT = "-"
SHOWN = 200
_said = Console(stderr=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is to be done with each document."""

    url: str | None
    volume: int | None
    number: int | None
    publish: bool
    replace: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The archive that documents go to; `follower` takes what is published into the index."""

    engine: Engine
    most_bytes: int
    follower: IndexFollower | None = None
    vocabularies: Vocabularies = field(default_factory=Vocabularies)


def import_files(  # noqa: PLR0917 - Typer reads the options from the signature
    files: Annotated[list[str], typer.Argument(help="Documents: HTML, PDF, Word or text; - is standard input.")],
    url: Annotated[str | None, typer.Option(help="Where the document was published.")] = None,
    volume: Annotated[int | None, typer.Option(min=1, max=999, help="Volume of the issue.")] = None,
    number: Annotated[int | None, typer.Option(min=1, max=999, help="Number of the issue.")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish what has no errors.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Publish over an issue that is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document a file.")] = False,
) -> None:
    """Read documents into drafts for review: each is stored and shown; with --publish it becomes an issue."""
    if len(files) > 1 and (url or volume or number):
        raise typer.BadParameter("--url, --volume and --number are for one document")
    if url is not None and web_address(url) is None:
        raise typer.BadParameter("write a whole address that begins with https://", param_hint="--url")
    wishes = Wishes(url=url, volume=volume, number=number, publish=publish, replace=replace, as_json=as_json)
    with _opened(indexed=publish) as desk:
        done = [_import(desk, name, wishes) for name in files]
    if not all(done):
        raise typer.Exit(1)


def review(
    id: Annotated[str | None, typer.Argument(help="A draft; left out: a list of the open ones.")] = None,
) -> None:
    """List the open drafts, or show one with the words that its facts were read from."""
    with _opened(indexed=False) as desk, read_session(desk.engine) as session:
        if id is None:
            Console().print(list_table(list_imports(session, "open", SHOWN)))
            return
        try:
            served = serve_import(session, find_import(session, id))
        except AllianceError as error:
            _tell(id, error)
            raise typer.Exit(1) from error
        Console().print(draft_table(served))


@contextmanager
def _opened(*, indexed: bool) -> Iterator[Desk]:
    """Open the archive, an empty one seeded first; the index only where something is published."""
    settings = Settings()
    if indexed:
        with open_storage(settings, follow=False) as storage:
            yield Desk(storage.engine, settings.import_max_bytes, storage.follower)
        return
    engine = make_engine(settings)
    try:
        migrate(engine)
        seed(engine)
        yield Desk(engine, settings.import_max_bytes)
    finally:
        engine.dispose()


def _import(desk: Desk, name: str, wishes: Wishes) -> bool:
    """Take one document in, show it, and publish it where that is wished; returns whether all went well."""
    try:
        taken = _take(desk, name, wishes)
    except AllianceError as error:
        _tell(name, error)
        return False
    published = not wishes.publish or _publish(desk, name, taken.record, wishes)
    _show(desk, taken, wishes)
    return published


def _take(desk: Desk, name: str, wishes: Wishes) -> Taken:
    own = None if name == STANDARD_INPUT else Path(name).name
    source = Source(
        content=_content(name, desk.most_bytes),
        file_name=own,
        url=wishes.url,
        volume=wishes.volume,
        number=wishes.number,
    )
    engine = desk.engine
    return take(source, desk.vocabularies, lambda: read_session(engine), lambda: write_session(engine), COMMAND_LINE)


def _content(name: str, most: int) -> bytes:
    """Return the bytes of a document. Raises BodyTooLarge, and AllianceError for a file that cannot be read."""
    try:
        with sys.stdin.buffer if name == STANDARD_INPUT else Path(name).open("rb") as stream:
            content: bytes = stream.read(most + 1)
    except OSError as error:
        raise AllianceError(error.strerror or "cannot be read") from error
    if len(content) > most:
        raise BodyTooLarge(f"is larger than {most} bytes")
    return content


def _publish(desk: Desk, name: str, record: ImportRecord, wishes: Wishes) -> bool:
    try:
        with write_session(desk.engine) as session:
            published = publish_import(session, record.id, Unconditional(), COMMAND_LINE, replacing=wishes.replace)
    except AllianceError as error:
        _tell(name, error)
        return False
    if desk.follower is not None:
        desk.follower.catch_up()
    _said.print(f"{name}: issue {published.issue_id} {published.op}", markup=False, highlight=False, soft_wrap=True)
    return True


def _show(desk: Desk, taken: Taken, wishes: Wishes) -> None:
    with read_session(desk.engine) as session:
        record = find_import(session, taken.record.id)
        if wishes.as_json:
            shown = preview(session, record, read_rates(SEED_DATA / "exchange_rates.yaml"))
            sys.stdout.buffer.write(orjson.dumps(shown, option=orjson.OPT_APPEND_NEWLINE))
            sys.stdout.buffer.flush()
        else:
            Console().print(draft_table(serve_import(session, record, taken.remarks)))


def _tell(name: str, error: AllianceError) -> None:
    """Say what went wrong, each row on a line of its own."""
    lines = [f"{row.name}: {row.message}" for row in error.errors if row.name != "file"] or [error.detail]
    for line in lines:
        _said.print(f"{name}: {line}", markup=False, highlight=False, soft_wrap=True)
