"""Names: the organizations, persons and initiatives of a document."""

from ingest.extract.names.reading import find_names

__all__ = ["find_names"]
