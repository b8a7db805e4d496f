"""Add who waits for extra seats of a programme."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seat_watchers",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campaign", sa.String(length=60), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_seat_watchers_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "campaign", "programme", name=op.f("pk_seat_watchers")),
    )
    with op.batch_alter_table("seat_watchers", schema=None) as batch_op:
        batch_op.create_index("ix_seat_watchers_programme", ["campaign", "programme"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("seat_watchers", schema=None) as batch_op:
        batch_op.drop_index("ix_seat_watchers_programme")

    op.drop_table("seat_watchers")
