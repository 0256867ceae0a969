"""Questions: checked parameters made into the one object that crosses the house."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel

from api.cursors import Place, decode, numbers_only, search_binding
from api.errors import CursorExpired
from api.params.checking import repeatable
from api.params.models import AuditParams, ChangesParams, Filtering
from api.params.vocabulary import OF_PARAMETER, Vocabulary
from api.services.addresses import Address, Params, canonical
from api.services.archive import utc_text
from api.services.audit import AuditQuestion
from api.services.changes import ChangesQuestion
from api.services.questions import Form, Listing, Normalization, Question
from search import FIELDS, OF_ONE_AMOUNT, AmountFilter, FilterKind, Filters, SearchQuery, Sort, SpanFilter, TermFilter

SEARCH_KEY_LENGTH = 5
VOCABULARY_KEY_LENGTH = 3
ORDERED = frozenset({"group_by"})
"""Repeated parameters whose order says something."""
TERMS = {
    row.name: (row.name, f"{row.name}_all", f"{row.name}_not")
    for row in FIELDS
    if row.filter is FilterKind.KEYWORD and not row.of_amount
}
"""Keyword field → parameters for any of, all of and none of its values, whether or not it has the last two."""
KEYWORDS = frozenset(OF_PARAMETER)
AMOUNTS = frozenset({*OF_ONE_AMOUNT, "has_amount"})


def ask(params: Filtering, listing: Listing, vocabulary: Vocabulary, forms: tuple[Form, ...] = ()) -> Question:
    """Return the question that checked parameters put to a list, which has other forms. Raises CursorInvalid, CursorExpired."""
    query = _query(params, listing.kinds, vocabulary)
    address = Address(listing.path, canonical_params(params, vocabulary))
    binding = search_binding(listing.path, query)
    question = Question(
        address=address,
        query=query,
        binding=binding,
        fields=tuple(_if_there(params, "fields", ())),
        extras=params.extras,
        normalized=tuple(_normalized(params, vocabulary)),
        repeated=repeatable(type(params)),
        noun=listing.noun,
        order=listing.order,
        forms=forms,
    )
    cursor = _if_there(params, "cursor", None)
    return question if cursor is None else _continued(question, cursor, vocabulary.data_version)


def _continued(question: Question, cursor: str, version: int) -> Question:
    """Return the question with the place that its cursor stands for."""
    place = decode(cursor, question.binding)
    if question.order is not None:
        return replace(question, place=_names_place(place), cursor=cursor)
    place = numbers_only(place, SEARCH_KEY_LENGTH)
    if question.query.sort is Sort.RELEVANCE and place.version != version:
        start = question.address.url
        raise CursorExpired(
            f"The data changed since this walk began and scores with it; start again at {start}",
            headers={"Link": f'<{start}>; rel="first"'},
        )
    return replace(question, place=place, cursor=cursor, query=replace(question.query, after=place.key))


def _names_place(place: Place) -> Place:
    """Return the place if its key is a count, a name and an id. Raises CursorInvalid."""
    count, *names = place.key
    if len(names) != VOCABULARY_KEY_LENGTH - 1 or not all(isinstance(name, str) for name in names):
        return numbers_only(replace(place, key=("",)), VOCABULARY_KEY_LENGTH)
    numbers_only(replace(place, key=(0, count)), 2)
    return place


def _query(params: Filtering, kinds: tuple[str, ...], vocabulary: Vocabulary) -> SearchQuery:
    sort: Sort | None = getattr(params, "sort", None)
    return SearchQuery(
        q=params.q,
        match=params.match,
        synonyms=params.synonyms,
        kinds=tuple(dict.fromkeys(_if_there(params, "kind", ()))) or kinds,
        filters=filters(params, vocabulary),
        sort=sort or (Sort.RELEVANCE if params.q else Sort.DATE_DESC),
        limit=_if_there(params, "limit", 20),
        facets=tuple(dict.fromkeys(_if_there(params, "facet", ()))),
        facet_limit=_if_there(params, "facet_limit", 20),
        highlight=_if_there(params, "highlight", False),
    )


def _if_there(params: Filtering, name: str, otherwise: Any) -> Any:
    """Return a parameter that not every list has."""
    return getattr(params, name) if name in defaults(type(params)) else otherwise


def filters(params: Filtering, vocabulary: Vocabulary) -> Filters:
    """Return the filters that the parameters set, by the kind of each field."""
    return Filters(
        terms=_terms(params, vocabulary),
        date=_span(params, "date"),
        published=_span(params, "published"),
        amount=_amount(params, vocabulary),
        updated_since=params.updated_since,
    )


def _terms(params: Filtering, vocabulary: Vocabulary) -> dict[str, TermFilter]:
    given = params.model_fields_set
    if given.isdisjoint(KEYWORDS):
        return {}
    return {
        name: TermFilter(*(_values(params, parameter, vocabulary) for parameter in parameters))
        for name, parameters in TERMS.items()
        if not given.isdisjoint(parameters)
    }


def _values(params: Filtering, name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(sorted({vocabulary.canonical(name, value) for value in _if_there(params, name, ())}))


def _span(params: Filtering, name: str) -> SpanFilter | None:
    start, end = getattr(params, f"{name}_from"), getattr(params, f"{name}_to")
    return None if start is None and end is None else SpanFilter(start, end)


def _amount(params: Filtering, vocabulary: Vocabulary) -> AmountFilter | None:
    if params.model_fields_set.isdisjoint(AMOUNTS):
        return None
    return AmountFilter(
        usd_min=params.usd_min,
        usd_max=params.usd_max,
        amount_min=params.amount_min,
        amount_max=params.amount_max,
        currencies=tuple(sorted(set(params.amount_currency))),
        payers=_values(params, "payer", vocabulary),
        present=params.has_amount,
    )


def _normalized(params: Filtering, vocabulary: Vocabulary) -> list[Normalization]:
    if params.model_fields_set.isdisjoint(KEYWORDS):
        return []
    return [
        Normalization(name, value, taken)
        for name in OF_PARAMETER
        if name in params.model_fields_set
        for value in dict.fromkeys(getattr(params, name))
        if (taken := vocabulary.canonical(name, value)) != value
    ]


def canonical_params(params: BaseModel, vocabulary: Vocabulary | None = None) -> Params:
    """Return the parameters in one spelling: defaults and the cursor left out, repeated values sorted."""
    spelled: dict[str, tuple[str, ...]] = {}
    usual = defaults(type(params))
    for name in params.model_fields_set - {"cursor"}:
        value = getattr(params, name)
        if value == usual[name]:
            continue
        given = value if isinstance(value, list) else [value]
        texts = [_spell(part) for part in given]
        if vocabulary is not None:
            texts = [vocabulary.canonical(name, text) for text in texts]
        spelled[name] = tuple(texts if name in ORDERED else sorted(set(texts)))
    return canonical(spelled)


@cache
def defaults(model: type[BaseModel]) -> Mapping[str, Any]:
    """Return what each parameter is when it is not given."""
    return {name: info.get_default(call_default_factory=True) for name, info in model.model_fields.items()}


def _spell(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case StrEnum():
            return value.value
        case datetime():
            return utc_text(value)
    return str(value)


def ask_changes(params: ChangesParams) -> ChangesQuestion:
    """Return the question that checked parameters put to the changes feed."""
    return ChangesQuestion(
        since=params.since,
        kinds=tuple(sorted(set(params.kind))),
        limit=params.limit,
        cursor=params.cursor,
        address=Address("/v1/changes", canonical_params(params)),
    )


def ask_audit(params: AuditParams) -> AuditQuestion:
    """Return the question that checked parameters put to the audit log."""
    return AuditQuestion(
        limit=params.limit, cursor=params.cursor, address=Address("/v1/audit", canonical_params(params))
    )
