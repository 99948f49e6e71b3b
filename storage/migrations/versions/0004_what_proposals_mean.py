"""Vectors of proposals' meaning, for the extra that finds similar ones in the other language"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

Big = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
# Said again in each migration: a later change of the schema must not change what this one makes.
TABLE = {'sqlite_autoincrement': True, 'sqlite_strict': True}
PLAIN = {'sqlite_autoincrement': False, 'sqlite_strict': True}


def upgrade() -> None:
    op.create_table('semantic_means',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('model', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('counted', Big, nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', Big, nullable=False),
    sa.CheckConstraint("language IN ('kk', 'ru')", name=op.f('ck_semantic_means_language')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_semantic_means')),
    **TABLE)
    op.create_index('ix_semantic_means_model', 'semantic_means', ['model', 'language', 'id'], unique=False)
    op.create_table('semantic_vectors',
    sa.Column('proposal_id', Big, sa.ForeignKey('proposals.id'), nullable=False),
    sa.Column('model', sa.Text(), nullable=False),
    sa.Column('mean_id', Big, sa.ForeignKey('semantic_means.id'), nullable=False),
    sa.Column('vector', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('proposal_id', name=op.f('pk_semantic_vectors')),
    **PLAIN)
    op.create_index('ix_semantic_vectors_mean_id', 'semantic_vectors', ['mean_id', 'proposal_id'], unique=False)


def downgrade() -> None:
    op.drop_table('semantic_vectors')
    op.drop_table('semantic_means')
