"""Loading: issue files into the archive, all of them checked before the first is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from api.database import read_session, write_session
from api.errors import InvalidFile
from api.publishing import Published, publish_issue
from api.record_ids import issue_id
from api.repositories.issues import any_issue
from api.seeding.checks import IssueChecker
from api.seeding.drafting import draft_of
from api.seeding.format import IssuePart
from api.seeding.mistakes import MISTAKES_MAX
from api.seeding.sources import SUFFIXES, Source, read_sources
from api.seeding.vocabularies import load_vocabularies
from api.settings import SEED_DATA

PROBLEMS_MAX = MISTAKES_MAX
"""Problems told at once."""
Progress = Callable[[str, int, int | None], None]
"""Called with the stage (`check`, `load`), the issues done, and how many there are (None: not known yet)."""


@dataclass(slots=True)
class Tally:
    """What happened to the records of a kind."""

    created: int = 0
    updated: int = 0
    withdrawn: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class LoadReport:
    """What a load did; `names` counts organizations, people and initiatives that no vocabulary had."""

    issues: Tally = field(default_factory=Tally)
    headlines: Tally = field(default_factory=Tally)
    developments: Tally = field(default_factory=Tally)
    names: int = 0
    last_seq: int = 0
    """The last change that was written, 0 when nothing was."""

    def add(self, issue: IssuePart, published: Published) -> None:
        """Count one issue."""
        setattr(self.issues, published.op, getattr(self.issues, published.op) + 1)
        for kind, tally, given in (
            ("headline", self.headlines, len(issue.headlines)),
            ("development", self.developments, len(issue.developments)),
        ):
            ops = [change.op for change in published.changes if change.kind == kind]
            tally.created += ops.count("created")
            tally.updated += ops.count("updated")
            tally.withdrawn += ops.count("withdrawn")
            tally.unchanged += given - ops.count("created") - ops.count("updated")
        self.names += sum(change.kind in {"organization", "person", "initiative"} for change in published.changes)
        self.last_seq = max([self.last_seq, *(change.seq for change in published.changes)])


def load(
    engine: Engine, paths: Sequence[Path], *, folder: Path | None = SEED_DATA, progress: Progress | None = None
) -> LoadReport:
    """Load issue files (YAML, or JSON Lines with one issue a line; of a folder, all of these in it).

    The vocabularies of `folder` are loaded first (None: they stay as they are). All files are checked before anything of them is
    written; then each issue is one transaction. Memory does not grow with the number of issues.
    Raises InvalidFile with at most PROBLEMS_MAX problems.
    """
    if folder is not None:
        load_vocabularies(engine, folder)
    return _load(engine, paths, progress or _silent)


def seed(engine: Engine, *, folder: Path = SEED_DATA, progress: Progress | None = None) -> LoadReport:
    """Bring the vocabularies up to date and, where no issue was ever published, load those of `folder/issues`."""
    load_vocabularies(engine, folder)
    with read_session(engine) as session:
        if any_issue(session):
            return LoadReport()
    return _load(engine, [folder / "issues"], progress or _silent)


def _load(engine: Engine, paths: Sequence[Path], progress: Progress) -> LoadReport:
    with read_session(engine) as session:
        checker = IssueChecker(session)
    total = _check(paths, checker, progress)
    report = LoadReport()
    for done, source in enumerate(_sources(paths), start=1):
        issue = checker.check(source)
        if isinstance(issue, list):
            raise InvalidFile(issue)
        with write_session(engine) as session:
            published = publish_issue(session, draft_of(issue))
        report.add(issue, published)
        progress("load", done, total)
    return report


def _check(paths: Sequence[Path], checker: IssueChecker, progress: Progress) -> int:
    problems: list[str] = []
    first: dict[str, str] = {}
    done = 0
    for source in _sources(paths):
        issue = checker.check(source)
        if isinstance(issue, list):
            problems += issue
        else:
            id, here = issue_id(issue.volume, issue.number), f"{source.path}:{source.line}"
            if first.setdefault(id, here) != here:
                problems.append(source.problem(("number",), f"issue {id} stands in {first[id]} too"))
        if len(problems) >= PROBLEMS_MAX:
            break
        done += 1
        progress("check", done, None)
    if problems:
        raise InvalidFile(problems[:PROBLEMS_MAX])
    return done


def _sources(paths: Sequence[Path]) -> Iterator[Source]:
    for path in paths:
        inside = sorted(p for p in path.iterdir() if p.suffix in SUFFIXES) if path.is_dir() else [path]
        for file in inside:
            yield from read_sources(file)


def _silent(stage: str, done: int, total: int | None) -> None:
    """Report nothing."""
