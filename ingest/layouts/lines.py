"""Lines: the blocks of a page made clean, each with its kind and what its form says about being a paragraph."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.documents.page import Block
from ingest.layouts.line_kinds import LineKind, kind_of

BULLET = re.compile(r"^\s*(?:[•●▪◦‣·∙○■□–—*]\s*|-\s+|o\s+(?=[“\"‘A-Z])|\d{1,2}[.)]\s+(?=\D))")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
GLUED_LABEL = re.compile(r"^((?:[A-Z][\w-]*\s+){0,5}Headlines|Details)\s*:\s+(?=\S)")
GLUED_FOOTER = re.compile(
    r"(?<=[.!?”\"])\s+(?=[“\"]?(?:[\w.-]+\s+){0,3}Digest[”\"]?\s+is\s+an?\s+\S+\s+(?:summary|digest|newsletter))"
)
STOP = re.compile(r"[.!?]\W*(?:\[\d+\])?$")
SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"’%][.!?])[”\"’)]*\s+(?=[“\"‘(]?[A-Z])")
ABBREVIATIONS = re.compile(
    r"\b(?:Mt|St|Dr|Mr|Mrs|Ms|Jr|Sr|Gen|Adm|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Sec|Amb|Prof|Inc|Co|Ltd|vs|No|Vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
TYPICAL = 220
"""Characters: seen headlines have 36-91, seen paragraphs 433-1,247; half-way between them on a scale of ratios."""
STEEPNESS, MOST = 4.0, 4.0
STOP_WEIGHT, SENTENCES_WEIGHT = 1.5, 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page; `prose` is above 0 for what looks like a paragraph, below for what looks like a headline."""

    text: str
    kind: LineKind
    bullet: bool
    gap: int
    prose: float


def read_lines(blocks: Iterable[Block]) -> list[Line]:
    """The lines of a page in order: bullets and wrapped rests put right, glued labels and footers cut off."""
    joined: list[Line] = []
    for line in (_line(part) for block in blocks for part in _parts(block)):
        if joined and _continues(joined[-1], line):
            joined[-1] = join(joined[-1], line)
        elif line.text:
            joined.append(line)
    return joined


def ends_whole(text: str) -> bool:
    """Whether a text ends as a sentence does, and not in mid-word or with an ellipsis."""
    return bool(STOP.search(text)) and not re.search(r"(?:…|\.\.\.)\W*$", text)


def join(first: Line, rest: Line) -> Line:
    """Two lines as one, with the bullet of the first."""
    glue = "" if first.text.endswith("-") else " "
    text = first.text + glue + rest.text
    return replace(first, text=text, prose=_prose(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text; abbreviations end none."""
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        if not ABBREVIATIONS.search(text[start : end.start()]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def _parts(block: Block) -> Iterator[Block]:
    text = " ".join(INVISIBLE.sub("", block.text).split())
    marked = BULLET.match(text)
    if marked and not block.bullet and len(text) > 2:
        text, block = text[marked.end() :], replace(block, bullet=True)
    label = GLUED_LABEL.match(text)
    if label:
        yield replace(block, text=label[1], bullet=False)
        text, block = text[label.end() :], replace(block, gap=0)
    body, *footer = GLUED_FOOTER.split(text, maxsplit=1)
    yield replace(block, text=body)
    for rest in footer:
        yield Block(text=rest)


def _line(block: Block) -> Line:
    kind = kind_of(block.text, bullet=block.bullet)
    return Line(text=block.text, kind=kind, bullet=block.bullet, gap=max(block.gap, 0), prose=_prose(block.text))


def _continues(before: Line, line: Line) -> bool:
    """Whether a line is the rest of the one before: a wrapped headline, or a paragraph broken by a page's end."""
    if line.bullet or {before.kind, line.kind} - {LineKind.CONTENT, LineKind.NOISE}:
        return False
    if before.kind is LineKind.NOISE or ends_whole(before.text) or not line.text:
        return False
    return line.text[0].islower() and len(line.text) > 2 and line.gap <= (1 if before.prose > 0 else 0)


def _prose(text: str) -> float:
    """Evidence from length, the full stop at the end and sentence ends inside, as a log ratio of likelihoods."""
    length = min(max(STEEPNESS * math.log(max(len(text), 1) / TYPICAL), -MOST), MOST)
    stop = STOP_WEIGHT if STOP.search(text) else -STOP_WEIGHT
    inner = SENTENCES_WEIGHT if len(sentences(text)) > 1 else -SENTENCES_WEIGHT / 3
    return length + stop + inner
