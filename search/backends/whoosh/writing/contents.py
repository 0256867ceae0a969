"""Contents: Whoosh's table of contents in a folder: which segments are in force, and how new ones come in."""

from collections.abc import Sequence
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files

from search.backends.whoosh.codec import ArraySegment
from search.backends.whoosh.schema import build_schema

INDEX_NAME = "MAIN"


def create(folder: Path) -> None:
    """Make an empty index of the schema."""
    FileIndex.create(FileStorage(str(folder)), build_schema(), INDEX_NAME)


def read_segments(folder: Path) -> list[ArraySegment]:
    """Return the segments in force. Raises ValueError when others than ours are among them."""
    segments = list(TOC.read(FileStorage(str(folder)), INDEX_NAME).segments)
    if not all(isinstance(segment, ArraySegment) for segment in segments):
        raise ValueError("segments of another codec are in the index")
    return segments


def commit(folder: Path, segments: Sequence[ArraySegment]) -> None:
    """Put segments in force in place of the present ones; remove the files of those that are gone."""
    storage = FileStorage(str(folder))
    contents = TOC.read(storage, INDEX_NAME)
    contents.segments = list(segments)
    contents.generation += 1
    contents.write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, contents.generation, contents.segments)
