"""The shelf: files made once a generation, kept in the data folder, one maker at a time among all processes.

A file is written beside its place, then moved there, and what is known of it (size, SHA-256) after that: a file without
this, or of another size, is made again. The generation in use and the newest one beside it are kept.
"""

import hashlib
import shutil
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from filelock import FileLock

LOCK = "lock"
KEPT = 2
"""Generations whose files are kept."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is there: its size in bytes, its SHA-256 in hexadecimal digits, and when it was made (UTC)."""

    path: Path
    size: int
    sha256: str
    made_at: datetime

    @property
    def digest(self) -> str:
        """The value of the Repr-Digest header (RFC 9530)."""
        return f"sha-256=:{b64encode(bytes.fromhex(self.sha256)).decode()}:"


class Shelf:
    """The files of one generation, which has a folder of its own in `root`."""

    def __init__(self, root: Path, generation: str) -> None:
        self.root = root
        self.folder = root / generation

    def find(self, name: str) -> Made | None:
        """Return a file that was made whole, None where there is none."""
        path = self.folder / name
        try:
            known = orjson.loads(_known(path).read_bytes())
            if path.stat().st_size != known["size"]:
                return None
            return Made(path, known["size"], known["sha256"], datetime.fromisoformat(known["made_at"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def get(self, name: str, write: Callable[[Path], None]) -> Made:
        """Return a file, which `write` makes at a path where there is none yet. Waits while another one is made."""
        made = self.find(name)
        if made is not None:
            return made
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(self.root / LOCK):
            return self.find(name) or self._make(name, write)

    def _make(self, name: str, write: Callable[[Path], None]) -> Made:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        path, part = self.folder / name, self.folder / f"{name}.part"
        part.unlink(missing_ok=True)
        try:
            write(part)
            known = _describe(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        part.write_bytes(orjson.dumps(known))
        part.replace(_known(path))
        self._clean()
        return Made(path, **known)

    def _clean(self) -> None:
        """Remove the files of all generations but this one and the newest beside it."""
        others = [folder for folder in self.root.iterdir() if folder.is_dir() and folder != self.folder]
        for folder in sorted(others, key=lambda folder: folder.stat().st_mtime_ns, reverse=True)[KEPT - 1 :]:
            shutil.rmtree(folder, ignore_errors=True)


def _known(path: Path) -> Path:
    """Return where what is known of a file stands."""
    return path.with_name(f"{path.name}.json")


def _describe(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"size": path.stat().st_size, "sha256": digest, "made_at": datetime.now(UTC)}
