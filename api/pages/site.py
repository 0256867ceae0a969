"""The site: the templates, and the static files under addresses that change with their content."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
ASSETS = "/assets"
SOURCES = frozenset({".html", ".yaml", ".py"})
MEDIA_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml"}
"""Suffixes that machines disagree on; the others are as `mimetypes` has them."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file in memory."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Site:
    """All that pages are made with.

    `fingerprint` changes when any template, text or static file does, and `version` when any static file does; all of them
    stand under one version, so that scripts find each other.
    """

    templates: Environment
    assets: dict[str, Asset]
    version: str
    fingerprint: str

    def render(self, template: str, **context: Any) -> str:
        """Return a page; a name that the template uses and nobody gave is an error."""
        return self.templates.get_template(template).render(**context)

    def asset_url(self, name: str) -> str:
        """Return the address of a static file, which may be kept for ever."""
        if name not in self.assets:
            raise KeyError(f"there is no static file {name}")
        return f"{ASSETS}/{self.version}/{name}"


@cache
def site() -> Site:
    """Return the site, read from the disk once."""
    assets = {path.relative_to(STATIC).as_posix(): _asset(path) for path in sorted(STATIC.rglob("*")) if path.is_file()}
    version = _digest(asset.content for asset in assets.values())
    sources = sorted(path for path in HERE.rglob("*") if path.suffix in SOURCES)
    fingerprint = _digest([version.encode(), *(path.read_bytes() for path in sources)])
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made = Site(templates, assets, version, fingerprint)
    templates.globals["asset"] = made.asset_url
    return made


def _asset(path: Path) -> Asset:
    media_type = MEDIA_TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
    return Asset(path.read_bytes(), media_type)


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:12]
