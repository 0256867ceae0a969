"""Which segments are merged when a new one comes in: sizes grow by GROWTH, so that there are few, and big ones rest."""

from collections.abc import Sequence

from search.backends.whoosh.codec import ArraySegment

GROWTH = 4
"""A segment is left alone while it is more than this many times as big as what comes after it."""
MOST_DELETED = 0.5
"""Share of deleted documents from which a segment is written anew."""


def to_merge(segments: Sequence[ArraySegment]) -> list[ArraySegment]:
    """Return the segments, the newest last, that are to become one; none where nothing is to do."""
    worn = [s for s in segments if s.deleted_count() > MOST_DELETED * s.doc_count_all()]
    chosen = list(worn)
    rest = sorted((s for s in segments if s not in worn), key=lambda s: s.doc_count())
    size = sum(segment.doc_count() for segment in chosen)
    for segment in rest:
        if size and segment.doc_count() > GROWTH * size:
            break
        chosen.append(segment)
        size += segment.doc_count()
    return [segment for segment in segments if segment in chosen] if worn or len(chosen) > 1 else []
