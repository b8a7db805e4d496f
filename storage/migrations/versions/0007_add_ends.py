"""Add ends: the last day of an agreement and of a consent, and consents that newer ones took the place of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STANDING_BEFORE = "withdrawn_at IS NULL"
STANDING = "withdrawn_at IS NULL AND renewed_at IS NULL"


def upgrade() -> None:
    with op.batch_alter_table("placements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("agreement_until", sa.Date(), nullable=True))

    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_consents_valid_until", ["valid_until"], unique=False)
    _index_standing(STANDING_BEFORE, STANDING)


def downgrade() -> None:
    # Before this revision a consent could not be given anew: of several the newest one is kept.
    op.execute("DELETE FROM consents WHERE renewed_at IS NOT NULL AND withdrawn_at IS NULL")
    _index_standing(STANDING, STANDING_BEFORE)
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index("ix_consents_valid_until")
        batch_op.drop_column("renewed_at")
        batch_op.drop_column("valid_until")

    with op.batch_alter_table("placements", schema=None) as batch_op:
        batch_op.drop_column("agreement_until")


def _index_standing(before: str, after: str) -> None:
    """Let the index that keeps a consent from standing twice count by another rule."""
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index("uq_consents_standing", sqlite_where=sa.text(before), postgresql_where=sa.text(before))
        batch_op.create_index(
            "uq_consents_standing",
            ["subject_id", "purpose", "document", "version", "given_by"],
            unique=True,
            sqlite_where=sa.text(after),
            postgresql_where=sa.text(after),
        )
