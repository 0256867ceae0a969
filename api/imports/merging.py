"""Merging: a JSON Merge Patch (RFC 7396) on a draft, with evidence that stays with the facts it speaks for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from api.models.imports import Form, Remark

DEEPEST = 4
"""Objects inside each other that a patch can reach; a draft has two."""
KEPT = ("source_text", "evidence")
"""Keys of a development that stay with it where a patch leaves them out: what the document says."""
SAME_BY: tuple[Callable[[Mapping[str, Any]], object], ...] = (
    lambda form: form.get("source_text"),
    lambda form: form.get("title"),
)
"""What tells that two developments are one, the surest first."""


def merge(target: Any, patch: Any, depth: int = 0) -> Any:
    """The target as the patch wants it: null takes a key away, objects are merged, anything else takes the place."""
    if not isinstance(patch, dict) or depth > DEEPEST:
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), value, depth + 1)
    return merged


def same_developments(old: Sequence[Form], new: Sequence[Any]) -> dict[int, int]:
    """Which development before each one now was: index now → index before."""
    found: dict[int, int] = {}
    for same_by in SAME_BY:
        free = {}
        for index in reversed([i for i in range(len(old)) if i not in found.values()]):
            free[_hashable(same_by(old[index]))] = index
        for index, form in enumerate(new):
            key = _hashable(same_by(form)) if isinstance(form, dict) else None
            if index not in found and key is not None and key in free:
                found[index] = free.pop(key)
    if len(old) == len(new):
        found |= {i: i for i in range(len(new)) if i not in found and i not in found.values()}
    return found


def _hashable(value: object) -> str | None:
    return value if isinstance(value, str) else None


def keep_sources(old: Sequence[Form], given: Sequence[Any], same: Mapping[int, int]) -> list[Any]:
    """The developments given, each with the source text and evidence that it had, where it does not bring its own."""
    kept: list[Any] = []
    for index, form in enumerate(given):
        before = old[same[index]] if index in same and isinstance(form, dict) else None
        kept.append(form if before is None else {key: before[key] for key in KEPT} | form)
    return kept


def follow_facts(old: Form, new: Form) -> list[Form]:
    """The evidence of a development as it is now: that of facts as they were, at their places now.

    Evidence that the change itself brought, other than what was there, is taken as it is.
    """
    if new["evidence"] != old["evidence"]:
        return list(new["evidence"])
    moves = dict(_moves(old, new))
    kept = []
    for evidence in old["evidence"]:
        head, rest = _fact(evidence["fact"])
        if head in moves:
            kept.append(evidence | {"fact": moves[head] + rest})
    return kept


def _fact(pointer: str) -> tuple[str, str]:
    """A pointer as that of the fact, `/amounts/0` or `/title`, and the rest of it."""
    parts = pointer.split("/")
    length = 3 if len(parts) > 2 and parts[2].isdigit() else 2
    rest = parts[length:]
    return "/".join(parts[:length]), "".join(f"/{part}" for part in rest)


def _moves(old: Form, new: Form) -> Iterator[tuple[str, str]]:
    """Places of facts that are as they were: before → now."""
    for name, facts in old.items():
        if not isinstance(facts, list):
            if facts == new[name]:
                yield f"/{name}", f"/{name}"
            continue
        free = list(range(len(new[name])))
        for place, fact in enumerate(facts):
            found = next((i for i in free if new[name][i] == fact), None)
            if found is not None:
                free.remove(found)
                yield f"/{name}/{place}", f"/{name}/{found}"


def still_true(remarks: Sequence[Remark], old: Form, new: Form, same: Mapping[int, int]) -> tuple[Remark, ...]:
    """The remarks on what is as it was, at its place now; what was changed was looked at."""
    now = {before: index for index, before in same.items()}
    return tuple(
        Remark(code=remark.code, message=remark.message, at=at)
        for remark in remarks
        for at in _places(remark.at, old, new, now)
    )


def _places(at: str | None, old: Form, new: Form, now: Mapping[int, int]) -> list[str | None]:
    """Where what a remark is on is now; nothing where it is not as it was."""
    name, *steps = at.split("/")[1:] if at else [""]
    if name != "developments":
        return [at] if old.get(name) == new.get(name) else []
    if not steps or not steps[0].isdigit():
        return [at]
    before, (_, *rest) = int(steps[0]), steps
    if before not in now:
        return []
    head, was, is_now = f"/developments/{now[before]}", old[name][before], new[name][now[before]]
    if len(rest) > 1:
        moves, place = dict(_moves(was, is_now)), _fact("/" + "/".join(rest))
        return [head + moves[place[0]] + place[1]] if place[0] in moves else []
    return ["/".join((head, *rest))] if not rest or was.get(rest[0]) == is_now.get(rest[0]) else []
