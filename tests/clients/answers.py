"""What the programs must find, worked out from plain requests; and one more issue, whose dollars nobody knows."""

import csv
import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

UNCONVERTED = {"currency": "KZT", "low": 5_000_000, "high": 5_000_000, "purpose": "a fund"}
ISSUE = {
    "volume": 9,
    "number": 1,
    "title": "A number for the checks",
    "period": {"start": "2030-01-01", "end": "2030-01-15"},
    "headlines": ["Five million tenge"],
    "developments": [
        {
            "headline": 1,
            "title": "Five million tenge for a fund",
            "summary": "A currency without a stored rate: its dollars are unknown.",
            "topics": ["economic"],
            "countries": ["US", "JP"],
            "amounts": [UNCONVERTED],
        }
    ],
}


def put_unconverted(url: str, key: str) -> None:
    """Publish an issue with an amount that no rate is stored for; the answer comes when everybody sees it."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "If-None-Match": "*"}
    request = Request(f"{url}/v1/issues/9.1", json.dumps(ISSUE).encode(), headers, method="PUT")  # noqa: S310 -- our server
    urlopen(request, timeout=30).close()  # noqa: S310 -- as above


def expected(url: str) -> dict[str, Any]:
    """Return what every program prints, from JSON and CSV as they are served."""
    developments = _json(url, "/v1/developments", limit=200)
    topics = _json(url, "/v1/aggregate", group_by="topic", metric=("count", "usd_sum"))["data"]
    mistake = _json(url, "/v1/developments", topic="spaec")
    missing = _json(url, "/v1/developments/3.7-d99")
    return {
        "search": [f"{h['kind']} {h['id']}: {h.get('title', h.get('text'))}" for h in _search(url)],
        "on_two_topics": _ids(_json(url, "/v1/developments", topic=("space", "cyber"), sort="date_asc")),
        "every_development": _ids(developments),
        "total": developments["meta"]["total"],
        "misspelt": f"{mistake['status']} {mistake['errors'][0]['name']}: {mistake['errors'][0]['suggestion']}",
        "missing": f"{missing['status']} {missing['type']}",
        "dollars": _dollars(developments["data"]),
        "by_topic": {row["keys"]["topic"]: [row["count"], row["usd_sum"]] for row in topics},
        "as_csv": [row["id"] for row in csv.DictReader(_text(url, "/v1/developments.csv", topic="space"))],
    }


def check(found: dict[str, Any], url: str) -> None:
    """Raise ValueError when a program found something else, or the archive has nothing to find."""
    wanted = expected(url)
    wrong = [name for name, value in wanted.items() if found.get(name) != value]
    if wrong:
        raise ValueError("\n".join(f"{name}: found {found.get(name)}, served is {wanted[name]}" for name in wrong))
    if len(set(found["every_development"])) != found["total"] or not all(found.values()):
        raise ValueError(f"the pages do not add up to {found['total']}, or something is empty")
    if not found["dollars"][1] or not any(dollars is None for _, dollars in found["by_topic"].values()):
        raise ValueError("no amount without dollars was met, and no sum of none")


def _search(url: str) -> list[dict[str, Any]]:
    hits: list[dict[str, Any]] = _json(url, "/v1/search", q="moon rover", highlight="true")["data"]
    return hits


def _dollars(developments: list[dict[str, Any]]) -> list[Any]:
    amounts = [amount for development in developments for amount in development["amounts"]]
    known = sum(a["usd"]["low"] or a["usd"]["high"] for a in amounts if a["usd"] and a["counted"])
    return [known, [f"{a['low']} {a['currency']}: {a['usd_reason']}" for a in amounts if a["usd"] is None]]


def _ids(answer: dict[str, Any]) -> list[str]:
    return [row["id"] for row in answer["data"]]


def _json(url: str, path: str, **query: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(_open(f"{url}{path}?{urlencode(query, doseq=True)}"))
    return answer


def _text(url: str, path: str, **query: Any) -> list[str]:
    return _open(f"{url}{path}?{urlencode(query)}").decode("utf-8-sig").splitlines()


def _open(request: Request | str) -> bytes:
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 -- our own server
            body: bytes = answer.read()
    except HTTPError as error:
        body = error.read()
    return body
