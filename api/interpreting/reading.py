"""Reading: a sentence becomes parts, each with its filters, and words to search for; the same sentence always the same."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final

from api.interpreting.chains import ChainReader
from api.interpreting.combining import combine
from api.interpreting.dates import DateReader
from api.interpreting.issues import IssueReader
from api.interpreting.leftover import LeftoverReader
from api.interpreting.names import NameReader
from api.interpreting.pieces import Found, Interpretation, blanked, is_free
from api.interpreting.spelling import Speller
from api.interpreting.sums import SumReader
from api.interpreting.words import Words
from search import SCOPES, Snapshot

_QUOTED: Final = re.compile(rf'(?P<scope>(?:{"|".join(SCOPES)}):)?(?:"(?P<a>[^"]+)"|“(?P<b>[^”]+)”|「(?P<c>[^」]+)」)')


class Interpreter:
    """Reads questions to one state of the archive; made once for all of them."""

    def __init__(self, words: Words, snapshot: Snapshot) -> None:
        asking = words.asking
        self.data_version = snapshot.data_version
        self.today = last_covered(snapshot)
        self._issue_ids = snapshot.ids("issue")
        self._label = snapshot.label
        self._speller = Speller(asking)
        self._sums = SumReader(asking.money)
        self._dates = DateReader(asking.dates)
        self._issues = IssueReader(asking)
        self._names = NameReader(words, snapshot)
        self._chains = ChainReader(asking)
        self._leftover = LeftoverReader(asking)

    def read(self, sentence: str) -> Interpretation:
        """Read a sentence. What is read earlier keeps its words from what is read later."""
        found = [_quoted(match) for match in _QUOTED.finditer(sentence)]
        text = self._speller.spelled(sentence)
        _add(found, self._sums.find(blanked(text, found)))
        issues, remarks = self._issues.find(blanked(text, found), self._issue_ids)
        _add(found, issues)
        _add(found, self._dates.certain(blanked(text, found), self.today))
        _add(found, self._names.find(sentence, blanked(self._speller.with_us(sentence), found)))
        _add(found, self._dates.find(blanked(text, found), self.today))
        parts, whole, more = combine(sentence, self._chains.chains(sentence, found), self._label)
        rest, dropped, doubts = self._leftover.read(sentence, parts)
        read = whole.filters
        if rest:
            whole.put_first(rest)
        return Interpretation(
            parts=tuple(parts),
            rest=rest,
            dropped=dropped,
            read=read,
            filters=whole.filters,
            remarks=(*remarks, *more, *doubts),
        )


def last_covered(snapshot: Snapshot) -> date:
    """The last day that the archive covers, from which `last year` is counted; today (UTC) while there is no issue."""
    return max((span.end for span in snapshot.issue_periods), default=datetime.now(UTC).date())


def _quoted(match: re.Match[str]) -> Found:
    """A phrase to search for as it is, perhaps in one field: `title:"moon rover"`."""
    said = f'{match["scope"] or ""}"{match["a"] or match["b"] or match["c"]}"'
    return Found(start=match.start(), end=match.end(), filters=(("q", (said,)),))


def _add(found: list[Found], more: Iterable[Found]) -> None:
    for one in more:
        if is_free(one.start, one.end, found):
            found.append(one)
