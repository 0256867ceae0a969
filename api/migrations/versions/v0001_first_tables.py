"""The first tables: vocabularies, records, links, the changes log and the archive's identity."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables and name the archive."""
    _log()
    _vocabularies()
    _issues()
    _developments()
    for kind in ("topic", "country", "organization", "initiative"):
        _link(kind)
    _link("person", _text("role", null=True))
    archive = op.create_table(
        "archive",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        _text("archive_id"),
        _text("vocabularies"),
    )
    op.bulk_insert(archive, [{"id": 1, "archive_id": str(uuid.uuid4()), "vocabularies": ""}])


def downgrade() -> None:
    """Drop every table."""
    for table in (
        "archive",
        *(f"development_{kind}" for kind in ("person", "initiative", "organization", "country", "topic")),
        *("event_date", "amount", "development", "headline", "issue"),
        *("vocabulary_name", "initiative", "person", "organization", "country", "topic"),
        *("revision", "change"),
    ):
        op.drop_table(table)


def _log() -> None:
    op.create_table(
        "change",
        sa.Column("seq", SERIAL, primary_key=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(_text("op"), _text("kind"), _text("record_id"), _number("revision")),
        sa.Column("changed", sa.JSON(), nullable=False),
        _text("note", null=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_record", "change", ["kind", "record_id"])
    op.create_table(
        "revision",
        sa.Column("seq", SERIAL, sa.ForeignKey("change.seq"), primary_key=True),
        *(_text("kind"), _text("record_id"), _number("revision")),
        sa.Column("state", sa.JSON(), nullable=False),
        _text("content_hash"),
        sa.Column("at", sa.DateTime(), nullable=False),
        _text("note", null=True),
        sa.UniqueConstraint("kind", "record_id", "revision"),
    )


def _vocabularies() -> None:
    names = (_text("name"), _text("name_ja", null=True))
    core: sa.Column[bool] = sa.Column("core", sa.Boolean(), nullable=False)
    _record("topic", *names, _text("about", null=True), core, _number("position"))
    lists = (_json("aliases"), _json("adjectives"), _json("acronyms"))
    _record("country", _text("alpha3"), *_copies(names), *lists, _text("capital", null=True))
    for kind in ("organization", "person"):
        country = sa.Column("country", sa.String(), sa.ForeignKey("country.id"), nullable=True)
        _record(kind, *_copies(names), _json("aliases"), country, sa.Column("curated", sa.Boolean(), nullable=False))
    words = (_text("form", null=True), _text("note", null=True))
    _record("initiative", *_copies(names), _json("aliases"), *words, sa.Column("curated", sa.Boolean(), nullable=False))
    op.create_table(
        "vocabulary_name",
        *(sa.Column(name, sa.String(), primary_key=True) for name in ("key", "kind", "entry_id")),
        _number("rank"),
    )


def _issues() -> None:
    _record(
        "issue",
        *(_number("volume"), _number("number"), _text("title"), _text("occasion", null=True)),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("period_start", "period_end")),
        *(_text("period_precision"), _text("period_basis")),
        *(_text("publisher", null=True), _text("source_url", null=True)),
        sa.UniqueConstraint("volume", "number"),
    )
    _record("headline", _owner("issue"), _number("position"), _text("text"))
    op.create_index("ix_headline_issue_id", "headline", ["issue_id"])


def _developments() -> None:
    _record(
        "development",
        *(_owner("issue"), _owner("headline"), _number("position"), _text("title"), _text("summary")),
        *(sa.Column("partial", sa.Boolean(), nullable=False), _json("evidence")),
    )
    op.create_index("ix_development_issue_id", "development", ["issue_id"])
    op.create_index("ix_development_headline_id", "development", ["headline_id"])
    _child(
        "event_date",
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("start_on", "end_on")),
        *(_text("precision"), _text("label", null=True), _text("raw", null=True), _text("basis")),
    )
    words = ("qualifier", "purpose", "payer", "recipient", "raw", "not_counted", "repeat_of")
    _child(
        "amount",
        _text("currency"),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("low", "high")),
        *(_text(name, null=True) for name in words),
    )
    op.create_index("ix_amount_payer", "amount", ["payer"])


def _link(kind: str, *columns: sa.Column[str]) -> None:
    table = f"development_{kind}"
    _child(table, sa.Column("entry_id", sa.String(), sa.ForeignKey(f"{kind}.id"), nullable=False), *columns)
    op.create_index(f"ix_{table}_entry_id", table, ["entry_id"])


def _record(name: str, *columns: sa.schema.SchemaItem) -> None:
    stamp = (_number("revision"), _text("content_hash"), sa.Column("updated_at", sa.DateTime(), nullable=False))
    withdrawn = sa.Column("withdrawn_at", sa.DateTime(), nullable=True)
    op.create_table(name, sa.Column("id", sa.String(), primary_key=True), *stamp, withdrawn, *columns)


def _child(name: str, *columns: sa.schema.SchemaItem) -> None:
    owner = sa.Column("development_id", sa.String(), sa.ForeignKey("development.id"), primary_key=True)
    op.create_table(name, owner, sa.Column("position", sa.Integer(), primary_key=True), *columns)


def _owner(kind: str) -> sa.Column[str]:
    return sa.Column(f"{kind}_id", sa.String(), sa.ForeignKey(f"{kind}.id"), nullable=False)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _copies(columns: tuple[sa.Column[str], ...]) -> tuple[sa.Column[str], ...]:
    return tuple(_text(column.name, null=bool(column.nullable)) for column in columns)
