"""Values: the exact values of entries, by document for facets and by value for filters.

For each name in VALUED: `<name>`: the dictionary of values; `<name>_code`, `<name>_until`: the values of each document, where
they end; `<name>_document`, `<name>_documents`: the documents of each value, ascending, where they end.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import ends, pack, spread, starts
from search.backends.whoosh.writing.sources import Source, union
from search.document import Document
from search.fields import FACETS, KEYWORD_FIELDS, OF_AMOUNTS
from search.values import facet_values

VALUED = tuple(
    dict.fromkeys((*KEYWORD_FIELDS, *(name for name in FACETS if name != "kind" and name not in OF_AMOUNTS)))
)
"""Names of all exact values of documents; the kind is a fact of each, and amounts have their own values."""


def section(name: str) -> str:
    """Return what the arrays of a name are called (some text fields have the same name)."""
    return f"value_{name}"


def values(documents: Sequence[Document]) -> Mapping[str, Array]:
    """Return the arrays of some documents; only entries have values."""
    found: dict[str, Array] = {}
    for name in VALUED:
        held = [tuple(dict.fromkeys(facet_values(d, name))) if d.entry else () for d in documents]
        known = sorted({value for several in held for value in several})
        code = {value: at for at, value in enumerate(known)}
        codes = np.array([code[value] for several in held for value in several], np.int64)
        sizes = np.fromiter(map(len, held), np.int64, len(held))
        found |= _arrays(name, (value.encode() for value in known), codes, sizes)
    return found


def merge_values(sources: Sequence[Source]) -> Mapping[str, Array]:
    """Return the values of the documents that stay."""
    found: dict[str, Array] = {}
    for name in VALUED:
        known, renumbered = union(sources, section(name))
        codes, sizes = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for source, number in zip(sources, renumbered, strict=True):
            until = source.arrays[f"{section(name)}_until"]
            size = (until - starts(until))[source.live]
            places = spread(starts(until)[source.live], size)
            codes.append(number[source.arrays[f"{section(name)}_code"][places]])
            sizes.append(size)
        found |= _arrays(name, known, np.concatenate(codes), np.concatenate(sizes))
    return found


def _arrays(
    name: str, known: Iterable[bytes], codes: NDArray[np.int64], sizes: NDArray[np.int64]
) -> Mapping[str, Array]:
    """Return the arrays of a name: `codes` of the values of all documents, `sizes` how many each has."""
    dictionary = pack(section(name), known)
    documents = np.repeat(np.arange(len(sizes)), sizes)
    return {
        **dictionary,
        f"{section(name)}_code": codes.astype(np.int32),
        f"{section(name)}_until": np.cumsum(sizes, dtype=np.int64),
        f"{section(name)}_document": documents[np.argsort(codes, kind="stable")].astype(np.int32),
        f"{section(name)}_documents": ends(codes, len(dictionary[f"{section(name)}_ends"])),
    }
