"""Marks → syntax tree, within limits; slips are mended, never an error."""

from dataclasses import dataclass

from search.errors import QueryTooCostly
from search.language.lexer import Kind, Mark, cut
from search.language.syntax import Either, Group, Minus, Node, Quoted, Stem, Word
from search.results import Remark


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may ask; beyond it the query is refused, never cut."""

    length: int = 1_000
    terms: int = 64
    depth: int = 12
    prefix_letters: int = 2
    prefix_words: int = 500


def parse(q: str, limits: Limits) -> tuple[Node, list[Remark]]:
    """Return the tree of `q` and remarks on slips in it. Raises QueryTooCostly."""
    if len(q) > limits.length:
        raise QueryTooCostly(f"q has {len(q):,} characters; at most {limits.length:,} are allowed. Shorten it.")
    remarks: list[Remark] = []
    marks = cut(q, remarks)
    terms = sum(mark.kind in {Kind.WORD, Kind.QUOTED, Kind.STEM} for mark in marks)
    if terms > limits.terms:
        raise QueryTooCostly(f"q has {terms:,} words and phrases; at most {limits.terms:,} are allowed. Shorten it.")
    parser = _Parser(marks, limits, list(dict.fromkeys(remarks)))
    return parser.top(), parser.remarks


class _Parser:
    def __init__(self, marks: list[Mark], limits: Limits, remarks: list[Remark]) -> None:
        self.marks = marks
        self.at = 0
        self.limits = limits
        self.remarks = remarks

    def top(self) -> Node:
        parts = [self.either(None, 0)]
        while self.at < len(self.marks):
            self.at += 1
            self._slip("unbalanced_parenthesis", "A closing parenthesis without an opening one was left out.")
            parts.append(self.either(None, 0))
        parts = [part for part in parts if part != Group(())]
        return parts[0] if len(parts) == 1 else Group(tuple(parts))

    def either(self, scope: str | None, depth: int) -> Node:
        parts = [self.group(scope, depth)]
        while self._take(Kind.OR):
            parts.append(self.group(scope, depth))
        kept = [part for part in parts if part != Group(())]
        if len(kept) < len(parts) and len(parts) > 1:
            self._slip("dangling_operator", "An OR with nothing on one side of it was left out.")
        if not kept:
            return Group(())
        return kept[0] if len(kept) == 1 else Either(tuple(kept))

    def group(self, scope: str | None, depth: int) -> Node:
        parts: list[Node] = []
        while (mark := self._peek()) and mark.kind not in {Kind.OR, Kind.CLOSE}:
            node = self.unit(scope, depth)
            if node:
                parts.append(node)
        return parts[0] if len(parts) == 1 and not isinstance(parts[0], Minus) else Group(tuple(parts))

    def unit(self, scope: str | None, depth: int) -> Node | None:
        if depth > self.limits.depth:
            raise QueryTooCostly(f"q is nested more than {self.limits.depth} deep. Write it flatter.")
        mark = self.marks[self.at]
        self.at += 1
        match mark.kind:
            case Kind.WORD:
                return Word(mark.text, scope)
            case Kind.QUOTED:
                return Quoted(mark.text, scope)
            case Kind.STEM:
                return Stem(mark.text, scope)
            case Kind.OPEN:
                return self._parenthesis(scope, depth)
            case Kind.MINUS:
                return self._minus(scope, depth)
            case Kind.SCOPE:
                return self._scoped(mark.text, depth)
            case _:
                return None

    def _parenthesis(self, scope: str | None, depth: int) -> Node | None:
        node = self.either(scope, depth + 1)
        if not self._take(Kind.CLOSE):
            self._slip("unbalanced_parenthesis", "A parenthesis was opened and not closed; it was closed at the end.")
        return None if node == Group(()) else node

    def _minus(self, scope: str | None, depth: int) -> Node | None:
        while self._take(Kind.MINUS):
            self._slip("stray_minus", "Several minus signs in a row were read as one.")
        node = self._operand(scope, depth + 1)
        if node is None:
            self._slip("dangling_operator", "A minus with nothing after it was left out.")
            return None
        return Minus(node)

    def _scoped(self, scope: str, depth: int) -> Node | None:
        node = self._operand(scope, depth + 1)
        if node is None:
            self._slip("dangling_operator", f"“{scope}:” with nothing after it was left out.")
        return node

    def _operand(self, scope: str | None, depth: int) -> Node | None:
        following = self._peek()
        if following is None or following.kind in {Kind.OR, Kind.CLOSE}:
            return None
        return self.unit(scope, depth)

    def _peek(self) -> Mark | None:
        return self.marks[self.at] if self.at < len(self.marks) else None

    def _take(self, kind: Kind) -> bool:
        mark = self._peek()
        if mark is None or mark.kind is not kind:
            return False
        self.at += 1
        return True

    def _slip(self, code: str, message: str) -> None:
        remark = Remark(code, message, "q")
        if remark not in self.remarks:
            self.remarks.append(remark)
