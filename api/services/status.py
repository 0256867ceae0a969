"""The state of the archive: counts, coverage, licence; and whether the index is fit to be asked."""

from datetime import UTC, datetime
from typing import Any

import orjson

from api.errors import Unavailable
from api.services.archive import Archive, utc_text
from api.services.envelopes import Envelope, item_envelope
from search import DEVELOPMENT, HEADLINE, ISSUE, IndexUnavailable, SearchBackend, Snapshot

ISSUES_A_VOLUME = 24
RETRY_AFTER = {"Retry-After": "5"}
LICENCE = {
    "name": "Creative Commons Attribution 4.0 International",
    "identifier": "CC-BY-4.0",
    "url": "https://creativecommons.org/licenses/by/4.0/",
}
ATTRIBUTION = (
    "Facts and summaries: US-Japan Alliance Digest archive (CC BY 4.0). The publication itself is Sasakawa USA's and is "
    "linked from each issue; this archive is not affiliated with it."
)
COUNTED = {
    "issues": ISSUE,
    "headlines": HEADLINE,
    "developments": DEVELOPMENT,
    "topics": "topic",
    "countries": "country",
    "initiatives": "initiative",
    "organizations": "organization",
    "people": "person",
}


def status(snapshot: Snapshot, archive: Archive, software_version: str) -> Envelope:
    """Return the state of the archive."""
    version = snapshot.data_version
    moment = archive.changed_at(version)
    issues = _all(snapshot, ISSUE)
    data = {
        "software_version": software_version,
        "data_version": version,
        "updated_at": moment and utc_text(moment),
        "counts": {name: len(snapshot.ids(kind)) for name, kind in COUNTED.items()},
        "first_issue": _ref(issues[0]) if issues else None,
        "last_issue": _ref(issues[-1]) if issues else None,
        "first_published_on": issues[0]["published"]["start"] if issues else None,
        "last_published_on": issues[-1]["published"]["end"] if issues else None,
        "coverage": _coverage(snapshot, issues),
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
    }
    return item_envelope(data, version, "/v1/status")


def _all(snapshot: Snapshot, kind: str) -> list[dict[str, Any]]:
    ids = snapshot.ids(kind)
    found = snapshot.fetch(kind, ids)
    return [orjson.loads(found[id]) for id in ids if id in found]


def _ref(issue: dict[str, Any]) -> dict[str, str]:
    return {"id": issue["id"], "title": issue["title"]}


def _coverage(snapshot: Snapshot, issues: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "issues_missing": missing_issues([(issue["volume"], issue["number"]) for issue in issues]),
        "headlines_without_development": sum(h["development"] is None for h in _all(snapshot, HEADLINE)),
        "partial_developments": sum(d["partial"] for d in _all(snapshot, DEVELOPMENT)),
    }


def missing_issues(numbers: list[tuple[int, int]]) -> list[str]:
    """Return the ids between the first and the last issue that are not there, 24 numbers a volume."""
    if not numbers:
        return []
    present = {_ordinal(volume, number) for volume, number in numbers}
    gaps = [n for n in range(min(present), max(present)) if n not in present]
    return [f"{n // ISSUES_A_VOLUME}.{n % ISSUES_A_VOLUME + 1}" for n in gaps]


def _ordinal(volume: int, number: int) -> int:
    return volume * ISSUES_A_VOLUME + number - 1


def readiness(backend: SearchBackend, archive: Archive, most_lag_s: float) -> dict[str, Any]:
    """Return that the index is fit to be asked. Raises Unavailable when it is missing, damaged or too far behind."""
    try:
        version = backend.snapshot().data_version
    except IndexUnavailable as error:
        raise Unavailable("The index is missing or damaged and is being rebuilt.", headers=RETRY_AFTER) from error
    behind = archive.behind_since(version)
    lag_s = max(0.0, (datetime.now(UTC) - behind).total_seconds()) if behind else 0.0
    if lag_s > most_lag_s:
        raise Unavailable(f"The index is {lag_s:.0f} s behind the changes log.", headers=RETRY_AFTER)
    return {"status": "ready", "data_version": version, "lag_s": round(lag_s, 3)}
