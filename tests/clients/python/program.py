"""A partner's program on the generated Python client: asks the service, whose address it is given, and prints what it found."""

import csv
import json
import sys
from collections.abc import Iterator
from typing import TypeVar

from alliance_digest import Client
from alliance_digest.api.developments import get_development, list_developments
from alliance_digest.api.files import export_developments_csv
from alliance_digest.api.search import aggregate_developments, search_records
from alliance_digest.models import DevelopmentRow, Problem
from alliance_digest.types import UNSET

Answer = TypeVar("Answer")


class Failed(Exception):
    """The service answered with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def good(answer: Answer | Problem | None) -> Answer:
    """Return the answer; a problem is raised."""
    if isinstance(answer, Problem):
        raise Failed(answer)
    assert answer is not None, "an answer that openapi.yaml does not tell of"
    return answer


def search(client: Client) -> list[str]:
    """Developments, headlines and issues on one question, the best first; `kind` tells them apart."""
    answer = good(search_records.sync(client=client, q="moon rover", highlight=True))
    found = []
    for hit in answer.data:
        text = hit.text if hit.kind == "headline" else hit.title
        found.append(f"{hit.kind} {hit.id}: {text}")
    return found


def on_two_topics(client: Client) -> list[str]:
    """Developments on space or cyber: a repeated parameter means any of its values."""
    answer = good(list_developments.sync(client=client, topic=["space", "cyber"], sort="date_asc"))
    return [development.id for development in answer.data]


def every_development(client: Client) -> Iterator[DevelopmentRow]:
    """All pages of a list, one after the other, by the cursor of the page before."""
    cursor: str | None = None
    while True:
        page = good(list_developments.sync(client=client, limit=30, cursor=cursor or UNSET))
        yield from page.data
        cursor = page.meta.next_cursor
        if cursor is None:
            return


def total(client: Client) -> int:
    """How many there are, without reading them."""
    return good(list_developments.sync(client=client, limit=1)).meta.total


def misspelt(client: Client) -> str:
    """A mistake is a 422 that names the parameter and suggests a value."""
    answer = list_developments.sync(client=client, topic=["spaec"])
    assert isinstance(answer, Problem)
    assert answer.errors
    return f"{answer.status} {answer.errors[0].name}: {answer.errors[0].suggestion}"


def missing(client: Client) -> str:
    """What is not there is a 404."""
    answer = get_development.sync("3.7-d99", client=client)
    assert isinstance(answer, Problem)
    return f"{answer.status} {answer.type_}"


def dollars(developments: list[DevelopmentRow]) -> tuple[int, list[str]]:
    """The sum of counted amounts, and those it leaves out since no rate is known: their dollars are null, never 0."""
    known, unknown = 0, []
    for amount in (amount for development in developments for amount in development.amounts):
        if amount.usd is None:
            unknown.append(f"{amount.low} {amount.currency}: {amount.usd_reason}")
        elif amount.counted:
            known += amount.usd.low or amount.usd.high or 0
    return known, unknown


def by_topic(client: Client) -> dict[str, tuple[int | None, int | None]]:
    """How many developments a topic has, and the sum of their dollars; null where there are none."""
    answer = good(aggregate_developments.sync(client=client, group_by=["topic"], metric=["count", "usd_sum"]))
    return {row.keys["topic"]: (row.count, row.usd_sum) for row in answer.data}


def as_csv(client: Client) -> list[str]:
    """Every match as CSV text, read by the standard library."""
    text = good(export_developments_csv.sync(client=client, topic=["space"]))
    return [row["id"] for row in csv.DictReader(text.removeprefix("\ufeff").splitlines())]


def main(url: str) -> None:
    """Print what was found as JSON."""
    with Client(url) as client:
        developments = list(every_development(client))
        found = {
            "search": search(client),
            "on_two_topics": on_two_topics(client),
            "every_development": [development.id for development in developments],
            "total": total(client),
            "misspelt": misspelt(client),
            "missing": missing(client),
            "dollars": dollars(developments),
            "by_topic": by_topic(client),
            "as_csv": as_csv(client),
        }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
