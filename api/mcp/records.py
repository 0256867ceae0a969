"""Records: the tools that find developments, give one record whole, and cite one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson

from api.citations import STYLES
from api.errors import NotFound
from api.mcp.inquiry import Inquiry, resource
from api.params import canonical_params
from api.params.agents import CiteParams, DevelopmentToolParams, FindParams, IssueToolParams
from api.record_ids import DEVELOPMENT_ID, HEADLINE_ID, ISSUE_ID, issue_of
from api.schemas.agents import Citation, Found, FoundDevelopments, Money, WholeDevelopment, WholeIssue
from api.schemas.hits import DevelopmentInFull
from api.schemas.records import Issue
from api.services.addresses import Address
from api.services.citing import as_cited
from api.services.questions import DEVELOPMENTS
from api.services.records import COLLECTIONS, earlier, find, issue_asked, one, with_extras
from search import DEVELOPMENT, HEADLINE, ISSUE

Served = Mapping[str, Any]
KEPT = (
    *("title", "summary", "sorted_on", "topics", "countries", "amounts"),
    *("organizations", "people", "initiatives", "issue", "links"),
)
"""Keys of a development that a line of a search is made from."""
KINDS = ((ISSUE, ISSUE_ID), (HEADLINE, HEADLINE_ID), (DEVELOPMENT, DEVELOPMENT_ID))


def search_developments(params: FindParams, inquiry: Inquiry) -> FoundDevelopments:
    """Return one page of the developments that match. Raises CursorInvalid, CursorExpired, QueryTooCostly."""
    question = replace(inquiry.ask(params, DEVELOPMENTS), fields=KEPT)
    answer = find(inquiry.snapshot, question).body
    meta = answer["meta"]
    return FoundDevelopments(
        description=meta["query"]["description"],
        total=meta["total"],
        shown=len(answer["data"]),
        next_cursor=meta["next_cursor"],
        developments=[_found(row, inquiry) for row in answer["data"]],
        normalized=meta["normalized"],
        warnings=meta["warnings"],
        did_you_mean=inquiry.pointed(meta["did_you_mean"]),
        relaxed=inquiry.pointed(meta["relaxed"]),
        url=inquiry.whole(question.self_url),
        data_version=meta["data_version"],
    )


def _found(row: Served, inquiry: Inquiry) -> Found:
    return Found(
        id=row["id"],
        title=row["title"],
        summary=row["summary"],
        sorted_on=row["sorted_on"],
        topics=row["topics"],
        countries=row["countries"],
        amounts=[_money(amount) for amount in row["amounts"]],
        organizations=_slugs(row["organizations"]),
        people=_slugs(row["people"]),
        initiatives=_slugs(row["initiatives"]),
        issue=row["issue"]["id"],
        url=inquiry.whole(row["links"]["self"]),
        resource=resource(DEVELOPMENT, row["id"]),
        source=row["links"]["source"],
    )


def _slugs(named: Sequence[Served]) -> list[str]:
    return [one["slug"] for one in named]


def _money(amount: Served) -> Money:
    usd = amount["usd"] or {"low": None, "high": None}
    same = ("raw", "currency", "low", "high", "purpose", "payer", "counted", "not_counted")
    return Money(**{name: amount[name] for name in same}, usd_low=usd["low"], usd_high=usd["high"])


def get_development(params: DevelopmentToolParams, inquiry: Inquiry) -> WholeDevelopment:
    """Return one development, or an earlier state of it. Raises NotFound, Withdrawn."""
    archive = inquiry.resources.archive
    rendered = fetch(inquiry, DEVELOPMENT, params.id)
    if params.revision is not None:
        rendered = earlier(archive, DEVELOPMENT, params.id, params.revision)
    (whole,) = with_extras(archive, [rendered], params.extras)
    address = Address(f"{COLLECTIONS[DEVELOPMENT]}/{params.id}", canonical_params(params)).with_(id=())
    return WholeDevelopment(
        resource=resource(DEVELOPMENT, params.id),
        development=DevelopmentInFull.model_validate(linked(whole, inquiry)),
        url=inquiry.whole(address.url),
        data_version=inquiry.snapshot.data_version,
    )


def get_issue(params: IssueToolParams, inquiry: Inquiry) -> WholeIssue:
    """Return one issue with its table of contents. Raises NotFound, Withdrawn."""
    id = issue_asked(inquiry.snapshot, params.id)
    return WholeIssue(
        issue=Issue.model_validate(linked(fetch(inquiry, ISSUE, id), inquiry)),
        url=inquiry.whole(f"{COLLECTIONS[ISSUE]}/{id}"),
        data_version=inquiry.snapshot.data_version,
    )


def cite(params: CiteParams, inquiry: Inquiry) -> Citation:
    """Return a citation of a record as of today, UTC. Raises NotFound, Withdrawn."""
    kind = next((kind for kind, pattern in KINDS if pattern.fullmatch(params.id)), None)
    if kind is None:
        raise NotFound(f"“{params.id[:100]}” is no id.")
    served = orjson.loads(fetch(inquiry, kind, params.id))
    found = as_cited(inquiry.snapshot, served, datetime.now(UTC).date())
    return Citation(
        id=params.id,
        style=params.style,
        citation=STYLES[params.style].write(found),
        url=inquiry.whole(f"{COLLECTIONS[kind]}/{params.id}"),
        data_version=inquiry.snapshot.data_version,
    )


def fetch(inquiry: Inquiry, kind: str, id: str) -> bytes:
    """Return the JSON of a record. Raises NotFound, which says what there is, and Withdrawn."""
    try:
        return one(inquiry.snapshot, inquiry.resources.archive, kind, id)
    except NotFound as error:
        raise NotFound(f"{error.detail} {_there_is(inquiry, kind, issue_of(id))}") from error


def _there_is(inquiry: Inquiry, kind: str, issue: str) -> str:
    """Return which ids of a kind an issue has, or which issues there are."""
    ids = [id for id in inquiry.snapshot.ids(kind) if issue_of(id) == issue]
    if ids:
        return f"Issue {issue} has {ids[0]} to {ids[-1]}."
    issues = inquiry.snapshot.ids(ISSUE)
    return f"Issues go from {issues[0]} to {issues[-1]}." if issues else "There is no issue yet."


def linked(rendered: bytes, inquiry: Inquiry) -> dict[str, Any]:
    """Return a record whose links have their hosts."""
    record: dict[str, Any] = orjson.loads(rendered)
    return {**record, "links": inquiry.linked(record["links"])}
