"""A codec on Whoosh's interface: a segment of Whoosh's index whose form on disk is arrays."""

from search.backends.whoosh.codec.segment import ArraySegment

__all__ = ["ArraySegment"]
