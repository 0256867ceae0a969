"""Issues in a question: `issue 3.7`, `issues 3.7 and 3.9`, `vol. 3 no. 7`, `volume 3`, `the latest issue`."""

import re
from collections.abc import Iterator, Sequence

from api.interpreting.asking import Asking
from api.interpreting.fringes import either_of
from api.interpreting.pieces import Found
from search import Remark

_ID = r"\d{1,4}\.\d{1,4}"
_NUMBER = r"[1-9]\d{0,3}"
_MORE = r"(?:\s*(?:,|and|or|&)\s*{})*"


class IssueReader:
    """Finds the issues and volumes that a question asks for."""

    def __init__(self, asking: Asking) -> None:
        issue, volume = either_of(asking.issue), either_of(asking.volume)
        self._issues = re.compile(rf"(?:{issue})\s*#?(?P<ids>{_ID}{_MORE.format(_ID)})(?![.\d])", re.IGNORECASE)
        self._numbers = re.compile(
            rf"(?:{volume})\s*(?P<volume>{_NUMBER})\s*,?\s*(?:(?:{issue})\s*)(?P<number>{_NUMBER})(?![.\d])"
            rf"|第?(?P<ja_volume>{_NUMBER})巻\s*第?(?P<ja_number>{_NUMBER})号",
            re.IGNORECASE,
        )
        self._volumes = re.compile(
            rf"(?:{volume})\s*(?P<volumes>{_NUMBER}{_MORE.format(_NUMBER)})(?![.\d])|第?(?P<ja>{_NUMBER})巻",
            re.IGNORECASE,
        )
        self._latest = re.compile(rf"{either_of(asking.latest_issue)}", re.IGNORECASE)

    def find(self, text: str, ids: Sequence[str]) -> tuple[list[Found], list[Remark]]:
        """What is asked for of the issues that there are (`ids`, the newest last), and a remark for each that there is not."""
        found: list[Found] = []
        remarks: list[Remark] = []
        for parameter, values, start, end in self._asked(text, ids):
            there = ids if parameter == "issue" else {id.partition(".")[0] for id in ids}
            known = tuple(value for value in dict.fromkeys(values) if value in there)
            remarks += [
                Remark("unknown_issue", f"There is no {parameter} {value}.", parameter)
                for value in values
                if value not in known
            ]
            if known and all(end <= one.start or one.end <= start for one in found):
                found.append(Found(start=start, end=end, filters=((parameter, known),)))
        return found, remarks

    def _asked(self, text: str, ids: Sequence[str]) -> Iterator[tuple[str, list[str], int, int]]:
        taken: list[tuple[int, int]] = []
        for pattern in (self._issues, self._numbers, self._volumes, self._latest):
            for match in pattern.finditer(text):
                start, end = match.span()
                if any(start < last and first < end for first, last in taken):
                    continue
                taken.append((start, end))
                groups = match.groupdict()
                if "ids" in groups:
                    yield "issue", re.findall(_ID, match["ids"]), start, end
                elif "number" in groups:
                    number = f"{match['volume'] or match['ja_volume']}.{match['number'] or match['ja_number']}"
                    yield "issue", [number], start, end
                elif "volumes" in groups:
                    yield "volume", re.findall(_NUMBER, match["volumes"] or match["ja"]), start, end
                elif ids:
                    yield "issue", [ids[-1]], start, end
