"""Documents that were read into drafts and wait for review."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "import_draft",
        sa.Column("seq", SERIAL, primary_key=True),
        sa.Column("id", sa.String(), nullable=False, unique=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.DateTime(), nullable=False) for name in ("created_at", "updated_at")),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=True),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("hints", "draft", "proposed", "remarks")),
        sa.Column("issue_id", sa.String(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_import_draft_sha256", "import_draft", ["sha256"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("import_draft")
