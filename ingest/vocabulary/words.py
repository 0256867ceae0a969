"""A text as words with their places, so that matching goes by whole words and evidence by characters."""

import re
from dataclasses import dataclass

# Letters and digits run together, except Japanese ones, which are a word each: Japanese sets no spaces between words.
_JAPANESE = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[^\W_{_JAPANESE}]+|\S")
_QUOTES = frozenset('"“”„«»「」')
_SINGLE_QUOTES = frozenset("'‘’`´′")
_SAME = {
    **dict.fromkeys("‐‑‒–—―−", "-"),  # hyphens, dashes and minus
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_QUOTES, '"'),
    "＋": "+",
    "／": "/",
    "（": "(",
    "）": ")",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words and signs of a text: as shown (dashes and quotes made one), folded to lower case, and where."""

    text: str
    shown: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.shown)

    def joined(self, first: int, last: int) -> str:
        """The characters of words `first` to `last` (exclusive), exactly as written."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def follows_closely(self, index: int) -> bool:
        """Whether no space stands before this word."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def split_words(text: str) -> Words:
    """Split a text; quotation marks are left out, so that Economic “2+2” reads as one name."""
    words = Words(text, [], [], [], [])
    for match in _WORD.finditer(text):
        raw = match[0]
        if _is_quotation(text, match.start(), raw):
            continue
        shown = _SAME.get(raw, raw)
        words.shown.append(shown)
        words.folded.append(shown.lower())
        words.starts.append(match.start())
        words.ends.append(match.end())
    return words


def _is_quotation(text: str, at: int, sign: str) -> bool:
    """A double quotation mark, or a single one that is no apostrophe inside or after a word."""
    if sign in _QUOTES:
        return True
    return sign in _SINGLE_QUOTES and (at == 0 or not text[at - 1].isalnum())
