"""A journal of updates, staff groups as recipients of deliveries, lists in order without sorting"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

Big = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
OPEN = sa.text("state IN ('owed', 'claimed')")
PUBLIC = sa.text(
    "state IN ('published', 'shortlisted', 'recommended', 'sent', 'answered', 'in_progress', 'done', 'declined')"
)
LISTS = {
    'ix_proposals_new': ['published_at'],
    'ix_proposals_top': ['support_count'],
    'ix_proposals_place_new': ['place', 'published_at'],
    'ix_proposals_place_top': ['place', 'support_count'],
    'ix_proposals_place_topic_new': ['place', 'topic', 'published_at'],
    'ix_proposals_place_topic_top': ['place', 'topic', 'support_count'],
    'ix_proposals_topic_new': ['topic', 'published_at'],
    'ix_proposals_topic_top': ['topic', 'support_count'],
}


def upgrade() -> None:
    op.create_table('update_journal',
    sa.Column('update_id', Big, autoincrement=False, nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('received_at', Big, nullable=False),
    sa.Column('taken_until', Big, nullable=False),
    sa.PrimaryKeyConstraint('update_id', name=op.f('pk_update_journal')),
    sqlite_autoincrement=False,
    sqlite_strict=True
    )
    op.create_index('ix_update_journal_taken_until', 'update_journal', ['taken_until'], unique=False)
    op.create_table('staff_groups',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('telegram_id', Big, nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('connected_at', Big, nullable=False),
    sa.Column('unreachable_at', Big, nullable=True),
    sa.CheckConstraint("language IN ('kk', 'ru')", name=op.f('ck_staff_groups_language')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_groups')),
    sa.UniqueConstraint('telegram_id', name=op.f('uq_staff_groups_telegram_id')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    with op.batch_alter_table('deliveries', schema=None, table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('group_id', Big, nullable=True))
        batch_op.alter_column('person_id', existing_type=Big, nullable=True)
        batch_op.create_foreign_key(op.f('fk_deliveries_group_id'), 'staff_groups', ['group_id'], ['id'])
        batch_op.create_check_constraint(op.f('ck_deliveries_recipient'), '(person_id IS NULL) <> (group_id IS NULL)')
    op.create_index('ix_deliveries_open_person', 'deliveries', ['person_id', 'id'], unique=False,
                    sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index('ix_deliveries_open_group', 'deliveries', ['group_id', 'id'], unique=False,
                    sqlite_where=OPEN, postgresql_where=OPEN)
    for name, columns in LISTS.items():
        op.drop_index(name, table_name='proposals')
        op.create_index(name, 'proposals', ['campaign_id', *columns, 'id'], unique=False,
                        sqlite_where=PUBLIC, postgresql_where=PUBLIC)
    op.create_index('ix_proposals_published', 'proposals', ['region', 'published_at'], unique=False)


# A rebuilt table of SQLite keeps its kind only when it is said again.
TABLE = {'sqlite_autoincrement': True, 'sqlite_strict': True}


def downgrade() -> None:
    op.drop_index('ix_proposals_published', table_name='proposals')
    for name, columns in LISTS.items():
        op.drop_index(name, table_name='proposals', sqlite_where=PUBLIC, postgresql_where=PUBLIC)
        op.create_index(name, 'proposals', ['campaign_id', 'state', *columns, 'id'], unique=False)
    op.drop_index('ix_deliveries_open_group', table_name='deliveries', sqlite_where=OPEN, postgresql_where=OPEN)
    op.drop_index('ix_deliveries_open_person', table_name='deliveries', sqlite_where=OPEN, postgresql_where=OPEN)
    op.execute('DELETE FROM deliveries WHERE person_id IS NULL')
    with op.batch_alter_table('deliveries', schema=None, table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('ck_deliveries_recipient'), type_='check')
        batch_op.drop_constraint(op.f('fk_deliveries_group_id'), type_='foreignkey')
        batch_op.alter_column('person_id', existing_type=Big, nullable=False)
        batch_op.drop_column('group_id')
    op.drop_table('staff_groups')
    op.drop_index('ix_update_journal_taken_until', table_name='update_journal')
    op.drop_table('update_journal')
