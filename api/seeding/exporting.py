"""Exporting: the archive in the form of issue files, so that loading it again loses nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import orjson
import yaml
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.database import read_session
from api.models.facts import AmountFacts, DateFacts, DevelopmentFacts, PersonRole
from api.models.stored import DevelopmentRecord, HeadlineRecord, IssueRecord
from api.publishing import DevelopmentDraft
from api.publishing.matching import positions
from api.qualifiers import value_of
from api.repositories.issues import issue_pages
from api.repositories.source_texts import texts_at
from api.repositories.usage import names_of

try:
    from yaml import CSafeDumper as SafeDumper
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeDumper  # type: ignore[assignment]

Form = dict[str, Any]
"""An issue as a file holds it: keys in the order of the format, only those that say something."""
Names = Mapping[tuple[str, str], str]
Texts = Mapping[str, str]
"""Development id → source text."""
NO_TEXTS: Texts = MappingProxyType({})


class _Dumper(SafeDumper):
    """Writes every value out."""

    def ignore_aliases(self, data: Any) -> bool:
        """Whether a value that comes twice is written twice: always."""
        return data is data  # noqa: PLR0124


class _Lines(list[Any]):
    """A list written with one item a line."""


_Dumper.add_representer(
    _Lines, lambda dumper, lines: dumper.represent_sequence("tag:yaml.org,2002:seq", lines, flow_style=False)
)


def export(engine: Engine, *, source_text: bool = False) -> Iterator[Form]:
    """Every live issue by volume and number, one at a time, of one state of the archive.

    `source_text` adds the publisher's paragraphs, which are for editors only.
    """
    with read_session(engine) as session:
        for page in issue_pages(session):
            names = names_in(session, page)
            texts = _texts(session, page) if source_text else {}
            yield from (form_of(issue, names, texts) for issue in page)


def _texts(session: Session, issues: Sequence[IssueRecord]) -> Texts:
    records = [record for issue in issues for record in issue.developments]
    found = texts_at(session, [(record.id, record.stamp.revision) for record in records])
    return {id: text for (id, _), text in found.items()}


def write_lines(issues: Iterable[Form], stream: BinaryIO) -> int:
    """Write issues as JSON Lines; returns how many."""
    count = 0
    for issue in issues:
        stream.write(orjson.dumps(issue, option=orjson.OPT_APPEND_NEWLINE))
        count += 1
    return count


def write_folder(issues: Iterable[Form], folder: Path) -> int:
    """Write issues as one YAML file each, `vol-3-07.yaml`, into a folder made where it is not there; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for issue in issues:
        path = folder / f"vol-{issue['volume']}-{issue['number']:02}.yaml"
        path.write_bytes(to_yaml(issue))
        count += 1
    return count


def to_yaml(issue: Form) -> bytes:
    """An issue as a YAML document in UTF-8."""
    laid_out = issue | {"headlines": _Lines(issue["headlines"])}
    written: bytes = yaml.dump(
        laid_out,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=120,
        encoding="utf-8",
        default_flow_style=None,
    )
    return written


def names_in(session: Session, issues: Sequence[IssueRecord]) -> Names:
    """Names of the organizations, people and initiatives in issues."""
    facts = [development.facts for issue in issues for development in issue.developments]
    return names_of(
        session,
        {
            "organization": {slug for said in facts for slug in said.organizations},
            "person": {named.person for said in facts for named in said.people},
            "initiative": {slug for said in facts for slug in said.initiatives},
        },
    )


def form_of(issue: IssueRecord, names: Names, texts: Texts = NO_TEXTS) -> Form:
    """An issue in the form of its file, with the source texts given."""
    facts, developments = issue.facts, sorted(issue.developments, key=lambda d: (d.facts.headline, d.position))
    stated = _stated(developments, len(issue.headlines))
    return {
        "volume": facts.volume,
        "number": facts.number,
        "title": facts.title,
        **_said(occasion=facts.occasion),
        "period": {"start": facts.period.start, "end": facts.period.end},
        **_said(source_url=facts.source_url, publisher=facts.publisher),
        **_revision(issue.stamp.revision),
        "headlines": [_headline(line) for line in issue.headlines],
        "developments": [_development(d, names, texts, stated=d.id in stated) for d in developments],
    }


def _stated(developments: Sequence[DevelopmentRecord], headlines: int) -> set[str]:
    """Ids that do not follow from the headlines and must be written."""
    stated: set[str] = set()
    while True:
        drafts = [
            DevelopmentDraft(facts=d.facts, position=d.position if d.id in stated else None) for d in developments
        ]
        found = zip(developments, positions(drafts, (), headlines), strict=True)
        wrong = next((d.id for d, position in found if d.position != position), None)
        if wrong is None:
            return stated
        stated.add(wrong)


def _headline(line: HeadlineRecord) -> str | Form:
    more = _revision(line.stamp.revision)
    return {"text": line.facts.text, **more} if more else line.facts.text


def _development(record: DevelopmentRecord, names: Names, texts: Texts, *, stated: bool) -> Form:
    facts: DevelopmentFacts = record.facts
    return {
        "headline": facts.headline,
        **({"id": record.id} if stated else {}),
        "title": facts.title,
        "summary": facts.summary,
        **({"partial": True} if facts.partial else {}),
        "topics": list(facts.topics),
        "countries": list(facts.countries),
        **_said(
            dates=[_date(event) for event in facts.dates],
            amounts=[_amount(amount) for amount in facts.amounts],
            organizations=[names["organization", slug] for slug in facts.organizations],
            people=[_person(named, names) for named in facts.people],
            initiatives=[names["initiative", slug] for slug in facts.initiatives],
            evidence=[_said(**found) for found in facts.evidence],
            source_text=texts.get(record.id),
        ),
        **_revision(record.stamp.revision),
    }


def _date(event: DateFacts) -> Form:
    basis = None if event.basis == "stated" else event.basis
    return {
        "start": event.start,
        "end": event.end,
        "precision": event.precision,
        **_said(label=event.label, raw=event.raw, basis=basis),
    }


def _amount(amount: AmountFacts) -> Form:
    value = value_of(amount.low, amount.high, amount.qualifier)
    number = {"low": amount.low, "high": amount.high} if value is None else {"value": value}
    return {
        **{key: side for key, side in number.items() if side is not None},
        "currency": amount.currency,
        **_said(
            qualifier=amount.qualifier,
            purpose=amount.purpose,
            payer=amount.payer,
            recipient=amount.recipient,
            raw=amount.raw,
            not_counted=amount.not_counted,
            repeat_of=amount.repeat_of,
        ),
    }


def _person(named: PersonRole, names: Names) -> str | Form:
    name = names["person", named.person]
    return name if named.role is None else {"name": name, "role": named.role}


def _revision(number: int) -> Form:
    return {"revision": number} if number > 1 else {}


def _said(**keys: object) -> Form:
    return {key: value for key, value in keys.items() if value not in (None, [])}
