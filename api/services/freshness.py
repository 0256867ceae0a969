"""Freshness: the validators of an answer (ETag, Last-Modified) and whether a client's copy still holds."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from werkzeug.http import http_date, parse_date, parse_etags

from api.interpreting import FILES
from api.services.archive import Archive
from api.settings import SEED_DATA, Settings

SOFTWARE_VERSION = version("alliance-digest")
CONFIGURATION_FILES = ("synonyms.yaml", "exchange_rates.yaml", *FILES)
LIMITS = ("q_max_length", "q_max_terms", "q_max_depth", "prefix_max_words")
KEPT_BY_304 = frozenset({"cache-control", "etag", "last-modified"})
VARY_304 = "Accept, Accept-Encoding"
"""Compression adds its own to what it touches, and does not touch a 304."""
TAG_BYTES = 16
"""Of BLAKE2: SHA-256 looks its code up in OpenSSL each time, which costs more than a short text."""
CODE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Configuration:
    """What answers depend on beside the data: a fingerprint, and when it last changed."""

    fingerprint: str
    changed_at: datetime


def read_configuration(settings: Settings, folder: Path = SEED_DATA) -> Configuration:
    """Return the configuration in force: software version, synonyms, rates, words of asking and limits."""
    digest = hashlib.sha256(SOFTWARE_VERSION.encode())
    files = [folder / name for name in CONFIGURATION_FILES]
    for file in files:
        digest.update(file.read_bytes())
    digest.update(repr([getattr(settings, name) for name in LIMITS]).encode())
    code = [*CODE.rglob("*.py"), *(CODE.parent / "search").rglob("*.py")]
    newest = max(file.stat().st_mtime for file in [*files, *code])
    return Configuration(digest.hexdigest()[:16], datetime.fromtimestamp(newest, UTC))


@dataclass(frozen=True, slots=True)
class Validators:
    """The validators of one answer."""

    etag: str
    modified_at: datetime | None

    @property
    def headers(self) -> dict[str, str]:
        """As response headers; no Last-Modified within the second of the change, which it could not tell apart."""
        headers = {"ETag": f'W/"{self.etag}"'}
        if self.modified_at and (datetime.now(UTC) - self.modified_at).total_seconds() >= 2:
            headers["Last-Modified"] = _written(self.modified_at)
        return headers

    def of_day(self, day: date) -> "Validators":
        """The same for an answer that names a day; no Last-Modified, which does not change with it."""
        return Validators(f"{self.etag}-{day.isoformat()}", None)

    def hold(self, request_headers: Mapping[str, str]) -> bool:
        """Whether the client's copy is still this answer; If-None-Match wins over If-Modified-Since (RFC 9110)."""
        asked = request_headers.get("if-none-match")
        if asked is not None:
            return parse_etags(asked).contains_weak(self.etag) or asked.strip() == "*"
        since = parse_date(request_headers.get("if-modified-since"))
        if since is None or self.modified_at is None or "Last-Modified" not in self.headers:
            return False
        return self.modified_at.replace(microsecond=0) <= since


@lru_cache(maxsize=8)
def _written(moment: datetime) -> str:
    """Return a moment as headers have it; all answers of a generation have the same."""
    return http_date(moment)


def not_modified(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of the 304 that stands for a 200 with these (RFC 9110, 15.4.5)."""
    return {"vary": VARY_304, **{name: value for name, value in headers.items() if name.lower() in KEPT_BY_304}}


class Freshness:
    """Makes validators; remembers when the generation in force was changed."""

    def __init__(self, configuration: Configuration, archive: Archive) -> None:
        self._configuration = configuration
        self._archive = archive
        self._known: tuple[int, datetime | None] | None = None

    def validators(self, data_version: int, url: str, media_type: str) -> Validators:
        """Return the validators of the answer to a canonical URL from one generation. May read the changes log."""
        text = "\n".join((self._configuration.fingerprint, str(data_version), url, media_type))
        tag = hashlib.blake2b(text.encode(), digest_size=TAG_BYTES).hexdigest()
        return Validators(tag, self._modified_at(data_version))

    def _modified_at(self, data_version: int) -> datetime | None:
        if self._known is None or self._known[0] != data_version:
            self._known = (data_version, self._archive.changed_at(data_version))
        changed_at = self._known[1]
        return changed_at and max(changed_at, self._configuration.changed_at)
