"""Names: what documents are called and what is served of them.

`id`, `label`, `rendered`: strings, one a document. `key_hash`: ascending hashes of (kind, id), `key_document` whose they are.
`headline`, `issue`: number of the record of that kind that a document stands for, itself included, or NONE. Parents that are
in another segment are strays: `stray_document`, `stray` (their ids). `named_document`, `named`: vocabulary entries and the
JSON array of their names.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import orjson
import xxhash

from search.backends.whoosh.storage.arrays import Array, Arrays
from search.backends.whoosh.storage.strings import Strings, pack
from search.backends.whoosh.writing.facts import KINDS, NONE
from search.backends.whoosh.writing.sources import GONE, Source, texts
from search.document import HEADLINE, ISSUE, VOCABULARY_KINDS, Document

PARENT_KINDS = (HEADLINE, ISSUE)
_TEXTS = ("id", "label", "rendered")


def key_hash(kind: str, id: str) -> int:
    """Return the hash by which a document is found."""
    return int(xxhash.xxh3_64_intdigest(f"{kind} {id}".encode()))


def names(documents: Sequence[Document]) -> Mapping[str, Array]:
    """Return the arrays of some documents; no two have the same kind and id."""
    places = {(document.kind, document.id): at for at, document in enumerate(documents)}
    hashes = np.array([key_hash(document.kind, document.id) for document in documents], np.uint64)
    entries = [(at, d.text.get("names", ())) for at, d in enumerate(documents) if d.kind in VOCABULARY_KINDS]
    return {
        **pack("id", (document.id.encode() for document in documents)),
        **pack("label", (document.label.encode() for document in documents)),
        **pack("rendered", (document.rendered for document in documents)),
        **_keys(hashes),
        **_parents(documents, places),
        "named_document": np.array([at for at, _ in entries], np.int32),
        **pack("named", (orjson.dumps(found) for _, found in entries)),
    }


def _keys(hashes: Array) -> Mapping[str, Array]:
    order = np.argsort(hashes, kind="stable")
    return {"key_hash": hashes[order], "key_document": order.astype(np.int32)}


def _parents(documents: Sequence[Document], places: Mapping[tuple[str, str], int]) -> Mapping[str, Array]:
    found = {kind: np.full(len(documents), NONE, np.int32) for kind in PARENT_KINDS}
    strays: list[tuple[int, str]] = []
    for at, document in enumerate(documents):
        if document.kind in found:
            found[document.kind][at] = at
        for parent in document.parents:
            known = [kind for kind in PARENT_KINDS if (kind, parent) in places]
            for kind in known:
                found[kind][at] = places[kind, parent]
            if not known:
                strays.append((at, parent))
    return {**found, **_strays(strays)}


def _strays(strays: Sequence[tuple[int, str]]) -> Mapping[str, Array]:
    return {
        "stray_document": np.array([at for at, _ in strays], np.int32),
        **pack("stray", (id.encode() for _, id in strays)),
    }


def find(arrays: Arrays, kind: str, id: str) -> int:
    """Return the number of a document in a segment, NONE when it is not there."""
    hashes = arrays["key_hash"]
    wanted = np.uint64(key_hash(kind, id))
    at = int(np.searchsorted(hashes, wanted))
    while at < len(hashes) and hashes[at] == wanted:
        number = int(arrays["key_document"][at])
        if KINDS[arrays["kind"][number]] == kind and Strings(arrays, "id")[number] == id.encode():
            return number
        at += 1
    return NONE


def merge_names(sources: Sequence[Source]) -> Mapping[str, Array | list[Array]]:
    """Return the arrays of the documents that stay; a parent that does not becomes a stray."""
    merged: dict[str, Array | list[Array]] = {}
    for name in _TEXTS:
        merged |= texts(sources, name)
    hashes = np.empty(sum(int(source.live.sum()) for source in sources), np.uint64)
    for source in sources:
        numbers = source.numbers[source.arrays["key_document"]]
        hashes[numbers[numbers != GONE]] = source.arrays["key_hash"][numbers != GONE]
    return {
        **merged,
        **_keys(hashes),
        **_strays([stray for source in sources for stray in _strays_of(source)]),
        **{kind: np.concatenate([_moved(source, kind) for source in sources]) for kind in PARENT_KINDS},
        **_merge_entries(sources),
    }


def _moved(source: Source, kind: str) -> Array:
    """Return the new numbers of parents."""
    parents = source.arrays[kind][source.live]
    found: Array = np.where(parents == NONE, NONE, source.numbers[parents]).astype(np.int32)
    return found


def _strays_of(source: Source) -> list[tuple[int, str]]:
    """Return the strays of a source that stay, and the children of records that do not."""
    numbers, ids = source.numbers, Strings(source.arrays, "id")
    named = zip(source.arrays["stray_document"], Strings(source.arrays, "stray"), strict=True)
    found = [(int(numbers[at]), id.decode()) for at, id in named if numbers[at] != GONE]
    for kind in PARENT_KINDS:
        parents = source.arrays[kind]
        orphans = np.flatnonzero(source.live & (parents != NONE) & (source.numbers[parents] == GONE))
        found += [(int(numbers[at]), ids[int(parents[at])].decode()) for at in orphans]
    return found


def _merge_entries(sources: Sequence[Source]) -> Mapping[str, Array]:
    found = [
        (int(source.numbers[at]), text)
        for source in sources
        for at, text in zip(source.arrays["named_document"], Strings(source.arrays, "named"), strict=True)
        if source.live[at]
    ]
    return {
        "named_document": np.array([at for at, _ in found], np.int32),
        **pack("named", (text for _, text in found)),
    }
