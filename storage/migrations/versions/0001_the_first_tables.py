"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('conversations',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=True),
    sa.Column('data', sa.Text(), nullable=False),
    sa.Column('version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('changed_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('expires_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_conversations')),
    sqlite_autoincrement=False,
    sqlite_strict=True
    )
    with op.batch_alter_table('conversations', schema=None) as batch_op:
        batch_op.create_index('ix_conversations_expires_at', ['expires_at'], unique=False)

    op.create_table('people',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('telegram_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('language', sa.Text(), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('consent_version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('consent_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unreachable_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint("language IN ('kk', 'ru')", name=op.f('ck_people_language')),
    sa.CheckConstraint('(consent_version IS NULL) = (consent_at IS NULL)', name=op.f('ck_people_consent')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('telegram_id', name=op.f('uq_people_telegram_id')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    op.create_table('campaigns',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('name_kk', sa.Text(), nullable=False),
    sa.Column('name_ru', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default='open', nullable=False),
    sa.Column('collecting_from', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('collecting_until', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('voting_from', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('voting_until', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('last_number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False),
    sa.Column('created_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('created_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("state IN ('open', 'ended')", name=op.f('ck_campaigns_state')),
    sa.CheckConstraint('collecting_from < collecting_until', name=op.f('ck_campaigns_collecting')),
    sa.CheckConstraint('collecting_from <= voting_from AND collecting_until <= voting_until', name=op.f('ck_campaigns_phases')),
    sa.CheckConstraint('voting_from < voting_until', name=op.f('ck_campaigns_voting')),
    sa.ForeignKeyConstraint(['created_by'], ['people.id'], name=op.f('fk_campaigns_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaigns')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.create_index('uq_campaigns_one_open', ['state'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.create_table('deliveries',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('cause', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default='owed', nullable=False),
    sa.Column('attempts', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False),
    sa.Column('created_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('not_before', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('claimed_until', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('sent_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.CheckConstraint("state IN ('owed', 'claimed', 'sent', 'unreachable', 'failed')", name=op.f('ck_deliveries_state')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_deliveries_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deliveries')),
    sa.UniqueConstraint('cause', name=op.f('uq_deliveries_cause')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.create_index('ix_deliveries_next', ['state', 'not_before', 'id'], unique=False)
        batch_op.create_index('ix_deliveries_person_id', ['person_id', 'id'], unique=False)

    op.create_table('digest_plans',
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('region', sa.Text(), nullable=False),
    sa.Column('cadence', sa.Text(), server_default='workdays', nullable=False),
    sa.Column('minute', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='540', nullable=False),
    sa.Column('weekday', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='1', nullable=False),
    sa.Column('due_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('covered_until', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("(cadence = 'off') = (due_at IS NULL)", name=op.f('ck_digest_plans_due')),
    sa.CheckConstraint("cadence IN ('workdays', 'daily', 'weekly', 'off')", name=op.f('ck_digest_plans_cadence')),
    sa.CheckConstraint('minute BETWEEN 0 AND 1439 AND weekday BETWEEN 1 AND 7', name=op.f('ck_digest_plans_time')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_digest_plans_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'region', name=op.f('pk_digest_plans')),
    sqlite_autoincrement=False,
    sqlite_strict=True
    )
    with op.batch_alter_table('digest_plans', schema=None) as batch_op:
        batch_op.create_index('ix_digest_plans_due_at', ['due_at'], unique=False)

    op.create_table('digests',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('region', sa.Text(), nullable=False),
    sa.Column('period_from', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('period_until', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint('period_from < period_until', name=op.f('ck_digests_period')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_digests_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digests')),
    sa.UniqueConstraint('person_id', 'region', 'period_until', name=op.f('uq_digests_person_id_region_period_until')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    op.create_table('invitations',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('regions', sa.Text(), nullable=False),
    sa.Column('created_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('expires_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('used_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('used_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint("role IN ('moderator', 'organizer')", name=op.f('ck_invitations_role')),
    sa.CheckConstraint('(used_by IS NULL) = (used_at IS NULL)', name=op.f('ck_invitations_used')),
    sa.ForeignKeyConstraint(['created_by'], ['people.id'], name=op.f('fk_invitations_created_by')),
    sa.ForeignKeyConstraint(['used_by'], ['people.id'], name=op.f('fk_invitations_used_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitations')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitations_token_hash')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    op.create_table('team',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('region', sa.Text(), server_default='', nullable=False),
    sa.Column('display_name', sa.Text(), nullable=False),
    sa.Column('granted_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('granted_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('revoked_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('revoked_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint("(role = 'organizer') = (region = '')", name=op.f('ck_team_region')),
    sa.CheckConstraint("role IN ('moderator', 'organizer')", name=op.f('ck_team_role')),
    sa.ForeignKeyConstraint(['granted_by'], ['people.id'], name=op.f('fk_team_granted_by')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_team_person_id')),
    sa.ForeignKeyConstraint(['revoked_by'], ['people.id'], name=op.f('fk_team_revoked_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.create_index('ix_team_region', ['region', 'role'], unique=False)
        batch_op.create_index('uq_team_in_force', ['person_id', 'role', 'region'], unique=True, sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))

    op.create_table('proposals',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('campaign_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('author_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('state', sa.Text(), server_default='draft', nullable=False),
    sa.Column('round', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False),
    sa.Column('place', sa.Text(), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('topic', sa.Text(), nullable=True),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('language', sa.Text(), nullable=True),
    sa.Column('fingerprint', sa.Text(), nullable=True),
    sa.Column('support_count', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False),
    sa.Column('object_count', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False),
    sa.Column('created_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('changed_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('submitted_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('queued_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('published_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('taken_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('taken_until', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint("language IN ('kk', 'ru')", name=op.f('ck_proposals_language')),
    sa.CheckConstraint("place = region OR place = 'national'", name=op.f('ck_proposals_place')),
    sa.CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name=op.f('ck_proposals_published')),
    sa.CheckConstraint("state IN ('draft', 'pending', 'returned', 'rejected', 'published', 'hidden', 'joined', 'withdrawn', 'shortlisted', 'recommended', 'sent', 'answered', 'in_progress', 'done', 'declined')", name=op.f('ck_proposals_state')),
    sa.CheckConstraint("state IN ('draft', 'withdrawn') OR (number IS NOT NULL AND place IS NOT NULL AND region IS NOT NULL AND topic IS NOT NULL AND language IS NOT NULL AND fingerprint IS NOT NULL AND title IS NOT NULL AND text IS NOT NULL AND length(title) >= 10 AND length(text) >= 30 AND submitted_at IS NOT NULL AND queued_at IS NOT NULL)", name=op.f('ck_proposals_complete')),
    sa.CheckConstraint('length(title) <= 120 AND length(text) <= 2000', name=op.f('ck_proposals_length')),
    sa.CheckConstraint('support_count >= 0 AND object_count >= 0', name=op.f('ck_proposals_counts')),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_proposals_author_id')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_proposals_campaign_id')),
    sa.ForeignKeyConstraint(['taken_by'], ['people.id'], name=op.f('fk_proposals_taken_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposals')),
    sa.UniqueConstraint('campaign_id', 'number', name=op.f('uq_proposals_campaign_id_number')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    with op.batch_alter_table('proposals', schema=None) as batch_op:
        batch_op.create_index('ix_proposals_author', ['author_id', 'campaign_id', 'submitted_at'], unique=False)
        batch_op.create_index('ix_proposals_new', ['campaign_id', 'state', 'published_at', 'id'], unique=False)
        batch_op.create_index('ix_proposals_place_new', ['campaign_id', 'state', 'place', 'published_at', 'id'], unique=False)
        batch_op.create_index('ix_proposals_place_top', ['campaign_id', 'state', 'place', 'support_count', 'id'], unique=False)
        batch_op.create_index('ix_proposals_place_topic_new', ['campaign_id', 'state', 'place', 'topic', 'published_at', 'id'], unique=False)
        batch_op.create_index('ix_proposals_place_topic_top', ['campaign_id', 'state', 'place', 'topic', 'support_count', 'id'], unique=False)
        batch_op.create_index('ix_proposals_queue', ['state', 'region', 'queued_at', 'id'], unique=False)
        batch_op.create_index('ix_proposals_top', ['campaign_id', 'state', 'support_count', 'id'], unique=False)
        batch_op.create_index('ix_proposals_topic_new', ['campaign_id', 'state', 'topic', 'published_at', 'id'], unique=False)
        batch_op.create_index('ix_proposals_topic_top', ['campaign_id', 'state', 'topic', 'support_count', 'id'], unique=False)
        batch_op.create_index('uq_proposals_one_draft', ['campaign_id', 'author_id'], unique=True, sqlite_where=sa.text("state = 'draft'"), postgresql_where=sa.text("state = 'draft'"))

    op.create_table('attachments',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('proposal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('file_id', sa.Text(), nullable=False),
    sa.Column('file_unique_id', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('size', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('added_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("kind IN ('photo', 'document')", name=op.f('ck_attachments_kind')),
    sa.CheckConstraint('position BETWEEN 1 AND 5', name=op.f('ck_attachments_position')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_attachments_proposal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachments')),
    sa.UniqueConstraint('proposal_id', 'file_unique_id', name=op.f('uq_attachments_proposal_id_file_unique_id')),
    sa.UniqueConstraint('proposal_id', 'position', name=op.f('uq_attachments_proposal_id_position')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    op.create_table('decisions',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('proposal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('round', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('moderator_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('remark', sa.Text(), nullable=True),
    sa.Column('decided_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint("(kind = 'reject') = (reason IS NOT NULL)", name=op.f('ck_decisions_reason')),
    sa.CheckConstraint("kind <> 'return' OR remark IS NOT NULL", name=op.f('ck_decisions_remark')),
    sa.CheckConstraint("kind IN ('publish', 'return', 'reject')", name=op.f('ck_decisions_kind')),
    sa.ForeignKeyConstraint(['moderator_id'], ['people.id'], name=op.f('fk_decisions_moderator_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_decisions_proposal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions')),
    sa.UniqueConstraint('proposal_id', 'round', name=op.f('uq_decisions_proposal_id_round')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index('ix_decisions_decided_at', ['decided_at'], unique=False)

    op.create_table('vote_hours',
    sa.Column('proposal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('hour', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('region', sa.Text(), nullable=False),
    sa.Column('support', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False),
    sa.Column('objection', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_vote_hours_proposal_id')),
    sa.PrimaryKeyConstraint('proposal_id', 'hour', name=op.f('pk_vote_hours')),
    sqlite_autoincrement=False,
    sqlite_strict=True
    )
    with op.batch_alter_table('vote_hours', schema=None) as batch_op:
        batch_op.create_index('ix_vote_hours_region', ['region', 'hour', 'proposal_id', 'support', 'objection'], unique=False)

    op.create_table('votes',
    sa.Column('proposal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('value', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('previous', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='0', nullable=False),
    sa.Column('cast_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('changed_at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.CheckConstraint('value IN (-1, 0, 1) AND previous IN (-1, 0, 1)', name=op.f('ck_votes_value')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_votes_person_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_votes_proposal_id')),
    sa.PrimaryKeyConstraint('proposal_id', 'person_id', name=op.f('pk_votes')),
    sqlite_autoincrement=False,
    sqlite_strict=True
    )
    with op.batch_alter_table('votes', schema=None) as batch_op:
        batch_op.create_index('ix_votes_person_id', ['person_id', 'changed_at'], unique=False)

    op.create_table('history',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), sa.Identity(always=False), nullable=False),
    sa.Column('proposal_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('actor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('actor_role', sa.Text(), nullable=False),
    sa.Column('from_state', sa.Text(), nullable=True),
    sa.Column('to_state', sa.Text(), nullable=False),
    sa.Column('decision_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('fingerprint', sa.Text(), nullable=True),
    sa.CheckConstraint("actor_role IN ('author', 'moderator', 'organizer', 'system')", name=op.f('ck_history_actor_role')),
    sa.ForeignKeyConstraint(['actor_id'], ['people.id'], name=op.f('fk_history_actor_id')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_history_decision_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_history_proposal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_history')),
    sqlite_autoincrement=True,
    sqlite_strict=True
    )
    with op.batch_alter_table('history', schema=None) as batch_op:
        batch_op.create_index('ix_history_proposal_id', ['proposal_id', 'id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('history', schema=None) as batch_op:
        batch_op.drop_index('ix_history_proposal_id')

    op.drop_table('history')
    with op.batch_alter_table('votes', schema=None) as batch_op:
        batch_op.drop_index('ix_votes_person_id')

    op.drop_table('votes')
    with op.batch_alter_table('vote_hours', schema=None) as batch_op:
        batch_op.drop_index('ix_vote_hours_region')

    op.drop_table('vote_hours')
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index('ix_decisions_decided_at')

    op.drop_table('decisions')
    op.drop_table('attachments')
    with op.batch_alter_table('proposals', schema=None) as batch_op:
        batch_op.drop_index('uq_proposals_one_draft', sqlite_where=sa.text("state = 'draft'"), postgresql_where=sa.text("state = 'draft'"))
        batch_op.drop_index('ix_proposals_topic_top')
        batch_op.drop_index('ix_proposals_topic_new')
        batch_op.drop_index('ix_proposals_top')
        batch_op.drop_index('ix_proposals_queue')
        batch_op.drop_index('ix_proposals_place_topic_top')
        batch_op.drop_index('ix_proposals_place_topic_new')
        batch_op.drop_index('ix_proposals_place_top')
        batch_op.drop_index('ix_proposals_place_new')
        batch_op.drop_index('ix_proposals_new')
        batch_op.drop_index('ix_proposals_author')

    op.drop_table('proposals')
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.drop_index('uq_team_in_force', sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))
        batch_op.drop_index('ix_team_region')

    op.drop_table('team')
    op.drop_table('invitations')
    op.drop_table('digests')
    with op.batch_alter_table('digest_plans', schema=None) as batch_op:
        batch_op.drop_index('ix_digest_plans_due_at')

    op.drop_table('digest_plans')
    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.drop_index('ix_deliveries_person_id')
        batch_op.drop_index('ix_deliveries_next')

    op.drop_table('deliveries')
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.drop_index('uq_campaigns_one_open', sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.drop_table('campaigns')
    op.drop_table('people')
    with op.batch_alter_table('conversations', schema=None) as batch_op:
        batch_op.drop_index('ix_conversations_expires_at')

    op.drop_table('conversations')
