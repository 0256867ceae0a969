"""Vocabularies: topics, countries, pairs of countries, initiatives, organizations and people."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.openapi import LISTED, ONE, problems
from api.params import VocabularyParams
from api.reading import Reader, ReaderDep, Reading
from api.schemas import answers
from api.services.vocabularies import VOCABULARIES, entry_item, known, list_vocabulary

lists = APIRouter(prefix="/v1", route_class=Reading, tags=["Vocabularies"], responses=problems(*LISTED))
items = APIRouter(prefix="/v1", route_class=Reading, tags=["Vocabularies"], responses=problems(*ONE))
Filters = Annotated[VocabularyParams, Query()]


def _page(params: VocabularyParams, reader: Reader, kind: str) -> Response:
    question = reader.ask(params, VOCABULARIES[kind])
    return reader.answer(question.self_url, lambda: list_vocabulary(reader.snapshot, question, kind))


def _entry(id: str, reader: Reader, kind: str) -> Response:
    rendered = known(reader.snapshot, kind, id)
    url = f"{VOCABULARIES[kind].path}/{id}"
    return reader.answer(url, lambda: entry_item(reader.snapshot, kind, id, rendered))


@lists.get("/topics", response_model=answers.TopicList, summary="List topics")
def list_topics(params: Filters, reader: ReaderDep) -> Response:
    """All topics, or with filters those of the developments that match; most developments first."""
    return _page(params, reader, "topic")


@items.get("/topics/{slug}", response_model=answers.TopicItem, summary="Get a topic")
def get_topic(slug: Annotated[str, Path(description="Slug.", examples=["space"])], reader: ReaderDep) -> Response:
    """One topic with what the archive holds on it."""
    return _entry(slug, reader, "topic")


@lists.get("/countries", response_model=answers.CountryList, summary="List countries")
def list_countries(params: Filters, reader: ReaderDep) -> Response:
    """All countries, or with filters those of the developments that match; most developments first."""
    return _page(params, reader, "country")


@items.get("/countries/{code}", response_model=answers.CountryItem, summary="Get a country")
def get_country(
    code: Annotated[str, Path(description="ISO 3166-1 alpha-2.", examples=["JP"])], reader: ReaderDep
) -> Response:
    """One country with what the archive holds on it."""
    return _entry(code, reader, "country")


@lists.get("/country-pairs", response_model=answers.CountryPairList, summary="List pairs of countries")
def list_country_pairs(params: Filters, reader: ReaderDep) -> Response:
    """Pairs of countries that one development names together; most developments first."""
    return _page(params, reader, "country_pair")


@lists.get("/initiatives", response_model=answers.InitiativeList, summary="List initiatives")
def list_initiatives(params: Filters, reader: ReaderDep) -> Response:
    """All initiatives, or with filters those of the developments that match; most developments first."""
    return _page(params, reader, "initiative")


@items.get("/initiatives/{slug}", response_model=answers.InitiativeItem, summary="Get an initiative")
def get_initiative(
    slug: Annotated[str, Path(description="Slug.", examples=["artemis"])], reader: ReaderDep
) -> Response:
    """One initiative with its timeline across issues, the oldest development first."""
    return _entry(slug, reader, "initiative")


@lists.get("/organizations", response_model=answers.OrganizationList, summary="List organizations")
def list_organizations(params: Filters, reader: ReaderDep) -> Response:
    """All organizations, or with filters those of the developments that match; most developments first."""
    return _page(params, reader, "organization")


@items.get("/organizations/{slug}", response_model=answers.OrganizationItem, summary="Get an organization")
def get_organization(slug: Annotated[str, Path(description="Slug.", examples=["nasa"])], reader: ReaderDep) -> Response:
    """One organization with what the archive holds on it."""
    return _entry(slug, reader, "organization")


@lists.get("/people", response_model=answers.PersonList, summary="List people")
def list_people(params: Filters, reader: ReaderDep) -> Response:
    """All people, or with filters those of the developments that match; most developments first."""
    return _page(params, reader, "person")


@items.get("/people/{slug}", response_model=answers.PersonItem, summary="Get a person")
def get_person(
    slug: Annotated[str, Path(description="Slug.", examples=["fumio-kishida"])], reader: ReaderDep
) -> Response:
    """One person with what the archive holds on them."""
    return _entry(slug, reader, "person")
