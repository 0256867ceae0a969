"""Tables of the vocabularies, and of the names under which their entries are found."""

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from api.models.columns import RecordColumns


class Topic(RecordColumns, table=True):
    """A topic; the id is its slug, `position` its place in the file."""

    name: str
    name_ja: str | None = None
    about: str | None = None
    core: bool = False
    position: int = 0


class Country(RecordColumns, table=True):
    """A country or territory; the id is its ISO 3166-1 alpha-2 code."""

    alpha3: str
    name: str
    name_ja: str | None = None
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    adjectives: list[str] = Field(default_factory=list, sa_type=JSON)
    acronyms: list[str] = Field(default_factory=list, sa_type=JSON)
    capital: str | None = None


class Actor(RecordColumns):
    """Columns of organizations and persons; `curated` is false for those that only issue files name."""

    name: str
    name_ja: str | None = None
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    country: str | None = Field(default=None, foreign_key="country.id")
    curated: bool = True


class Organization(Actor, table=True):
    """An organization; the id is its slug."""


class Person(Actor, table=True):
    """A person; the id is a slug."""


class Initiative(RecordColumns, table=True):
    """A programme, agreement, forum or exercise; the id is its slug."""

    name: str
    name_ja: str | None = None
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    form: str | None = None
    note: str | None = None
    curated: bool = True


class VocabularyName(SQLModel, table=True):
    """A name key of a live entry; of several entries with one key, the least `rank` is meant."""

    __tablename__ = "vocabulary_name"

    key: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    entry_id: str = Field(primary_key=True)
    rank: int
