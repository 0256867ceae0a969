"""BM25F: how well a document answers a plan; every engine computes exactly this, in this order of operations.

score of a term = Σ over fields  saturation(tf, length, average) × (idf × weight × boost)
A phrase is a term whose tf is its number of occurrences and whose idf is that of its rarest word.
Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); idf as in Whoosh 2.7.
"""

from math import log

from search.document import DEVELOPMENT, HEADLINE, ISSUE
from search.fields import WEIGHTS

K1 = 2.0
"""How slowly repeated words stop counting; measured best for prose of this length."""
B = 0.75
"""How much longer fields are held back."""
PREFIX_SCORE = 1.0
"""What a matching prefix adds, however often and whichever word it is."""
KIND_WEIGHT = {DEVELOPMENT: 1.0, HEADLINE: 0.5, ISSUE: 0.25}
"""Share of its best entry's score that a record gets, so that a development stands before the issue it is in."""


def idf(entries: int, holders: int) -> float:
    """Return the weight of a term that `holders` of `entries` documents have in a field."""
    return log(entries / (holders + 1)) + 1.0


def saturation(tf: float, length: float, average: float) -> float:
    """Return the share of `tf` occurrences in a field of `length` words, where `average` is usual."""
    return (tf * (K1 + 1.0)) / (tf + K1 * ((1.0 - B) + B * length / average))


def factor(field: str, boost: float, rarity: float) -> float:
    """Return what a saturation is multiplied by in a field."""
    return rarity * WEIGHTS[field] * boost
