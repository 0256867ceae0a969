"""Words of generated text: the seed archive's own by frequency, invented ones after them, drawn as ranks of text are.

Shape: the word of rank r is drawn with a weight of (r + 2.7)^-1.05 (Zipf and Mandelbrot) up to rank 3,000 and falls
with r^-2.3 behind it: the two regimes that large corpora show (Gerlach and Altmann, "Stochastic model for the vocabulary
growth in natural languages", 2013). So the vocabulary grows as Heaps' law has it: about 12,000 different words in 2,000
developments, 33,000 in 21,000, 84,000 in 215,000.
"""

import re
from collections import Counter
from functools import cache

import numpy as np
import yaml
from numpy.random import Generator

from api.settings import SEED_DATA

SLOPE, OFFSET = 1.05, 2.7
BEND, STEEPER = 3_000, 2.3
RANKS = 200_000
SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvz" for vowel in "aiou"]
ENDINGS = "nkmtrl"
SCRAMBLE = 7_919
"""A prime that divides no power of the syllables' number, so that every number makes another word."""


@cache
def word(rank: int) -> str:
    """The word of a rank, counted from 0."""
    own = seed_words()
    return own[rank] if rank < len(own) else invent(rank)


@cache
def seed_words() -> list[str]:
    """The words of the seed issues' titles and summaries, the most frequent first, each as it is mostly written."""
    forms: dict[str, Counter[str]] = {}
    for path in sorted((SEED_DATA / "issues").glob("*.yaml")):
        issue = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for development in issue["developments"]:
            for word in re.findall(
                r"[^\s.,;:()\"“”—?!]+(?:\.\w+)*", f"{development['title']} {development['summary']}"
            ):
                forms.setdefault(word.lower(), Counter())[word] += 1
    ranked = sorted(forms, key=lambda word: (-forms[word].total(), word))
    return [max(sorted(forms[word]), key=forms[word].__getitem__) for word in ranked]


def invent(number: int) -> str:
    """A word that no language has, another one for every number below 216,000."""
    code = number * SCRAMBLE % len(SYLLABLES) ** 3
    parts = [SYLLABLES[code // len(SYLLABLES) ** power % len(SYLLABLES)] for power in range(3)]
    return "".join(parts) + ENDINGS[number % len(ENDINGS)]


@cache
def _cumulated() -> np.ndarray:
    ranks = np.arange(1, RANKS + 1, dtype=np.float64)
    weights = (ranks + OFFSET) ** -SLOPE
    weights[BEND:] = weights[BEND - 1] * (ranks[BEND:] / BEND) ** -STEEPER
    return np.cumsum(weights) / weights.sum()


def draw(rng: Generator, count: int) -> list[str]:
    """That many words, each drawn by itself."""
    return [word(rank) for rank in np.searchsorted(_cumulated(), rng.random(count)).tolist()]
