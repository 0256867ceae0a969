"""Generations on disk: immutable folders, a checked manifest in each, and one pointer that is swapped.

A generation is a folder of Whoosh files and `manifest.json` (archive, format, data version, checksum of every file);
`CURRENT` names the one in force. Files and folders are synced before the pointer moves, by rename. Unchanged segments are
hard-linked from one generation to the next. Whoosh's files hold pickles, so nothing is opened from a folder that others
can write to, nor before its checksums are right.
"""

import json
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import xxhash

from search.backends.whoosh.codec.segment import EXTENSION
from search.backends.whoosh.storage.arrays import seal

MANIFEST = "manifest.json"
POINTER = "CURRENT"
NAME = re.compile(r"g[0-9a-f]{16}")
KEPT = 3
"""Generations left on disk, so that a process that is just opening one finds it."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation that may be opened."""

    folder: Path
    version: int


class Generations:
    """The folder of generations of one archive."""

    def __init__(self, root: Path, archive_id: str, fingerprint: str) -> None:
        self.root = root
        self.identity = {"archive": archive_id, "format": fingerprint}
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._digests: dict[tuple[int, int, int], str] = {}

    def current(self) -> str | None:
        """Return the name of the generation in force; None when there is none."""
        try:
            return (self.root / POINTER).read_text(encoding="ascii").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def check(self, name: str) -> Generation:
        """Return a generation that is whole, ours and safe to open. Raises ValueError that says what is wrong."""
        folder = self.root / name
        if not NAME.fullmatch(name) or not folder.is_dir():
            raise ValueError(f"the pointer names no generation: {name!r}")
        refuse_shared(self.root)
        refuse_shared(folder)
        manifest = _read_manifest(folder)
        if {key: manifest.get(key) for key in self.identity} != self.identity:
            raise ValueError("it belongs to another archive or was written by another version")
        if {f.name for f in folder.iterdir()} - {MANIFEST} != set(manifest["files"]):
            raise ValueError("files are missing or foreign")
        for file, digest in manifest["files"].items():
            refuse_shared(folder / file)
            if self._digest(folder / file) != digest:
                raise ValueError(f"{file} is damaged")
        return Generation(folder, int(manifest["version"]))

    def begin(self, previous: Path | None) -> Path:
        """Return a new folder that holds links to the files of `previous`, or nothing."""
        folder = self.root / f"g{token_hex(8)}"
        folder.mkdir(mode=0o700)
        for file in previous.iterdir() if previous else ():
            if file.name != MANIFEST:
                os.link(file, folder / file.name)
        return folder

    def publish(self, folder: Path, version: int) -> Generation:
        """Sync a finished folder and swap it in."""
        for lock in folder.glob("*LOCK"):
            lock.unlink()
        files = sorted(file for file in folder.iterdir() if file.name != MANIFEST)
        for file in files:
            file.chmod(0o600)
            _sync(file)
        manifest = {**self.identity, "version": version, "files": {f.name: self._digest(f) for f in files}}
        _write_synced(folder / MANIFEST, json.dumps(manifest, indent=1))
        _sync(folder)
        temporary = self.root / f"{POINTER}.{token_hex(4)}"
        _write_synced(temporary, folder.name + "\n")
        temporary.replace(self.root / POINTER)
        _sync(self.root)
        self._clean()
        return Generation(folder, version)

    def discard(self, folder: Path) -> None:
        """Remove a folder that was begun and not published."""
        shutil.rmtree(folder, ignore_errors=True)

    def _clean(self) -> None:
        """Remove all but the newest generations, and whatever a killed writer left."""
        folders = sorted((f for f in self.root.iterdir() if f.is_dir()), key=lambda f: f.stat().st_mtime_ns)
        current = self.current()
        for folder in folders[:-KEPT]:
            if folder.name != current:
                self.discard(folder)

    def _digest(self, file: Path) -> str:
        """Return what a file is known by; a segment linked from generation to generation is looked at once a process.

        The arrays of a segment are checked one by one when it is opened. Raises ValueError.
        """
        found = file.stat()
        key = (found.st_ino, found.st_size, found.st_mtime_ns)
        if key not in self._digests:
            self._digests[key] = (
                seal(file) if file.suffix == EXTENSION else xxhash.xxh3_128_hexdigest(file.read_bytes())
            )
        return self._digests[key]


def refuse_shared(path: Path) -> None:
    """Raise ValueError when somebody else owns a path or may write to it."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise ValueError(f"{path.name} is a link")
    if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise ValueError(f"others can write to {path.name}")


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError("its manifest cannot be read") from error
    if (
        not isinstance(manifest, dict)
        or set(manifest) != {"archive", "format", "version", "files"}
        or not isinstance(manifest["files"], dict)
        or not isinstance(manifest["version"], int)
    ):
        raise ValueError("its manifest is not one")
    return dict(manifest)


def _write_synced(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
