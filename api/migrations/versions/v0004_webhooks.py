"""Webhooks, what matched their filters, and the notices sent to them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "webhook",
        sa.Column("id", sa.String(), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("url", "filter", "secret")),
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("disabled_because", sa.String(), nullable=True),
        *(sa.Column(name, sa.DateTime(), nullable=True) for name in ("delivered_at", "failing_since")),
        sa.Column("failure", sa.String(), nullable=True),
    )
    op.create_table(
        "webhook_match",
        sa.Column("webhook_id", sa.String(), sa.ForeignKey("webhook.id"), primary_key=True),
        *(sa.Column(name, sa.String(), primary_key=True) for name in ("kind", "record_id")),
        sa.Column("issue_id", sa.String(), nullable=False),
    )
    op.create_index("ix_webhook_match_issue", "webhook_match", ["webhook_id", "issue_id"])
    op.create_table(
        "webhook_notice",
        sa.Column("webhook_id", sa.String(), sa.ForeignKey("webhook.id"), primary_key=True),
        sa.Column("seq", SERIAL, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text(), nullable=False),
        *(sa.Column(name, sa.DateTime(), nullable=False) for name in ("queued_at", "due_at")),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
    )
    op.create_index("ix_webhook_notice_state", "webhook_notice", ["webhook_id", "state"])


def downgrade() -> None:
    """Drop them."""
    for table in ("webhook_notice", "webhook_match", "webhook"):
        op.drop_table(table)
