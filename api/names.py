"""Names as keys: when two spellings are one name, and what slug a name makes."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import process

SLUG_MAX = 80
KEY_MAX = 500
"""Characters of a key: what every database can keep in an index."""
QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


def name_key(name: str) -> str:
    """The key under which a name is found: NFKC, quotes straightened, case folded, spaces collapsed."""
    straight = unicodedata.normalize("NFKC", name).translate(QUOTES)
    return " ".join(straight.casefold().split())[:KEY_MAX]


def slugify(name: str) -> str:
    """The URL-safe slug of a name: `a-z`, `0-9` and inner hyphens, 1 to 80 characters.

    A name without a single Latin letter or digit gets `x-` and ten digits of its hash.
    """
    plain = unicodedata.normalize("NFKD", name.translate(QUOTES)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:SLUG_MAX].strip("-")
    return slug or "x-" + hashlib.sha256(name_key(name).encode()).hexdigest()[:10]


def slug_choices(name: str) -> tuple[str, ...]:
    """Slugs that a name may get, best first: its own, then with `-2` to `-9`, then with ten digits of its hash."""
    slug = slugify(name)
    numbered = (f"{slug}-{number}" for number in range(2, 10))
    return (slug, *numbered, f"{slug}-{hashlib.sha256(name_key(name).encode()).hexdigest()[:10]}")


def nearest(value: str, choices: Iterable[str], *, cutoff: float = 60) -> str | None:
    """The choice most like a value, None when none is like it (`cutoff`: 0 to 100)."""
    found = process.extractOne(value, list(choices), processor=str.casefold, score_cutoff=cutoff)
    return found[0] if found else None
