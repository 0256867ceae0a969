"""The tables of the store of record, one module for each family, and which table holds which kind."""

from types import MappingProxyType

from sqlmodel import SQLModel

from api.models.access import ApiKey, AuditEntry
from api.models.columns import RecordColumns, moment_text, now
from api.models.imports import Import
from api.models.links import (
    DevelopmentCountry,
    DevelopmentInitiative,
    DevelopmentOrganization,
    DevelopmentPerson,
    DevelopmentTopic,
    Link,
)
from api.models.log import Archive, Change, Revision
from api.models.records import Amount, Development, EventDate, Headline, Issue, SourceText
from api.models.vocabulary import Country, Initiative, Organization, Person, Topic, VocabularyName
from api.models.webhooks import Webhook, WebhookMatch, WebhookNotice

ENTRY_TABLES: MappingProxyType[str, type[RecordColumns]] = MappingProxyType(
    {"topic": Topic, "country": Country, "organization": Organization, "person": Person, "initiative": Initiative}
)
"""Kind of vocabulary entry → table."""

RECORD_TABLES: MappingProxyType[str, type[RecordColumns]] = MappingProxyType(
    {**ENTRY_TABLES, "issue": Issue, "headline": Headline, "development": Development}
)
"""Every kind that the changes log knows → table."""

LINK_TABLES: MappingProxyType[str, type[Link]] = MappingProxyType(
    {
        "topic": DevelopmentTopic,
        "country": DevelopmentCountry,
        "organization": DevelopmentOrganization,
        "person": DevelopmentPerson,
        "initiative": DevelopmentInitiative,
    }
)
"""Kind of vocabulary entry → table that links developments to it."""

CHILD_TABLES: tuple[type[SQLModel], ...] = (EventDate, Amount, *LINK_TABLES.values())
"""Tables whose rows belong to one development and are replaced with it."""

__all__ = [
    "CHILD_TABLES",
    "ENTRY_TABLES",
    "LINK_TABLES",
    "RECORD_TABLES",
    "Amount",
    "ApiKey",
    "Archive",
    "AuditEntry",
    "Change",
    "Country",
    "Development",
    "DevelopmentCountry",
    "DevelopmentInitiative",
    "DevelopmentOrganization",
    "DevelopmentPerson",
    "DevelopmentTopic",
    "EventDate",
    "Headline",
    "Import",
    "Initiative",
    "Issue",
    "Link",
    "Organization",
    "Person",
    "RecordColumns",
    "Revision",
    "SourceText",
    "Topic",
    "VocabularyName",
    "Webhook",
    "WebhookMatch",
    "WebhookNotice",
    "moment_text",
    "now",
]
