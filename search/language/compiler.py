"""Syntax tree → plan: analysis, synonyms, stop words and `match`."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from search.analysis import STOP_WORDS, Atom, atoms, fold, phrase_steps
from search.fields import TEXT_FIELDS
from search.language.syntax import Either, Group, Minus, Node, Quoted, Stem, Word
from search.plan import All, Best, Nothing, Phrase, Plan, Prefix, Some, Term
from search.query import Match
from search.synonyms import Synonyms, phrase


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or one Japanese character, of a run of bare words."""

    term: str
    raw: str
    atom: Atom
    number: int
    """Which atom of the run it belongs to; the same word twice is two atoms."""
    at: int
    """Place of the unit in its atom."""


def compile_plan(tree: Node, match: Match, synonyms: Synonyms | None) -> Plan:
    """Return the plan for a tree; `synonyms` None leaves them off."""
    return _Compiler(synonyms).top(tree, match)


class _Compiler:
    def __init__(self, synonyms: Synonyms | None) -> None:
        self.synonyms = synonyms

    def top(self, tree: Node, match: Match) -> Plan:
        parts = tree.parts if isinstance(tree, Group) else (tree,)
        wanted, without = self._parts(parts, loose=match is Match.ANY)
        if match is Match.ALL or len(wanted) < 2:
            return _all(wanted, without)
        loose: Plan = Some(wanted, coordinate=True)
        return All((loose,), without) if without else loose

    def node(self, node: Node) -> Plan:
        match node:
            case Either(parts):
                return Some(tuple(self.node(part) for part in parts))
            case Group(parts):
                return _all(*self._parts(parts, loose=False))
            case Minus(part):
                return All((), (self.node(part),))
            case Quoted(raw, scope):
                return _phrase(raw, _fields(scope))
            case Stem(raw, scope):
                return _prefix(raw, _fields(scope))
            case Word():
                return _all(self._words([node], loose=False), ())

    def _parts(self, parts: Sequence[Node], *, loose: bool) -> tuple[tuple[Plan, ...], tuple[Plan, ...]]:
        wanted: list[Plan] = []
        without: list[Plan] = []
        run: list[Word] = []
        for part in [*parts, None]:
            if isinstance(part, Word) and (not run or run[-1].scope == part.scope):
                run.append(part)
                continue
            wanted += self._words(run, loose=loose)
            run = [part] if isinstance(part, Word) else []
            if isinstance(part, Minus):
                without.append(self.node(part.part))
            elif part is not None and not isinstance(part, Word):
                wanted.append(self.node(part))
        return _without_stop_words(wanted), tuple(without)

    def _words(self, run: list[Word], *, loose: bool) -> tuple[Plan, ...]:
        if not run:
            return ()
        fields = _fields(run[0].scope)
        units = [
            _Unit(term, raw, atom, number, at)
            for number, atom in enumerate(atom for word in run for atom in atoms(word.raw))
            for at, (term, raw) in enumerate(zip(atom.terms, atom.parts, strict=True))
        ]
        plans: list[Plan] = []
        at = 0
        while at < len(units):
            size, expansions = self._longest(units, at, fields)
            stretch = units[at : at + size] if size else self._unknown(units, at, fields)
            literal = _literal(stretch, fields)
            plans += _joined(literal, expansions, loose=loose)
            at += len(stretch)
        return tuple(plans)

    def _unknown(self, units: list[_Unit], at: int, fields: tuple[str, ...]) -> list[_Unit]:
        """Return a Latin atom, or a Japanese run up to where a known wording begins."""
        end = at + 1
        first = units[at]
        while (
            end < len(units)
            and units[end].number == first.number
            and not (first.atom.japanese and self._longest(units, end, fields)[0])
        ):
            end += 1
        return units[at:end]

    def _longest(self, units: list[_Unit], at: int, fields: tuple[str, ...]) -> tuple[int, tuple[Plan, ...]]:
        """Return how many units from `at` are a known wording (0: none), and its other wordings."""
        if self.synonyms is None:
            return 0, ()
        for size in range(min(self.synonyms.longest, len(units) - at), 0, -1):
            stretch = units[at : at + size]
            if not _whole_words(units, at, size):
                continue
            known = self.synonyms.alternatives(tuple(u.term for u in stretch), _raw(stretch))
            if known is not None:
                return size, tuple(phrase(alternative, fields) for alternative in known)
        return 0, ()


def _fields(scope: str | None) -> tuple[str, ...]:
    return (scope,) if scope else TEXT_FIELDS


def _all(wanted: tuple[Plan, ...], without: tuple[Plan, ...]) -> Plan:
    if not wanted and not without:
        return Nothing()
    return wanted[0] if len(wanted) == 1 and not without else All(wanted, without)


def _joined(literal: tuple[Plan, ...], expansions: tuple[Plan, ...], *, loose: bool) -> list[Plan]:
    """One meaning, several wordings: all literal words, or another wording, or loosely one of the words."""
    if not expansions:
        return list(literal)
    words = literal if loose and len(literal) > 1 else ()
    return [Best((_all(literal, ()), *expansions, *words))]


def _whole_words(units: list[_Unit], at: int, size: int) -> bool:
    """Whether a stretch cuts no Latin compound; Japanese runs have no word breaks to respect."""
    first, last = units[at], units[at + size - 1]
    begins = first.atom.japanese or first.at == 0
    ends = last.atom.japanese or last.at == len(last.atom.terms) - 1
    return begins and ends


def _raw(stretch: list[_Unit]) -> str:
    return (
        stretch[0].atom.raw
        if len({u.number for u in stretch}) == 1 and not stretch[0].atom.japanese
        else " ".join(u.raw for u in stretch)
    )


def _literal(stretch: list[_Unit], fields: tuple[str, ...]) -> tuple[Plan, ...]:
    """The words as typed: compounds whole or in parts, Japanese as a phrase of bigrams."""
    runs = [list(run) for _, run in groupby(stretch, key=lambda unit: unit.number)]
    return tuple(
        _phrase("".join(unit.raw for unit in run), fields) if run[0].atom.japanese else _atom_plan(run[0].atom, fields)
        for run in runs
    )


def _atom_plan(atom: Atom, fields: tuple[str, ...]) -> Plan:
    if atom.whole is None:
        return Term(atom.terms[0], fields)
    if len(atom.steps) == 1:
        return Term(atom.whole, fields)
    return Best((Term(atom.whole, fields), Phrase(atom.steps, fields)))


def _phrase(text: str, fields: tuple[str, ...]) -> Plan:
    steps = phrase_steps(text)
    if not steps:
        return Nothing()
    return Term(steps[0][1], fields) if len(steps) == 1 else Phrase(steps, fields)


def _prefix(raw: str, fields: tuple[str, ...]) -> Plan:
    found = atoms(raw)
    if not found:
        return Nothing()
    *before, last = found
    if last.japanese:
        return _phrase(raw, fields)
    parts = [_atom_plan(atom, fields) for atom in before]
    parts += [Term(term, fields) for term in last.terms[:-1]]
    parts.append(Prefix(fold(last.parts[-1]), fields))
    return _all(tuple(parts), ())


def _without_stop_words(wanted: list[Plan]) -> tuple[Plan, ...]:
    kept = tuple(p for p in wanted if not (isinstance(p, Term) and p.text in STOP_WORDS))
    return kept or tuple(wanted)
