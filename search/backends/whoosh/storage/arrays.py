"""Named arrays in one file: written in a stream, memory-mapped for reading, checked by checksums.

The file is the arrays one after another, each at a multiple of 64 bytes, then a JSON directory (name → type, place, length,
checksum, which covers the padding before it) and a trailer that says where the directory is and what its checksum is. A file
that was cut off has no trailer.
Checksums are XXH3: they notice damage; who may write the files is a matter of `generations.py`.
"""

import mmap
import struct
from collections.abc import Iterator, Mapping, Sequence
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import orjson
import xxhash
from numpy.typing import NDArray

MAGIC = b"arrays01"
ALIGNMENT = 64
_TRAILER = struct.Struct("<QQQ8s")
"""Place, length and checksum of the directory, and MAGIC."""

Array = NDArray[Any]
Chunks = Sequence[Array]
"""An array in pieces of one type, so that it need not be in memory as a whole."""


def write_arrays(path: Path, arrays: Mapping[str, Array | Chunks]) -> None:
    """Write arrays to a new file."""
    with path.open("xb") as stream:
        directory = {name: _write(stream, value) for name, value in arrays.items()}
        found = orjson.dumps(directory)
        place = stream.tell()
        stream.write(found)
        stream.write(_TRAILER.pack(place, len(found), xxhash.xxh3_64_intdigest(found), MAGIC))


def _write(stream: BinaryIO, value: Array | Chunks) -> list[Any]:
    """Write one array; return its line of the directory."""
    chunks = [value] if isinstance(value, np.ndarray) else value
    padding = b"\0" * (-stream.tell() % ALIGNMENT)
    stream.write(padding)
    place, size, digest = stream.tell(), 0, xxhash.xxh3_64(padding)
    for chunk in chunks:
        data = np.ascontiguousarray(chunk).data.cast("B") if chunk.size else b""
        stream.write(data)
        digest.update(data)
        size += chunk.size
    return [chunks[0].dtype.str, place, size, digest.intdigest()]


class Arrays(Mapping[str, Array]):
    """The arrays of a file, read-only views of its memory map. Raises ValueError when the file is damaged."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        with path.open("rb") as stream:
            self._directory = dict(orjson.loads(_read_directory(stream, path.name)))
            self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._views: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        found = self._views.get(name)
        if found is None:
            kind, place, size, _ = self._directory[name]
            found = self._views[name] = np.frombuffer(self._map, np.dtype(kind), size, place)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._directory)

    def __len__(self) -> int:
        return len(self._directory)

    def buffer(self, name: str) -> memoryview:
        """Return an array of bytes as a memoryview, of which slices are cheap."""
        _, place, size, _ = self._directory[name]
        return memoryview(self._map)[place : place + size]

    def check(self) -> None:
        """Read every checked array once. Raises ValueError when one is not as it was written."""
        end = 0
        for name, (kind, place, size, digest) in self._directory.items():
            begin, end = end, place + size * np.dtype(kind).itemsize
            if xxhash.xxh3_64_intdigest(memoryview(self._map)[begin:end]) != digest:
                raise ValueError(f"{self.name} is damaged ({name})")


def seal(path: Path) -> str:
    """Return what tells a file from any other without reading it all: the checksum of its size and its directory.

    Raises ValueError when the file is cut off.
    """
    with path.open("rb") as stream:
        directory = _read_directory(stream, path.name)
        return xxhash.xxh3_128_hexdigest(b"%d " % stream.seek(0, SEEK_END) + directory)


def _read_directory(stream: BinaryIO, name: str) -> bytes:
    """Return the directory of a file as written. Raises ValueError when there is none that is whole."""
    size = stream.seek(0, SEEK_END)
    if size >= _TRAILER.size:
        stream.seek(size - _TRAILER.size)
        place, length, digest, magic = _TRAILER.unpack(stream.read(_TRAILER.size))
        if magic == MAGIC and place + length + _TRAILER.size == size:
            stream.seek(place)
            directory = stream.read(length)
            if xxhash.xxh3_64_intdigest(directory) == digest:
                return directory
    raise ValueError(f"{name} is damaged: its end is not as it was written")
