"""A small archive for the HTTP tests: three issues, eight headlines, seven developments, in the search room's documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import orjson

from api.alliance_formats import alliance_format
from search import DEVELOPMENT, HEADLINE, ISSUE, Document, Money, Span

UPDATED_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
VERSION = 40
TOPICS = {"defense": "Defense", "economic": "Economy", "space": "Space", "technology": "Technology", "cyber": "Cyber"}
COUNTRIES = {
    "US": "United States",
    "JP": "Japan",
    "PH": "Philippines",
    "CN": "China",
    "KR": "South Korea",
    "FR": "France",
}
ALPHA3 = {"US": "USA", "JP": "JPN", "PH": "PHL", "CN": "CHN", "KR": "KOR", "FR": "FRA"}
INITIATIVES = {"artemis": ("Artemis program", "Artemis"), "dicas": ("Defense forum", "DICAS"), "quad": ("Quad", "QSD")}
ORGANIZATIONS = {
    "nasa": ("National Aeronautics and Space Administration", "NASA"),
    "microsoft": ("Microsoft", "MSFT"),
}
PEOPLE = {"fumio-kishida": ("Fumio Kishida", "Kishida Fumio"), "joe-biden": ("Joe Biden", "Joseph Biden")}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One development as the tests tell it."""

    issue: str
    number: int
    title: str
    summary: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    on: str | None = None
    usd: tuple[int, ...] = ()
    payer: str | None = None
    initiatives: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    revision: int = 1


ISSUES = {
    "2.24": ("2023-12-16", "2023-12-31"),
    "3.7": ("2024-04-01", "2024-04-15"),
    "3.10": ("2024-05-16", "2024-05-31"),
}
TOLD = (
    Told(issue="2.24", number=1, title="Missile sale", summary="A sale of missiles.", topics=("defense",), countries=("US", "JP"), usd=(200_000_000,)),
    Told(issue="3.7", number=1, title="Official visit", summary="Leaders met in Washington.", topics=("economic",), countries=("US", "JP"), on="2024-04-10", people=("fumio-kishida", "joe-biden")),
    Told(issue="3.7", number=2, title="Command and control", summary="The allies modernize command and control.", topics=("defense", "technology"), countries=("US", "JP"), initiatives=("dicas",), revision=2),
    Told(issue="3.7", number=3, title="Business results", summary="Investments in cloud services.", topics=("economic", "technology"), countries=("US", "JP"), usd=(2_900_000_000, 1_000_000_000, 110_000_000), payer="microsoft", organizations=("microsoft",)),
    Told(issue="3.7", number=4, title="Lunar rover", summary="A rover for the Moon.", topics=("space",), countries=("US", "JP"), on="2024-04-09", initiatives=("artemis",), organizations=("nasa",)),
    Told(issue="3.7", number=5, title="Three leaders", summary="A summit with the Philippines and pressure from China.", topics=("defense",), countries=("US", "JP", "PH", "CN"), on="2024-04-07"),
    Told(issue="3.10", number=1, title="Satellites <fast & small>", summary="Satellites for Artemis.", topics=("space",), countries=("US", "JP", "KR"), on="2024-05-20", usd=(50_000_000,), initiatives=("artemis",)),
)  # fmt: skip


def documents() -> Iterator[Document]:
    """The whole archive."""
    for id in ISSUES:
        told = [row for row in TOLD if row.issue == id]
        yield _issue(id, told)
        yield from (_development(row) for row in told)
        yield from (_headline(row.issue, row.number, row) for row in told)
    yield _headline("3.10", 2, None)
    yield from _vocabulary()


def _order(issue: str, position: int = 0) -> tuple[int, int, int]:
    volume, number = issue.split(".")
    return int(volume), int(number), position


def _published(issue: str) -> dict[str, str]:
    start, end = ISSUES[issue]
    return {"start": start, "end": end, "precision": "half-month", "basis": "inferred"}


def _span(start: str, end: str) -> Span:
    return Span(date.fromisoformat(start), date.fromisoformat(end))


def _links(path: str, issue: str) -> dict[str, Any]:
    return {"self": f"/v1/{path}", "html": None, "issue": f"/v1/issues/{issue}", "similar": None, "source": None}


def _stamp(revision: int = 1) -> dict[str, Any]:
    return {"revision": revision, "updated_at": "2026-01-05T12:00:00Z"}


def _named(slugs: Sequence[str], names: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"slug": slug, "name": names[slug][0]} for slug in slugs]


def _amount(usd: int, payer: str | None) -> dict[str, Any]:
    dollars = {"low": usd, "high": usd, "rate": 1.0, "rate_on": None, "rate_source": None, "estimated": False}
    nothing = dict.fromkeys(("raw", "qualifier", "purpose", "recipient", "usd_reason", "not_counted", "repeat_of"))
    return {**nothing, "currency": "USD", "low": usd, "high": usd, "payer": payer, "usd": dollars, "counted": True}


def _rendered(row: Told, id: str, sorted_on: str) -> bytes:
    dates = [{"start": row.on, "end": row.on, "precision": "day", "label": None, "raw": None, "basis": "stated"}]
    rendered = {
        "id": id,
        "kind": DEVELOPMENT,
        "title": row.title,
        "summary": row.summary,
        "partial": False,
        "topics": row.topics,
        "countries": row.countries,
        "alliance_format": alliance_format(row.countries, row.topics),
        "published": _published(row.issue),
        "sorted_on": sorted_on,
        "dates": dates if row.on else [],
        "amounts": [_amount(usd, row.payer) for usd in row.usd],
        "organizations": _named(row.organizations, ORGANIZATIONS),
        "people": [{**person, "role": None} for person in _named(row.people, PEOPLE)],
        "initiatives": _named(row.initiatives, INITIATIVES),
        "issue": {"id": row.issue, "title": f"Digest {row.issue}"},
        "headline": {"id": f"{row.issue}-h{row.number}", "text": f"Headline: {row.title}"},
        **_stamp(row.revision),
        "links": _links(f"developments/{id}", row.issue),
    }
    return orjson.dumps(rendered)


def _keywords(row: Told) -> dict[str, tuple[str, ...]]:
    pairs = [f"{a}-{b}" for a in sorted(row.countries) for b in sorted(row.countries) if a < b]
    return {
        "topic": row.topics,
        "country": row.countries,
        "country_pair": tuple(pairs),
        "alliance_format": _format(row),
        "initiative": row.initiatives,
        "organization": row.organizations,
        "person": row.people,
        "issue": (row.issue,),
        "volume": (row.issue.split(".")[0],),
    }


def _format(row: Told) -> tuple[str, ...]:
    found = alliance_format(row.countries, row.topics)
    return (found,) if found else ()


def _development(row: Told) -> Document:
    id = f"{row.issue}-d{row.number}"
    sorted_on = row.on or ISSUES[row.issue][0]
    return Document(
        kind=DEVELOPMENT,
        id=id,
        label=row.title,
        rendered=_rendered(row, id, sorted_on),
        entry=True,
        parents=(f"{row.issue}-h{row.number}", row.issue),
        order=_order(row.issue, row.number),
        sorted_on=date.fromisoformat(sorted_on),
        published=_span(*ISSUES[row.issue]),
        event_spans=(_span(row.on, row.on),) if row.on else (),
        amounts=tuple(Money("USD", usd, usd, usd, usd, payers=(row.payer,) if row.payer else ()) for usd in row.usd),
        updated_at=UPDATED_AT,
        text={"title": (row.title,), "summary": (row.summary,), "headline": (f"Headline: {row.title}",)}
        | {"organization": tuple(name for slug in row.organizations for name in ORGANIZATIONS[slug])},
        keywords=_keywords(row),
    )


def _refs(issue: str, number: int, row: Told | None) -> dict[str, Any]:
    ref = {"id": f"{issue}-d{number}", "title": row.title} if row else None
    return {"development": ref, "developments": [ref] if ref else []}


def _headline(issue: str, number: int, row: Told | None) -> Document:
    id = f"{issue}-h{number}"
    text = f"Headline: {row.title}" if row else "Headline alone: a base opens"
    sorted_on = (row.on if row else None) or ISSUES[issue][0]
    rendered = {
        "id": id,
        "kind": HEADLINE,
        "text": text,
        "position": number,
        "issue": {"id": issue, "title": f"Digest {issue}"},
        **_refs(issue, number, row),
        "published": _published(issue),
        "sorted_on": sorted_on,
        **_stamp(),
        "links": _links(f"headlines/{id}", issue),
    }
    return Document(
        kind=HEADLINE,
        id=id,
        label=text,
        rendered=orjson.dumps(rendered),
        entry=row is None,
        parents=() if row else (issue,),
        order=_order(issue, number),
        sorted_on=date.fromisoformat(sorted_on),
        published=_span(*ISSUES[issue]),
        updated_at=UPDATED_AT,
        text={"headline": (text,)},
        keywords={"issue": (issue,), "volume": (issue.split(".", maxsplit=1)[0],)},
    )


def _issue(id: str, told: Sequence[Told]) -> Document:
    volume, number, _ = _order(id)
    lines = [
        {"id": f"{id}-h{row.number}", "text": f"Headline: {row.title}", "position": row.number}
        | _refs(id, row.number, row)
        for row in told
    ]
    rendered = {
        "id": id,
        "kind": ISSUE,
        "volume": volume,
        "number": number,
        "title": f"Digest {id}",
        "occasion": None,
        "published": _published(id),
        "sorted_on": ISSUES[id][0],
        "publisher": "Sasakawa USA",
        "source_url": f"https://example.org/{id}",
        "headlines": lines,
        "revision": 1,
        "revision_tag": f"{id}-r1-0123456789abcdef",
        "updated_at": "2026-01-05T12:00:00Z",
        "links": _links(f"issues/{id}", id) | {"issue": None},
    }
    return Document(
        kind=ISSUE,
        id=id,
        label=f"Digest {id}",
        rendered=orjson.dumps(rendered),
        entry=True,
        order=_order(id),
        sorted_on=date.fromisoformat(ISSUES[id][0]),
        published=_span(*ISSUES[id]),
        updated_at=UPDATED_AT,
        text={"title": (f"Digest {id}",)},
        keywords={"issue": (id,), "volume": (str(volume),)},
    )


def _vocabulary() -> Iterator[Document]:
    for slug, name in TOPICS.items():
        yield _entry("topic", slug, name, {"name_ja": None, "about": None, "core": slug == "space"})
    for code, name in COUNTRIES.items():
        extra: dict[str, Any] = {
            "alpha3": ALPHA3[code],
            "name_ja": None,
            "adjectives": [],
            "acronyms": [],
            "capital": None,
        }
        yield _entry("country", code, name, extra, key="code")
    for slug, names in INITIATIVES.items():
        yield _entry("initiative", slug, names[0], {"name_ja": None, "form": "forum", "note": None}, names[1:])
    for slug, names in ORGANIZATIONS.items():
        yield _entry("organization", slug, names[0], {"name_ja": None, "country": "US"}, names[1:])
    for slug, names in PEOPLE.items():
        yield _entry("person", slug, names[0], {"name_ja": None, "country": None, "roles": []}, names[1:])
    yield Document(kind="payer", id="microsoft", label="Microsoft", rendered=b"{}", text={"names": ("Microsoft",)})


def _entry(
    kind: str, id: str, name: str, extra: dict[str, Any], aliases: Sequence[str] = (), *, key: str = "slug"
) -> Document:
    named = {"aliases": list(aliases)} if aliases else {}
    rendered = {key: id, "kind": kind, "name": name, **named, **extra}
    return Document(kind=kind, id=id, label=name, rendered=orjson.dumps(rendered), text={"names": (name, *aliases)})
