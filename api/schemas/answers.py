"""Named answer models, one a list or item, for the OpenAPI document and for tests."""

from api.schemas.citations import Citation
from api.schemas.envelopes import ChangesMeta, InterpretationMeta, ItemEnvelope, ListEnvelope
from api.schemas.exports import ExportFile
from api.schemas.hits import DevelopmentInFull, DevelopmentRow, HeadlineRow, IssueRow, SearchHit, SimilarDevelopment
from api.schemas.interpretations import Interpretation
from api.schemas.records import Headline, Issue
from api.schemas.service import AuditRow, Catalogue, Change, Revision, Status, Suggestion, SynonymGroup
from api.schemas.vocabularies import (
    Country,
    CountryPair,
    Initiative,
    InitiativeTimeline,
    Organization,
    Person,
    Topic,
)


class IssueList(ListEnvelope):
    """Issues."""

    data: list[IssueRow]


class IssueItem(ItemEnvelope):
    """One issue with its table of contents."""

    data: Issue


class HeadlineList(ListEnvelope):
    """Headlines."""

    data: list[HeadlineRow]


class HeadlineItem(ItemEnvelope):
    """One headline."""

    data: Headline


class DevelopmentList(ListEnvelope):
    """Developments."""

    data: list[DevelopmentRow]


class SimilarList(ListEnvelope):
    """Developments like one."""

    data: list[SimilarDevelopment]


class DevelopmentItem(ItemEnvelope):
    """One development."""

    data: DevelopmentInFull


class CitationItem(ItemEnvelope):
    """The citation of a record."""

    data: Citation


class RevisionList(ListEnvelope):
    """The revisions of a development, the latest last."""

    data: list[Revision]


class SearchList(ListEnvelope):
    """Records of any kind."""

    data: list[SearchHit]


class FacetList(ListEnvelope):
    """Facets alone; `data` is empty."""

    data: list[DevelopmentRow]


class TopicList(ListEnvelope):
    """Topics."""

    data: list[Topic]


class TopicItem(ItemEnvelope):
    """One topic."""

    data: Topic


class CountryList(ListEnvelope):
    """Countries."""

    data: list[Country]


class CountryItem(ItemEnvelope):
    """One country."""

    data: Country


class CountryPairList(ListEnvelope):
    """Pairs of countries."""

    data: list[CountryPair]


class InitiativeList(ListEnvelope):
    """Initiatives."""

    data: list[Initiative]


class InitiativeItem(ItemEnvelope):
    """One initiative with its timeline."""

    data: InitiativeTimeline


class OrganizationList(ListEnvelope):
    """Organizations."""

    data: list[Organization]


class OrganizationItem(ItemEnvelope):
    """One organization."""

    data: Organization


class PersonList(ListEnvelope):
    """People."""

    data: list[Person]


class PersonItem(ItemEnvelope):
    """One person."""

    data: Person


class SuggestionList(ListEnvelope):
    """Suggestions."""

    data: list[Suggestion]


class InterpretationItem(ItemEnvelope):
    """A sentence read into filters."""

    data: Interpretation
    meta: InterpretationMeta


class ChangeList(ListEnvelope):
    """Changes in their order."""

    data: list[Change]
    meta: ChangesMeta


class AuditList(ListEnvelope):
    """What was done, the newest first."""

    data: list[AuditRow]


class SynonymList(ListEnvelope):
    """The synonyms in force."""

    data: list[SynonymGroup]


class ExportList(ListEnvelope):
    """Files of the whole archive."""

    data: list[ExportFile]


class CatalogueItem(ItemEnvelope):
    """The catalogue of filters, facets and sorts."""

    data: Catalogue


class StatusItem(ItemEnvelope):
    """The state of the archive."""

    data: Status
