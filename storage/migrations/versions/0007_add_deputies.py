"""Add deputies: who stands in for a mentor, from which day to which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mentor_deputies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise", sa.String(length=60), nullable=False),
        sa.Column("mentor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("deputy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("named_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_mentor_deputies_days")),
        sa.ForeignKeyConstraint(["deputy_id"], ["people.id"], name=op.f("fk_mentor_deputies_deputy_id_people")),
        sa.ForeignKeyConstraint(["mentor_id"], ["people.id"], name=op.f("fk_mentor_deputies_mentor_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_deputies")),
    )
    with op.batch_alter_table("mentor_deputies", schema=None) as batch_op:
        batch_op.create_index("ix_mentor_deputies_deputy", ["deputy_id", "enterprise"], unique=False)
        batch_op.create_index(
            "uq_mentor_deputies_standing",
            ["mentor_id", "enterprise"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )


def downgrade() -> None:
    op.drop_table("mentor_deputies")
