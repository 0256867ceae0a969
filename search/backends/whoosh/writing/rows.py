"""Rows: several a document, in the order of documents.

`span_document`, `span_start`, `span_end`: the days on which a development is found (its issue's period where it has none).
`amount_document`, `amount_currency` (place in the dictionary `currency`), `amount_payers` (place in the dictionary `payers`, of
those who pay together), `amount_bottom`, `amount_top`, `amount_usd_bottom`, `amount_usd_top`, `amount_counted` (0 or 1): the
amounts of developments and of records that carry those of others. NONE is unknown.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.backends.whoosh.storage.arrays import Array
from search.backends.whoosh.storage.strings import pack
from search.backends.whoosh.writing.facts import NONE
from search.backends.whoosh.writing.sources import Source, union
from search.document import DEVELOPMENT, Document, Money
from search.filtering import event_spans

SPANS = ("span_document", "span_start", "span_end")
FIGURES = ("amount_bottom", "amount_top", "amount_usd_bottom", "amount_usd_top")
TOLD = ("currency", "payers")
"""What amounts say in words, each in a dictionary of its own."""
BESIDE = "\n"
"""Stands between those who pay together."""


def rows(documents: Sequence[Document]) -> Mapping[str, Array]:
    """Return the arrays of some documents."""
    spans = [
        (at, span.start.toordinal(), span.end.toordinal())
        for at, document in enumerate(documents)
        if document.kind == DEVELOPMENT
        for span in event_spans(document)
    ]
    amounts = [(at, amount) for at, document in enumerate(documents) for amount in document.amounts]
    figures = np.array([_figures(amount) for _, amount in amounts], np.int64).reshape(-1, len(FIGURES))
    table = np.array(spans, np.int32).reshape(-1, len(SPANS))
    return {
        **{name: table[:, at] for at, name in enumerate(SPANS)},
        "amount_document": np.array([at for at, _ in amounts], np.int32),
        "amount_counted": np.array([amount.counted for _, amount in amounts], np.uint8),
        **{name: figures[:, at] for at, name in enumerate(FIGURES)},
        **_coded("currency", [amount.currency for _, amount in amounts]),
        **_coded("payers", [BESIDE.join(sorted(set(amount.payers))) for _, amount in amounts]),
    }


def _coded(name: str, texts: Sequence[str]) -> Mapping[str, Array]:
    """Return a dictionary of texts, and the place of each amount's text in it."""
    known = sorted(set(texts))
    place = {text: at for at, text in enumerate(known)}
    codes = np.array([place[text] for text in texts], np.int32)
    return {f"amount_{name}": codes, **pack(name, (text.encode() for text in known))}


def _figures(money: Money) -> tuple[int, ...]:
    known = (money.bottom, money.top, money.usd_bottom, money.usd_top)
    return tuple(NONE if figure is None else figure for figure in known)


def merge_rows(sources: Sequence[Source]) -> Mapping[str, Array]:
    """Return the rows of the documents that stay."""
    kept = {
        name: np.concatenate([_kept(source, name) for source in sources])
        for name in (*SPANS, "amount_document", "amount_counted", *FIGURES)
    }
    for name in TOLD:
        texts, codes = union(sources, name)
        renumbered = [code[_kept(source, f"amount_{name}")] for source, code in zip(sources, codes, strict=True)]
        kept |= {f"amount_{name}": np.concatenate(renumbered).astype(np.int32), **pack(name, texts)}
    return kept


def _kept(source: Source, name: str) -> Array:
    """Return a column of the rows whose document stays; document numbers are the new ones."""
    group = name.partition("_")[0]
    documents = source.arrays[f"{group}_document"]
    staying: NDArray[np.bool_] = source.live[documents]
    found = source.arrays[name][staying]
    return source.numbers[found].astype(np.int32) if name.endswith("_document") else found
