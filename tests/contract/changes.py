"""Changes of the contract since the last release: additive ones are told, breaking ones must be declared."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.clients.environment import ROOT, Failed, run

HERE = Path(__file__).resolve().parent
PRESENT = ROOT / "openapi.yaml"
RELEASED = HERE / "released.yaml"
ACCEPTED = HERE / "accepted_breaks.yaml"
INFO = 1
"""oasdiff's level of what breaks nobody; 2 (may break somebody) and 3 (breaks) are breaking here."""
BREAKS_CLIENTS = frozenset(
    {
        "api-operation-id-removed",  # the name of a function
        "api-tag-removed",  # the name of a module
        "api-schema-removed",  # the name of a class
        "response-optional-property-removed",  # a key that is there when asked for
        "response-body-discriminator-removed",  # hits told apart by their kind
        "response-property-discriminator-removed",
        "optional-response-header-removed",
    }
)
"""Of what is only information to oasdiff: what programs on a generated client would no longer compile with, or find."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, in oasdiff's words."""

    change: str
    operation: str
    text: str
    is_breaking: bool


@dataclass(frozen=True, slots=True)
class AcceptedBreak:
    """A row of `accepted_breaks.yaml`: a break that is meant."""

    change: str
    operation: str
    text: str
    version: str
    reason: str

    def covers(self, change: Change) -> bool:
        """Whether it declares this change."""
        same = (self.change, self.operation) == (change.change, change.operation)
        return same and change.text.startswith(self.text)


def compare(oasdiff: Path, released: Path, present: Path) -> list[Change]:
    """Return what differs between two contracts. Raises Failed where one cannot be read."""
    found: list[dict[str, Any]] = json.loads(run([oasdiff, "changelog", released, present, "--format", "json"]))
    return [
        Change(
            change=row["id"],
            operation=row.get("operationId") or row.get("path") or "",
            text=row["text"],
            is_breaking=row["level"] > INFO or row["id"] in BREAKS_CLIENTS,
        )
        for row in found
    ]


def accepted(file: Path = ACCEPTED) -> list[AcceptedBreak]:
    """Return the declared breaks. Raises TypeError for a row with other keys."""
    return [AcceptedBreak(**row) for row in yaml.safe_load(file.read_text(encoding="utf-8"))]


def undeclared(changes: Sequence[Change], rows: Sequence[AcceptedBreak]) -> list[Change]:
    """Return the breaking changes that no row declares."""
    return [change for change in changes if change.is_breaking and not any(row.covers(change) for row in rows)]


def idle(changes: Sequence[Change], rows: Sequence[AcceptedBreak]) -> list[AcceptedBreak]:
    """Return the rows that declare nothing that happened."""
    return [row for row in rows if not any(change.is_breaking and row.covers(change) for change in changes)]


def report(oasdiff: Path) -> str:
    """Return the changes since the last release, counted. Raises Failed with the breaks that are not declared."""
    changes, rows = compare(oasdiff, RELEASED, PRESENT), accepted()
    wrong = [f"{c.change}, {c.operation}: {c.text}: an undeclared break" for c in undeclared(changes, rows)]
    wrong += [f"{row.change}, {row.operation}: declared in {ACCEPTED.name}, but not so" for row in idle(changes, rows)]
    if wrong:
        raise Failed("\n".join((*wrong, f"A break that is meant is a row of {ACCEPTED.relative_to(ROOT)}.")))
    counts = Counter((change.is_breaking, change.change) for change in changes)
    kinds = {True: "breaking and declared", False: "additive"}
    return "".join(f"  {kinds[breaking]}: {number} × {name}\n" for (breaking, name), number in sorted(counts.items()))
