"""Matching: which stored development each development of a draft is, and what numbers new ones get.

A development's number is that of its headline; a second one of the same headline takes the next
free number after the last headline. Numbers stay with their records: one that was used under another
headline, live or withdrawn, is never given away.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import count

from api.models.stored import Head
from api.publishing.drafts import DevelopmentDraft


def positions(drafts: Sequence[DevelopmentDraft], heads: Iterable[Head], headlines: int) -> list[int]:
    """The number of each draft, in the order of the drafts.

    Within a headline a draft is the record whose number it states, else the one with its title, else
    the next live one in order, else the next withdrawn one, else a new one.
    """
    matching = _Matching(drafts, sorted(heads, key=lambda head: (head.withdrawn, head.position)))
    matching.stated()
    matching.match(lambda draft, head: draft.facts.title == head.title)
    matching.match(lambda draft, head: True)  # noqa: ARG005 - the order alone decides
    matching.new(headlines)
    return [matching.found[index] for index in range(len(drafts))]


class _Matching:
    def __init__(self, drafts: Sequence[DevelopmentDraft], heads: Sequence[Head]) -> None:
        self.drafts = drafts
        self.heads = heads
        self.used = {head.position for head in heads}
        self.found: dict[int, int] = {}

    def stated(self) -> None:
        """Drafts that say their number."""
        for index, draft in enumerate(self.drafts):
            if draft.position is not None:
                self.found[index] = draft.position
                self.used.add(draft.position)

    def match(self, same: Callable[[DevelopmentDraft, Head], bool]) -> None:
        """Stored developments of the same headline that the test takes for the draft, live ones first."""
        free = [head for head in self.heads if head.position not in self.found.values()]
        for index, draft in enumerate(self.drafts):
            if index in self.found:
                continue
            for head in free:
                if head.headline == draft.facts.headline and same(draft, head):
                    self.found[index] = head.position
                    free.remove(head)
                    break

    def new(self, headlines: int) -> None:
        """Numbers for drafts that are no stored development."""
        for index, draft in enumerate(self.drafts):
            if index not in self.found:
                own = draft.facts.headline
                number = own if own not in self.used else next(n for n in count(headlines + 1) if n not in self.used)
                self.found[index] = number
                self.used.add(number)
