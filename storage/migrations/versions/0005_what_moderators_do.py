"""What moderators do: join, undo, correct, translate, warn; canned reasons, days off, duty, groups, plans of digests"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

Big = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
# A rebuilt table of SQLite keeps its kind only when it is said again.
TABLE = {'sqlite_autoincrement': True, 'sqlite_strict': True}
PLAIN = {'sqlite_autoincrement': False, 'sqlite_strict': True}
# Code, is it public, position, its name and what the author is told, in Kazakh and in Russian.
REASONS = (
    (
        'not-for-forum', 1, 1,
        'Форумға арналмаған', 'Не для форума',
        'Бұл – жеке өтініш немесе шағым. Форумда қоғамға ортақ мәселелер талқыланады. Өтініш пен шағымды мемлекеттік органға тікелей жолдаңыз.',
        'Это личная просьба или жалоба. Форум обсуждает общие вопросы. С просьбой или жалобой обратитесь напрямую в государственный орган.',
    ),
    (
        'out-of-scope', 1, 2,
        'Құзыреттен тыс', 'Вне компетенции',
        'Бұл мәселені Қазақстанның мемлекеттік органдары да, азаматтық қоғам ұйымдары да шеше алмайды. Басқа мәселе бойынша жаңа ұсыныс жібере аласыз.',
        'Этот вопрос не могут решить ни государственные органы Казахстана, ни организации гражданского общества. Можно подать новое предложение по другому вопросу.',
    ),
    (
        'duplicate', 0, 3,
        'Қайталанатын ұсыныс', 'Дублирующее предложение',
        'Осындай ұсыныс бұрын жарияланған. Оны тізімнен тауып, қолдай аласыз.',
        'Такое предложение уже опубликовано. Его можно найти в списке и поддержать.',
    ),
    (
        'unclear', 0, 4,
        'Мәні түсініксіз', 'Суть неясна',
        'Қандай мәселе бар екені және не ұсынылатыны түсініксіз. Нақтырақ жазып, ұсынысты жаңадан жіберіңіз.',
        'Неясно, в чём проблема и что предлагается. Опишите конкретнее и подайте предложение заново.',
    ),
    (
        'personal-data', 0, 5,
        'Дербес деректер', 'Персональные данные',
        'Мәтінде дербес деректер бар: телефон нөмірі, ЖСН, мекенжай немесе басқасы. Оларды алып тастап, ұсынысты жаңадан жіберіңіз.',
        'В тексте есть персональные данные: номер телефона, ИИН, адрес или другое. Уберите их и подайте предложение заново.',
    ),
    (
        'advertising', 0, 6,
        'Жарнама', 'Реклама',
        'Мәтін тауарды, қызметті немесе ұйымды жарнамалайды. Ұсыныс қоғамға маңызды мәселе туралы болуға тиіс.',
        'Текст рекламирует товар, услугу или организацию. Предложение должно касаться вопроса, важного для общества.',
    ),
    (
        'abuse', 0, 7,
        'Қорлау немесе балағаттау', 'Оскорбления или брань',
        'Мәтінде қорлайтын немесе балағат сөздер бар. Оларды алып тастап, ұсынысты жаңадан жіберіңіз.',
        'В тексте есть оскорбления или брань. Уберите их и подайте предложение заново.',
    ),
    (
        'illegal', 0, 8,
        'Заңға қайшы', 'Противоречит закону',
        'Ұсыныс Қазақстан заңдарына қайшы келеді немесе заң бұзуға шақырады. Заңды жолын тауып, жаңадан жаза аласыз.',
        'Предложение противоречит законам Казахстана или призывает их нарушить. Можно найти законный путь и написать заново.',
    ),
)
CADENCE = "cadence IN ('workdays', 'daily', 'weekly', 'off')"
LANGUAGE = "language IN ('kk', 'ru')"
RECIPIENT = '(person_id IS NULL) <> (group_id IS NULL)'


def _id() -> sa.Column[int]:
    return sa.Column('id', Big, sa.Identity(always=False), nullable=False)


def _person(name: str = 'person_id', *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, Big, sa.ForeignKey('people.id'), nullable=nullable)


def _proposal(name: str = 'proposal_id', *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, Big, sa.ForeignKey('proposals.id'), nullable=nullable)


def _group() -> sa.Column[int]:
    return sa.Column('group_id', Big, sa.ForeignKey('staff_groups.id'), nullable=True)


def upgrade() -> None:
    with op.batch_alter_table('people', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('muted_until', Big, nullable=True))
        batch_op.add_column(sa.Column('banned_at', Big, nullable=True))
        batch_op.add_column(sa.Column('message_form', sa.Text(), server_default='classic', nullable=False))
        batch_op.create_check_constraint(op.f('ck_people_message_form'), "message_form IN ('classic', 'rich')")
    with op.batch_alter_table('proposals', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('joined_to', Big, nullable=True))
        batch_op.create_foreign_key(op.f('fk_proposals_joined_to'), 'proposals', ['joined_to'], ['id'])
        batch_op.create_check_constraint(
            op.f('ck_proposals_joined_to'), "(state = 'joined') = (joined_to IS NOT NULL) AND joined_to <> id"
        )
    joined = sa.text('joined_to IS NOT NULL')
    op.create_index('ix_proposals_joined_to', 'proposals', ['joined_to'], unique=False,
                    sqlite_where=joined, postgresql_where=joined)
    _make_reasons()
    _change_decisions()
    with op.batch_alter_table('history', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('act', sa.Text(), server_default='state', nullable=False))
        batch_op.add_column(sa.Column('details', sa.Text(), server_default='{}', nullable=False))
        batch_op.create_check_constraint(
            op.f('ck_history_act'), "act IN ('state', 'undo', 'correct', 'translate')"
        )
    with op.batch_alter_table('staff_groups', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('region', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('topic_id', Big, nullable=True))
        batch_op.add_column(sa.Column('connected_by', Big, nullable=True))
        batch_op.create_foreign_key(op.f('fk_staff_groups_connected_by'), 'people', ['connected_by'], ['id'])
    op.create_index('ix_staff_groups_region', 'staff_groups', ['region'], unique=False)
    op.create_index('ix_reports_reported_at', 'reports', ['reported_at'], unique=False)
    op.create_index('ix_appeals_filed_at', 'appeals', ['filed_at'], unique=False)
    _make_tables()
    _rebuild_digests()


def _make_reasons() -> None:
    reasons = op.create_table('rejection_reasons',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_kk', sa.Text(), nullable=False),
    sa.Column('name_ru', sa.Text(), nullable=False),
    sa.Column('about_kk', sa.Text(), nullable=False),
    sa.Column('about_ru', sa.Text(), nullable=False),
    sa.Column('is_public', Big, nullable=False),
    sa.Column('is_offered', Big, server_default='1', nullable=False),
    sa.Column('position', Big, nullable=False),
    _person('changed_by', nullable=True),
    sa.Column('changed_at', Big, nullable=True),
    sa.CheckConstraint('is_public IN (0, 1) AND is_offered IN (0, 1)', name=op.f('ck_rejection_reasons_flags')),
    sa.CheckConstraint('length(code) BETWEEN 1 AND 20', name=op.f('ck_rejection_reasons_code')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_rejection_reasons')),
    **PLAIN)
    names = ('code', 'is_public', 'position', 'name_kk', 'name_ru', 'about_kk', 'about_ru')
    op.bulk_insert(reasons, [dict(zip(names, row, strict=True)) for row in REASONS])


def _change_decisions() -> None:
    with op.batch_alter_table('decisions', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('region', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('queued_at', Big, nullable=True))
        batch_op.add_column(sa.Column('target_id', Big, nullable=True))
        batch_op.add_column(sa.Column('undone_at', Big, nullable=True))
        batch_op.add_column(sa.Column('undone_by', Big, nullable=True))
    # Of earlier rounds the queue's time is not known any more: that of the round before last stands for it.
    op.execute("""
        UPDATE decisions
           SET region = (SELECT p.region FROM proposals p WHERE p.id = decisions.proposal_id),
               queued_at = (SELECT CASE WHEN p.queued_at < decisions.decided_at THEN p.queued_at
                                        WHEN p.submitted_at < decisions.decided_at THEN p.submitted_at
                                        ELSE decisions.decided_at END
                              FROM proposals p WHERE p.id = decisions.proposal_id)
    """)
    with op.batch_alter_table('decisions', table_kwargs=TABLE) as batch_op:
        batch_op.alter_column('region', existing_type=sa.Text(), nullable=False)
        batch_op.alter_column('queued_at', existing_type=Big, nullable=False)
        batch_op.drop_constraint(op.f('ck_decisions_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_decisions_kind'), "kind IN ('publish', 'return', 'reject', 'join')")
        batch_op.create_check_constraint(op.f('ck_decisions_undone'), '(undone_at IS NULL) = (undone_by IS NULL)')
        batch_op.create_check_constraint(
            op.f('ck_decisions_target'), "(kind = 'join') = (target_id IS NOT NULL) AND target_id <> proposal_id"
        )
        batch_op.create_foreign_key(op.f('fk_decisions_reason'), 'rejection_reasons', ['reason'], ['code'])
        batch_op.create_foreign_key(op.f('fk_decisions_target_id'), 'proposals', ['target_id'], ['id'])
        batch_op.create_foreign_key(op.f('fk_decisions_undone_by'), 'people', ['undone_by'], ['id'])
    op.create_index('ix_decisions_region', 'decisions', ['region', 'decided_at'], unique=False)


def _make_tables() -> None:
    op.create_table('translations', _proposal(),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    _person('translated_by', nullable=True),
    sa.Column('translated_at', Big, nullable=False),
    sa.CheckConstraint(LANGUAGE, name=op.f('ck_translations_language')),
    sa.CheckConstraint('length(title) BETWEEN 10 AND 120 AND length(text) BETWEEN 30 AND 2000',
                       name=op.f('ck_translations_length')),
    sa.PrimaryKeyConstraint('proposal_id', 'language', name=op.f('pk_translations')),
    **PLAIN)
    op.create_table('carries', _person(),
    sa.Column('decision_id', Big, sa.ForeignKey('decisions.id'), nullable=False),
    sa.Column('asked_at', Big, nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_at', Big, nullable=True),
    sa.CheckConstraint("answer IN ('carry', 'leave')", name=op.f('ck_carries_answer')),
    sa.CheckConstraint('(answer IS NULL) = (answered_at IS NULL)', name=op.f('ck_carries_answered')),
    sa.PrimaryKeyConstraint('person_id', 'decision_id', name=op.f('pk_carries')),
    **PLAIN)
    op.create_index('ix_carries_decision_id', 'carries', ['decision_id', 'answer'], unique=False)
    op.create_table('sanctions', _id(), _person(nullable=True),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=True),
    _proposal(nullable=True),
    sa.Column('region', sa.Text(), nullable=False),
    sa.Column('until', Big, nullable=True),
    _person('set_by'),
    sa.Column('set_at', Big, nullable=False),
    _person('lifted_by', nullable=True),
    sa.Column('lifted_at', Big, nullable=True),
    sa.CheckConstraint("kind IN ('warn', 'mute', 'ban')", name=op.f('ck_sanctions_kind')),
    sa.CheckConstraint("reason IN ('insult', 'personal-data', 'advertising', 'flood', 'false-reports')",
                       name=op.f('ck_sanctions_reason')),
    sa.CheckConstraint("(kind = 'mute') = (until IS NOT NULL)", name=op.f('ck_sanctions_until')),
    sa.CheckConstraint('(lifted_by IS NULL) = (lifted_at IS NULL)', name=op.f('ck_sanctions_lifted')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sanctions')),
    **TABLE)
    op.create_index('ix_sanctions_person_id', 'sanctions', ['person_id', 'id'], unique=False)
    op.create_index('ix_sanctions_region', 'sanctions', ['region', 'id'], unique=False)
    op.create_index('ix_sanctions_proposal_id', 'sanctions', ['proposal_id'], unique=False)
    op.create_table('days',
    sa.Column('day', sa.Text(), nullable=False),
    sa.Column('is_working', Big, nullable=False),
    _person('set_by', nullable=True),
    sa.Column('set_at', Big, nullable=False),
    sa.CheckConstraint('is_working IN (0, 1)', name=op.f('ck_days_is_working')),
    sa.CheckConstraint('length(day) = 10', name=op.f('ck_days_day')),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_days')),
    **PLAIN)
    op.create_table('duties',
    sa.Column('region', sa.Text(), nullable=False),
    sa.Column('weekday', Big, nullable=False),
    _person(),
    _person('deputy_id', nullable=True),
    _person('set_by'),
    sa.Column('set_at', Big, nullable=False),
    sa.CheckConstraint('weekday BETWEEN 1 AND 7', name=op.f('ck_duties_weekday')),
    sa.CheckConstraint('deputy_id <> person_id', name=op.f('ck_duties_deputy')),
    sa.PrimaryKeyConstraint('region', 'weekday', name=op.f('pk_duties')),
    **PLAIN)
    op.create_index('ix_duties_person_id', 'duties', ['person_id'], unique=False)
    op.create_index('ix_duties_deputy_id', 'duties', ['deputy_id'], unique=False)


PLAN = ('person_id', 'region', 'cadence', 'minute', 'weekday', 'due_at', 'covered_until')


def _plan_columns() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column('region', sa.Text(), nullable=False),
        sa.Column('cadence', sa.Text(), server_default='workdays', nullable=False),
        sa.Column('minute', Big, server_default='540', nullable=False),
        sa.Column('weekday', Big, server_default='1', nullable=False),
        sa.Column('due_at', Big, nullable=True),
        sa.Column('covered_until', Big, nullable=False),
        sa.CheckConstraint(CADENCE, name=op.f('ck_digest_plans_cadence')),
        sa.CheckConstraint('minute BETWEEN 0 AND 1439 AND weekday BETWEEN 1 AND 7', name=op.f('ck_digest_plans_time')),
        sa.CheckConstraint("(cadence = 'off') = (due_at IS NULL)", name=op.f('ck_digest_plans_due')),
    ]


def _make_plans_anew(*parts: sa.schema.SchemaItem, is_autoincrement: bool) -> None:
    """Some hundreds of rows: they are read, and written into the table made anew, because its key is another one."""
    wanted = f"SELECT {', '.join(PLAN)} FROM digest_plans WHERE person_id IS NOT NULL ORDER BY person_id, region"
    rows = [dict(row) for row in op.get_bind().execute(sa.text(wanted)).mappings()]
    op.drop_index('ix_digest_plans_due_at', table_name='digest_plans')
    op.drop_table('digest_plans')
    kind = TABLE if is_autoincrement else PLAIN
    plans = op.create_table('digest_plans', *parts, *_plan_columns(), **kind)
    op.create_index('ix_digest_plans_due_at', 'digest_plans', ['due_at'], unique=False)
    op.bulk_insert(plans, rows)


def _rebuild_digests() -> None:
    """Plans and digests of people only become those of people and of groups."""
    _make_plans_anew(
        _id(), _person(nullable=True), _group(),
        sa.Column('paused_until', Big, nullable=True),
        sa.Column('language', sa.Text(), nullable=True),
        sa.CheckConstraint(LANGUAGE, name=op.f('ck_digest_plans_language')),
        sa.CheckConstraint(RECIPIENT, name=op.f('ck_digest_plans_recipient')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_digest_plans')),
        sa.UniqueConstraint('person_id', 'region', name=op.f('uq_digest_plans_person_id_region')),
        sa.UniqueConstraint('group_id', 'region', name=op.f('uq_digest_plans_group_id_region')),
        is_autoincrement=True,
    )
    with op.batch_alter_table('digests', table_kwargs=TABLE) as batch_op:
        batch_op.add_column(sa.Column('group_id', Big, nullable=True))
        batch_op.add_column(sa.Column('cadence', sa.Text(), server_default='workdays', nullable=False))
        batch_op.alter_column('person_id', existing_type=Big, nullable=True)
        batch_op.create_foreign_key(op.f('fk_digests_group_id'), 'staff_groups', ['group_id'], ['id'])
        batch_op.create_check_constraint(op.f('ck_digests_cadence'), CADENCE)
        batch_op.create_check_constraint(op.f('ck_digests_recipient'), RECIPIENT)
        batch_op.create_unique_constraint(
            op.f('uq_digests_group_id_region_period_until'), ['group_id', 'region', 'period_until']
        )


def downgrade() -> None:
    op.execute('DELETE FROM digests WHERE person_id IS NULL')
    with op.batch_alter_table('digests', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('uq_digests_group_id_region_period_until'), type_='unique')
        batch_op.drop_constraint(op.f('ck_digests_recipient'), type_='check')
        batch_op.drop_constraint(op.f('ck_digests_cadence'), type_='check')
        batch_op.drop_constraint(op.f('fk_digests_group_id'), type_='foreignkey')
        batch_op.alter_column('person_id', existing_type=Big, nullable=False)
        batch_op.drop_column('cadence')
        batch_op.drop_column('group_id')
    _make_plans_anew(
        _person(), sa.PrimaryKeyConstraint('person_id', 'region', name=op.f('pk_digest_plans')), is_autoincrement=False
    )
    for table in ('duties', 'days', 'sanctions', 'carries', 'translations'):
        op.drop_table(table)
    op.drop_index('ix_appeals_filed_at', table_name='appeals')
    op.drop_index('ix_reports_reported_at', table_name='reports')
    op.drop_index('ix_staff_groups_region', table_name='staff_groups')
    with op.batch_alter_table('staff_groups', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('fk_staff_groups_connected_by'), type_='foreignkey')
        for name in ('connected_by', 'topic_id', 'region'):
            batch_op.drop_column(name)
    op.execute("DELETE FROM history WHERE act IN ('correct', 'translate')")
    with op.batch_alter_table('history', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('ck_history_act'), type_='check')
        batch_op.drop_column('details')
        batch_op.drop_column('act')
    _bring_back_decisions()
    op.drop_table('rejection_reasons')
    joined = sa.text('joined_to IS NOT NULL')
    op.drop_index('ix_proposals_joined_to', table_name='proposals', sqlite_where=joined, postgresql_where=joined)
    with op.batch_alter_table('proposals', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('ck_proposals_joined_to'), type_='check')
        batch_op.drop_constraint(op.f('fk_proposals_joined_to'), type_='foreignkey')
        batch_op.drop_column('joined_to')
    with op.batch_alter_table('people', table_kwargs=TABLE) as batch_op:
        batch_op.drop_constraint(op.f('ck_people_message_form'), type_='check')
        for name in ('message_form', 'banned_at', 'muted_until'):
            batch_op.drop_column(name)


def _bring_back_decisions() -> None:
    # A decision to join is not known there; what stays says that it was joined.
    op.execute("UPDATE history SET decision_id = NULL WHERE decision_id IN (SELECT id FROM decisions WHERE kind = 'join')")
    op.execute("DELETE FROM decisions WHERE kind = 'join'")
    op.drop_index('ix_decisions_region', table_name='decisions')
    with op.batch_alter_table('decisions', table_kwargs=TABLE) as batch_op:
        for name in ('undone_by', 'target_id', 'reason'):
            batch_op.drop_constraint(op.f(f'fk_decisions_{name}'), type_='foreignkey')
        for name in ('target', 'undone', 'kind'):
            batch_op.drop_constraint(op.f(f'ck_decisions_{name}'), type_='check')
        batch_op.create_check_constraint(op.f('ck_decisions_kind'), "kind IN ('publish', 'return', 'reject')")
        for name in ('undone_by', 'undone_at', 'target_id', 'queued_at', 'region'):
            batch_op.drop_column(name)
