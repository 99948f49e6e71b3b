"""What organizers do: phases, pauses, sections, the shortlist, outcomes, ratings, announcements, imports, exports"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

Big = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
# A rebuilt table of SQLite keeps its kind only when it is said again.
TABLE = {'sqlite_autoincrement': True, 'sqlite_strict': True}
PLAIN = {'sqlite_autoincrement': False, 'sqlite_strict': True}
NEW_TABLES = (
    'daily_runs',
    'addressees',
    'phase_followers',
    'announcements',
    'campaign_acts',
    'export_orders',
    'imports',
    'phase_switches',
    'sections',
    'imported_proposals',
    'outcomes',
    'selections',
    'outcome_files',
    'ratings',
)
PAUSED = (
    '({what}_paused_at IS NULL) = ({what}_pause_kk IS NULL)'
    ' AND ({what}_paused_at IS NULL) = ({what}_pause_ru IS NULL)'
)
CHECKS = {
    'verification': "verification IN ('none', 'phone')",
    'follow_up': 'follow_up_from >= voting_until',
    'shortlist': 'shortlist_per_region > 0 AND shortlist_per_topic > 0',
    'submitting_pause': PAUSED.format(what='submitting'),
    'voting_pause': PAUSED.format(what='voting'),
}
NUMBERS = (
    'follow_up_from', 'shortlist_per_region', 'shortlist_per_topic', 'submitting_paused_at', 'voting_paused_at',
    'ended_at',
)
TEXTS = ('verification', 'submitting_pause_kk', 'submitting_pause_ru', 'voting_pause_kk', 'voting_pause_ru')

DECISION_INDEXES = {
    'ix_decisions_decided_at': ['decided_at', 'region'],
    'ix_decisions_region': ['region', 'decided_at'],
}


def upgrade() -> None:
    with op.batch_alter_table('campaigns', table_kwargs=TABLE) as batch_op:
        for name in NUMBERS:
            batch_op.add_column(sa.Column(name, Big, nullable=True))
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))
        for name, condition in CHECKS.items():
            batch_op.create_check_constraint(op.f(f'ck_campaigns_{name}'), condition)
    with op.batch_alter_table('invitations', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('ended_by', Big, nullable=True))
        batch_op.create_foreign_key(op.f('fk_invitations_ended_by'), 'people', ['ended_by'], ['id'])
        batch_op.create_check_constraint(op.f('ck_invitations_ended'), 'ended_by IS NULL OR used_by IS NULL')
    for name, columns in DECISION_INDEXES.items():
        op.drop_index(name, table_name='decisions')
        op.create_index(name, 'decisions', [*columns, 'kind', 'queued_at', 'undone_at'], unique=False)
    op.create_index('ix_decisions_moderator_id', 'decisions', ['moderator_id', 'kind'], unique=False)
    undone = sa.text('undone_by IS NOT NULL')
    op.create_index('ix_decisions_undone_by', 'decisions', ['undone_by'], unique=False,
                    sqlite_where=undone, postgresql_where=undone)
    _make_tables_1()
    _make_tables_2()
    _make_tables_3()
    with op.batch_alter_table('deliveries', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('announcement_id', Big, nullable=True))
        batch_op.create_foreign_key(op.f('fk_deliveries_announcement_id'), 'announcements', ['announcement_id'], ['id'])
    announced = sa.text('announcement_id IS NOT NULL')
    op.create_index('ix_deliveries_announcement', 'deliveries', ['announcement_id', 'state'], unique=False,
                    sqlite_where=announced, postgresql_where=announced)


def _make_tables_1() -> None:
    op.create_table('daily_runs',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('taken_until', Big, nullable=False),
    sa.Column('finished_at', Big, nullable=True),
    sa.PrimaryKeyConstraint('name', 'day', name=op.f('pk_daily_runs')),
    **PLAIN)
    op.create_table('addressees',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('name_kk', sa.Text(), nullable=False),
    sa.Column('name_ru', sa.Text(), nullable=False),
    sa.Column('is_offered', Big, server_default='1', nullable=False),
    sa.Column('created_by', Big, nullable=True),
    sa.Column('created_at', Big, nullable=False),
    sa.CheckConstraint('is_offered IN (0, 1)', name=op.f('ck_addressees_is_offered')),
    sa.CheckConstraint(
        'length(name_kk) BETWEEN 3 AND 200 AND length(name_ru) BETWEEN 3 AND 200',
        name=op.f('ck_addressees_length')),
    sa.ForeignKeyConstraint(['created_by'], ['people.id'], name=op.f('fk_addressees_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_addressees')),
    sa.UniqueConstraint('name_kk', name=op.f('uq_addressees_name_kk')),
    sa.UniqueConstraint('name_ru', name=op.f('uq_addressees_name_ru')),
    **TABLE)
    op.create_table('phase_followers',
    sa.Column('person_id', Big, nullable=False),
    sa.Column('asked_at', Big, nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_phase_followers_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_phase_followers')),
    **PLAIN)
    op.create_table('announcements',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('text_kk', sa.Text(), nullable=False),
    sa.Column('text_ru', sa.Text(), nullable=False),
    sa.Column('segment', sa.Text(), server_default='{}', nullable=False),
    sa.Column('campaign_id', Big, nullable=True),
    sa.Column('state', sa.Text(), server_default='draft', nullable=False),
    sa.Column('people_count', Big, nullable=True),
    sa.Column('come_to', Big, server_default='0', nullable=False),
    sa.Column('created_by', Big, nullable=False),
    sa.Column('created_at', Big, nullable=False),
    sa.Column('started_at', Big, nullable=True),
    sa.Column('ended_at', Big, nullable=True),
    sa.Column('message_id', Big, nullable=True),
    sa.CheckConstraint(
        "state IN ('draft', 'sending', 'paused', 'cancelled', 'done')",
        name=op.f('ck_announcements_state')),
    sa.CheckConstraint(
        'length(text_kk) BETWEEN 10 AND 1500 AND length(text_ru) BETWEEN 10 AND 1500',
        name=op.f('ck_announcements_length')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_announcements_campaign_id')),
    sa.ForeignKeyConstraint(['created_by'], ['people.id'], name=op.f('fk_announcements_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcements')),
    **TABLE)
    op.create_index('ix_announcements_open', 'announcements', ['id'],
                    unique=False,
                    sqlite_where=sa.text("state IN ('sending', 'paused')"),
                    postgresql_where=sa.text("state IN ('sending', 'paused')"))
    op.create_table('campaign_acts',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('campaign_id', Big, nullable=False),
    sa.Column('at', Big, nullable=False),
    sa.Column('actor_id', Big, nullable=True),
    sa.Column('act', sa.Text(), nullable=False),
    sa.Column('details', sa.Text(), server_default='{}', nullable=False),
    sa.CheckConstraint(
        "act IN ('create', 'change', 'end', 'pause', 'resume', 'section')",
        name=op.f('ck_campaign_acts_act')),
    sa.ForeignKeyConstraint(['actor_id'], ['people.id'], name=op.f('fk_campaign_acts_actor_id')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_campaign_acts_campaign_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_acts')),
    **TABLE)
    op.create_index('ix_campaign_acts_campaign_id', 'campaign_acts', ['campaign_id', 'id'], unique=False)


def _make_tables_2() -> None:
    op.create_table('export_orders',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('person_id', Big, nullable=False),
    sa.Column('campaign_id', Big, nullable=False),
    sa.Column('format', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('internal', Big, nullable=False),
    sa.Column('filters', sa.Text(), server_default='{}', nullable=False),
    sa.Column('request', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default='ordered', nullable=False),
    sa.Column('rows_done', Big, server_default='0', nullable=False),
    sa.Column('parts_sent', Big, server_default='0', nullable=False),
    sa.Column('message_id', Big, nullable=True),
    sa.Column('ordered_at', Big, nullable=False),
    sa.Column('ended_at', Big, nullable=True),
    sa.CheckConstraint("language IN ('kk', 'ru')", name=op.f('ck_export_orders_language')),
    sa.CheckConstraint(
        "state IN ('ordered', 'running', 'cancelled', 'done', 'failed')",
        name=op.f('ck_export_orders_state')),
    sa.CheckConstraint('internal IN (0, 1)', name=op.f('ck_export_orders_internal')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_export_orders_campaign_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_export_orders_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export_orders')),
    sa.UniqueConstraint('person_id', 'request', 'format', 'language', 'internal',
                        name=op.f('uq_export_orders_person_id_request_format_language_internal')),
    **TABLE)
    op.create_index('ix_export_orders_person_id', 'export_orders', ['person_id', 'id'], unique=False)
    op.create_table('imports',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('campaign_id', Big, nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('row_count', Big, nullable=False),
    sa.Column('added_count', Big, nullable=False),
    sa.Column('imported_by', Big, nullable=True),
    sa.Column('imported_at', Big, nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_imports_campaign_id')),
    sa.ForeignKeyConstraint(['imported_by'], ['people.id'], name=op.f('fk_imports_imported_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports')),
    **TABLE)
    op.create_table('phase_switches',
    sa.Column('campaign_id', Big, nullable=False),
    sa.Column('phase', sa.Text(), nullable=False),
    sa.Column('due_at', Big, nullable=False),
    sa.Column('switched_at', Big, nullable=False),
    sa.Column('come_to', Big, server_default='0', nullable=False),
    sa.Column('told_at', Big, nullable=True),
    sa.CheckConstraint(
        "phase IN ('preparation', 'collecting', 'voting', 'closed', 'follow-up')",
        name=op.f('ck_phase_switches_phase')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_phase_switches_campaign_id')),
    sa.PrimaryKeyConstraint('campaign_id', 'phase', 'due_at', name=op.f('pk_phase_switches')),
    **PLAIN)
    op.create_index('ix_phase_switches_open', 'phase_switches', ['due_at'],
                    unique=False, sqlite_where=sa.text('told_at IS NULL'), postgresql_where=sa.text('told_at IS NULL'))
    op.create_table('sections',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('campaign_id', Big, nullable=False),
    sa.Column('name_kk', sa.Text(), nullable=False),
    sa.Column('name_ru', sa.Text(), nullable=False),
    sa.Column('position', Big, nullable=False),
    sa.Column('removed_at', Big, nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_sections_campaign_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sections')),
    **TABLE)
    op.create_index('ix_sections_campaign_id', 'sections', ['campaign_id', 'position'], unique=False)
    op.create_table('imported_proposals',
    sa.Column('proposal_id', Big, autoincrement=False, nullable=False),
    sa.Column('import_id', Big, nullable=False),
    sa.Column('campaign_id', Big, nullable=False),
    sa.Column('source_key', sa.Text(), nullable=False),
    sa.Column('meeting_place', sa.Text(), nullable=False),
    sa.Column('meeting_on', sa.Text(), nullable=False),
    sa.CheckConstraint(
        'length(meeting_on) = 10 AND length(source_key) BETWEEN 1 AND 64',
        name=op.f('ck_imported_proposals_length')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_imported_proposals_campaign_id')),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_imported_proposals_import_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_imported_proposals_proposal_id')),
    sa.PrimaryKeyConstraint('proposal_id', name=op.f('pk_imported_proposals')),
    sa.UniqueConstraint('campaign_id', 'source_key', name=op.f('uq_imported_proposals_campaign_id_source_key')),
    **PLAIN)
    op.create_index('ix_imported_proposals_import_id', 'imported_proposals', ['import_id'], unique=False)


def _make_tables_3() -> None:
    op.create_table('outcomes',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('proposal_id', Big, nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('addressee_id', Big, nullable=True),
    sa.Column('sent_on', sa.Text(), nullable=True),
    sa.Column('due_on', sa.Text(), nullable=True),
    sa.Column('answer_kk', sa.Text(), nullable=True),
    sa.Column('answer_ru', sa.Text(), nullable=True),
    sa.Column('recorded_by', Big, nullable=False),
    sa.Column('recorded_at', Big, nullable=False),
    sa.Column('undone_by', Big, nullable=True),
    sa.Column('undone_at', Big, nullable=True),
    sa.Column('answered_count', Big, server_default='0', nullable=False),
    sa.Column('partly_count', Big, server_default='0', nullable=False),
    sa.Column('formal_count', Big, server_default='0', nullable=False),
    sa.CheckConstraint(
        "(state = 'sent') = (addressee_id IS NOT NULL)"
        " AND (state = 'sent') = (sent_on IS NOT NULL)"
        " AND (state <> 'sent' OR due_on IS NOT NULL)",
        name=op.f('ck_outcomes_sent')),
    sa.CheckConstraint(
        "(state IN ('answered', 'in_progress', 'done', 'declined')) = (answer_kk IS NOT NULL)",
        name=op.f('ck_outcomes_answer')),
    sa.CheckConstraint("due_on IS NULL OR state IN ('sent', 'in_progress')", name=op.f('ck_outcomes_due')),
    sa.CheckConstraint(
        "state IN ('recommended', 'sent', 'answered', 'in_progress', 'done', 'declined')",
        name=op.f('ck_outcomes_state')),
    sa.CheckConstraint('(answer_kk IS NULL) = (answer_ru IS NULL)', name=op.f('ck_outcomes_both_languages')),
    sa.CheckConstraint('(undone_by IS NULL) = (undone_at IS NULL)', name=op.f('ck_outcomes_undone')),
    sa.CheckConstraint(
        'answered_count >= 0 AND partly_count >= 0 AND formal_count >= 0',
        name=op.f('ck_outcomes_counts')),
    sa.CheckConstraint(
        'length(answer_kk) BETWEEN 10 AND 2000 AND length(answer_ru) BETWEEN 10 AND 2000',
        name=op.f('ck_outcomes_length')),
    sa.CheckConstraint(
        'length(sent_on) = 10 AND length(due_on) = 10 AND due_on >= sent_on',
        name=op.f('ck_outcomes_days')),
    sa.ForeignKeyConstraint(['addressee_id'], ['addressees.id'], name=op.f('fk_outcomes_addressee_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_outcomes_proposal_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['people.id'], name=op.f('fk_outcomes_recorded_by')),
    sa.ForeignKeyConstraint(['undone_by'], ['people.id'], name=op.f('fk_outcomes_undone_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcomes')),
    **TABLE)
    op.create_index('ix_outcomes_due_on', 'outcomes', ['due_on'],
                    unique=False,
                    sqlite_where=sa.text('due_on IS NOT NULL AND undone_at IS NULL'),
                    postgresql_where=sa.text('due_on IS NOT NULL AND undone_at IS NULL'))
    op.create_index('ix_outcomes_proposal_id', 'outcomes', ['proposal_id', 'id'], unique=False)
    op.create_index('ix_outcomes_recorded_at', 'outcomes', ['recorded_at'], unique=False)
    op.create_table('selections',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('proposal_id', Big, nullable=False),
    sa.Column('campaign_id', Big, nullable=False),
    sa.Column('section_id', Big, nullable=True),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.Column('rank', Big, nullable=True),
    sa.Column('support', Big, nullable=False),
    sa.Column('objections', Big, nullable=False),
    sa.Column('breadth', Big, nullable=False),
    sa.Column('margin', Big, nullable=True),
    sa.Column('remark', sa.Text(), nullable=True),
    sa.Column('selected_by', Big, nullable=False),
    sa.Column('selected_at', Big, nullable=False),
    sa.Column('dropped_by', Big, nullable=True),
    sa.Column('dropped_at', Big, nullable=True),
    sa.CheckConstraint("(basis = 'organizer') = (rank IS NULL)", name=op.f('ck_selections_rank')),
    sa.CheckConstraint("basis <> 'organizer' OR remark IS NOT NULL", name=op.f('ck_selections_remark')),
    sa.CheckConstraint("basis IN ('region', 'topic', 'national', 'organizer')", name=op.f('ck_selections_basis')),
    sa.CheckConstraint('(dropped_by IS NULL) = (dropped_at IS NULL)', name=op.f('ck_selections_dropped')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_selections_campaign_id')),
    sa.ForeignKeyConstraint(['dropped_by'], ['people.id'], name=op.f('fk_selections_dropped_by')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_selections_proposal_id')),
    sa.ForeignKeyConstraint(['section_id'], ['sections.id'], name=op.f('fk_selections_section_id')),
    sa.ForeignKeyConstraint(['selected_by'], ['people.id'], name=op.f('fk_selections_selected_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_selections')),
    **TABLE)
    op.create_index('ix_selections_campaign_id', 'selections', ['campaign_id', 'section_id', 'id'],
                    unique=False,
                    sqlite_where=sa.text('dropped_at IS NULL'),
                    postgresql_where=sa.text('dropped_at IS NULL'))
    op.create_index('uq_selections_in_force', 'selections', ['proposal_id'],
                    unique=True,
                    sqlite_where=sa.text('dropped_at IS NULL'),
                    postgresql_where=sa.text('dropped_at IS NULL'))
    op.create_table('outcome_files',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('outcome_id', Big, nullable=False),
    sa.Column('position', Big, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('file_id', sa.Text(), nullable=False),
    sa.Column('file_unique_id', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('size', Big, nullable=False),
    sa.CheckConstraint("kind IN ('photo', 'document')", name=op.f('ck_outcome_files_kind')),
    sa.CheckConstraint('position BETWEEN 1 AND 5', name=op.f('ck_outcome_files_position')),
    sa.ForeignKeyConstraint(['outcome_id'], ['outcomes.id'], name=op.f('fk_outcome_files_outcome_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_files')),
    sa.UniqueConstraint('outcome_id', 'file_unique_id', name=op.f('uq_outcome_files_outcome_id_file_unique_id')),
    sa.UniqueConstraint('outcome_id', 'position', name=op.f('uq_outcome_files_outcome_id_position')),
    **TABLE)
    op.create_table('ratings',
    sa.Column('id', Big, sa.Identity(always=False), nullable=False),
    sa.Column('outcome_id', Big, nullable=False),
    sa.Column('person_id', Big, nullable=True),
    sa.Column('rating', sa.Text(), nullable=False),
    sa.Column('rated_at', Big, nullable=False),
    sa.CheckConstraint("rating IN ('answered', 'partly', 'formal')", name=op.f('ck_ratings_rating')),
    sa.ForeignKeyConstraint(['outcome_id'], ['outcomes.id'], name=op.f('fk_ratings_outcome_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_ratings_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ratings')),
    sa.UniqueConstraint('outcome_id', 'person_id', name=op.f('uq_ratings_outcome_id_person_id')),
    **TABLE)
    op.create_index('ix_ratings_person_id', 'ratings', ['person_id'], unique=False)


def downgrade() -> None:
    announced = sa.text('announcement_id IS NOT NULL')
    op.drop_index('ix_deliveries_announcement', table_name='deliveries',
                  sqlite_where=announced, postgresql_where=announced)
    with op.batch_alter_table('deliveries', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('fk_deliveries_announcement_id'), type_='foreignkey')
        batch_op.drop_column('announcement_id')
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    undone = sa.text('undone_by IS NOT NULL')
    op.drop_index('ix_decisions_undone_by', table_name='decisions', sqlite_where=undone, postgresql_where=undone)
    op.drop_index('ix_decisions_moderator_id', table_name='decisions')
    for name, columns in {**DECISION_INDEXES, 'ix_decisions_decided_at': ['decided_at']}.items():
        op.drop_index(name, table_name='decisions')
        op.create_index(name, 'decisions', columns, unique=False)
    with op.batch_alter_table('invitations', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('ck_invitations_ended'), type_='check')
        batch_op.drop_constraint(op.f('fk_invitations_ended_by'), type_='foreignkey')
        batch_op.drop_column('ended_by')
    with op.batch_alter_table('campaigns', table_kwargs=TABLE) as batch_op:
        for name in CHECKS:
            batch_op.drop_constraint(op.f(f'ck_campaigns_{name}'), type_='check')
        for name in (*NUMBERS, *TEXTS):
            batch_op.drop_column(name)
