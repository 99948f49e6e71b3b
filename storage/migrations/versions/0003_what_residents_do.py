"""What residents do beside submitting and voting: search, fair and rising order, follow, report, appeal, be verified"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

Big = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
Degrees = sa.Double().with_variant(sa.REAL, 'sqlite')
Stem = sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')
PUBLIC = sa.text(
    "state IN ('published', 'shortlisted', 'recommended', 'sent', 'answered', 'in_progress', 'done', 'declined')"
)
BEFORE = (
    "'draft', 'pending', 'returned', 'rejected', 'published', 'hidden', 'joined', 'withdrawn', 'shortlisted',"
    " 'recommended', 'sent', 'answered', 'in_progress', 'done', 'declined'"
)
AFTER = BEFORE.replace("'rejected', ", "'rejected', 'appealed', ")
LISTS = {
    'ix_proposals_turn': ['place_in_turn'],
    'ix_proposals_place_turn': ['place', 'place_in_turn'],
    'ix_proposals_topic_turn': ['topic', 'place_in_turn'],
    'ix_proposals_place_topic_turn': ['place', 'topic', 'place_in_turn'],
    'ix_proposals_rising': ['rising'],
    'ix_proposals_place_rising': ['place', 'rising'],
    'ix_proposals_topic_rising': ['topic', 'rising'],
    'ix_proposals_place_topic_rising': ['place', 'topic', 'rising'],
}
PUBLISHED = sa.text("state = 'published'")
OUTCOME = sa.text("state IN ('shortlisted', 'recommended', 'sent', 'answered', 'in_progress', 'done', 'declined')")
OUTCOME_COLUMNS = [
    'campaign_id', 'state', 'place', 'topic', 'published_at', 'support_count', 'rising', 'place_in_turn', 'id',
]
LOCATION = "(kind = 'location') = (latitude IS NOT NULL) AND (latitude IS NULL) = (longitude IS NULL)"
# A rebuilt table of SQLite keeps its kind only when it is said again.
TABLE = {'sqlite_autoincrement': True, 'sqlite_strict': True}
PLAIN = {'sqlite_autoincrement': False, 'sqlite_strict': True}


def _person() -> sa.Column[int]:
    return sa.Column('person_id', Big, sa.ForeignKey('people.id'), nullable=False)


def _proposal() -> sa.Column[int]:
    return sa.Column('proposal_id', Big, sa.ForeignKey('proposals.id'), nullable=False)


def upgrade() -> None:
    with op.batch_alter_table('people', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('phone_hash', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('list_choice', sa.Text(), nullable=True))
        batch_op.create_unique_constraint(op.f('uq_people_phone_hash'), ['phone_hash'])
    with op.batch_alter_table('campaigns', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('vote_budget', Big, nullable=True))
        batch_op.create_check_constraint(op.f('ck_campaigns_vote_budget'), 'vote_budget > 0')
    with op.batch_alter_table('proposals', table_kwargs=TABLE) as batch_op:
        for name in ('place_in_turn', 'seen_count', 'rising'):
            batch_op.add_column(sa.Column(name, Big, server_default='0', nullable=False))
        batch_op.drop_constraint(op.f('ck_proposals_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_proposals_state'), f'state IN ({AFTER})')
    # As forum.fair spreads numbers; the product of two numbers of 32 bits fits.
    op.execute('UPDATE proposals SET place_in_turn = (number * 2654435769) % 4294967296 WHERE number IS NOT NULL')
    for name, columns in LISTS.items():
        op.create_index(name, 'proposals', ['campaign_id', *columns, 'id'], unique=False,
                        sqlite_where=PUBLIC, postgresql_where=PUBLIC)
    op.create_index('ix_proposals_seen', 'proposals', ['campaign_id', 'seen_count', 'id'], unique=False,
                    sqlite_where=PUBLISHED, postgresql_where=PUBLISHED)
    op.create_index('ix_proposals_outcome', 'proposals', OUTCOME_COLUMNS, unique=False,
                    sqlite_where=OUTCOME, postgresql_where=OUTCOME)
    with op.batch_alter_table('attachments', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('latitude', Degrees, nullable=True))
        batch_op.add_column(sa.Column('longitude', Degrees, nullable=True))
        batch_op.drop_constraint(op.f('ck_attachments_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_attachments_kind'), "kind IN ('photo', 'document', 'location')")
        batch_op.create_check_constraint(op.f('ck_attachments_location'), LOCATION)
    op.create_table('follows', _person(), _proposal(),
    sa.Column('followed_at', Big, nullable=False),
    sa.PrimaryKeyConstraint('person_id', 'proposal_id', name=op.f('pk_follows')),
    **PLAIN)
    op.create_index('ix_follows_proposal_id', 'follows', ['proposal_id', 'person_id'], unique=False)
    op.create_table('sightings', _person(), _proposal(),
    sa.Column('seen_at', Big, nullable=False),
    sa.PrimaryKeyConstraint('person_id', 'proposal_id', name=op.f('pk_sightings')),
    **PLAIN)
    op.create_table('reports',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    _proposal(),
    sa.Column('person_id', Big, sa.ForeignKey('people.id'), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('reported_at', Big, nullable=False),
    sa.Column('settled_at', Big, nullable=True),
    sa.CheckConstraint("reason IN ('insult', 'personal-data', 'advertising', 'not-for-forum')",
                       name=op.f('ck_reports_reason')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reports')),
    sa.UniqueConstraint('proposal_id', 'person_id', name=op.f('uq_reports_proposal_id_person_id')),
    **TABLE)
    op.create_index('ix_reports_person_id', 'reports', ['person_id', 'reported_at'], unique=False)
    op.create_table('appeals',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    _proposal(),
    sa.Column('decision_id', Big, sa.ForeignKey('decisions.id'), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('filed_at', Big, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appeals')),
    sa.UniqueConstraint('proposal_id', name=op.f('uq_appeals_proposal_id')),
    **TABLE)
    op.create_table('switches', _person(),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('person_id', 'kind', name=op.f('pk_switches')),
    **PLAIN)
    op.create_table('resident_digests', _person(),
    sa.Column('due_at', Big, nullable=False),
    sa.Column('covered_until', Big, nullable=False),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_resident_digests')),
    **PLAIN)
    op.create_index('ix_resident_digests_due_at', 'resident_digests', ['due_at'], unique=False)
    op.create_table('proposal_stems',
    sa.Column('stem', Stem, nullable=False),
    _proposal(),
    sa.PrimaryKeyConstraint('stem', 'proposal_id', name=op.f('pk_proposal_stems')),
    **PLAIN)
    op.create_index('ix_proposal_stems_proposal_id', 'proposal_stems', ['proposal_id', 'stem'], unique=False)


def downgrade() -> None:
    for table in ('proposal_stems', 'resident_digests', 'switches', 'appeals', 'reports', 'sightings', 'follows'):
        op.drop_table(table)
    op.execute("DELETE FROM attachments WHERE kind = 'location'")
    with op.batch_alter_table('attachments', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('ck_attachments_location'), type_='check')
        batch_op.drop_constraint(op.f('ck_attachments_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_attachments_kind'), "kind IN ('photo', 'document')")
        batch_op.drop_column('longitude')
        batch_op.drop_column('latitude')
    op.drop_index('ix_proposals_outcome', table_name='proposals', sqlite_where=OUTCOME, postgresql_where=OUTCOME)
    op.drop_index('ix_proposals_seen', table_name='proposals', sqlite_where=PUBLISHED, postgresql_where=PUBLISHED)
    for name in LISTS:
        op.drop_index(name, table_name='proposals', sqlite_where=PUBLIC, postgresql_where=PUBLIC)
    op.execute("UPDATE proposals SET state = 'rejected' WHERE state = 'appealed'")
    with op.batch_alter_table('proposals', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('ck_proposals_state'), type_='check')
        batch_op.create_check_constraint(op.f('ck_proposals_state'), f'state IN ({BEFORE})')
        for name in ('rising', 'seen_count', 'place_in_turn'):
            batch_op.drop_column(name)
    with op.batch_alter_table('campaigns', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('ck_campaigns_vote_budget'), type_='check')
        batch_op.drop_column('vote_budget')
    with op.batch_alter_table('people', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('uq_people_phone_hash'), type_='unique')
        batch_op.drop_column('list_choice')
        batch_op.drop_column('phone_hash')
