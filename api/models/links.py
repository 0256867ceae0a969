"""Tables that link developments to vocabulary entries, in the order in which they are named."""

from sqlmodel import Field, SQLModel


class Link(SQLModel):
    """Columns of every link."""

    development_id: str = Field(foreign_key="development.id", primary_key=True)
    position: int = Field(primary_key=True)
    entry_id: str


class DevelopmentTopic(Link, table=True):
    """A topic of a development; the first one is the main one."""

    __tablename__ = "development_topic"

    entry_id: str = Field(foreign_key="topic.id", index=True)


class DevelopmentCountry(Link, table=True):
    """A country that a development concerns."""

    __tablename__ = "development_country"

    entry_id: str = Field(foreign_key="country.id", index=True)


class DevelopmentOrganization(Link, table=True):
    """An organization named in a development."""

    __tablename__ = "development_organization"

    entry_id: str = Field(foreign_key="organization.id", index=True)


class DevelopmentPerson(Link, table=True):
    """A person named in a development, with the office held then."""

    __tablename__ = "development_person"

    entry_id: str = Field(foreign_key="person.id", index=True)
    role: str | None = None


class DevelopmentInitiative(Link, table=True):
    """An initiative named in a development."""

    __tablename__ = "development_initiative"

    entry_id: str = Field(foreign_key="initiative.id", index=True)
