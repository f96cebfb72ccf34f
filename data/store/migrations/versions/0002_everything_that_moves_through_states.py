"""Everything that moves through states: referrals of every machine, their steps, seats, and records that are held"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

RECORDS = ('members', 'openings', 'projects', 'services')


def upgrade() -> None:
    for name in RECORDS:
        op.add_column(name, sa.Column('held', sa.Integer(), server_default='0', nullable=False))
    op.create_table('seats',
    sa.Column('holder', sa.String(length=96), nullable=False),
    sa.Column('machine', sa.String(length=16), nullable=False),
    sa.Column('most', sa.Integer(), nullable=True),
    sa.Column('taken', sa.Integer(), nullable=False),
    sa.CheckConstraint('taken >= 0', name=op.f('ck_seats_taken')),
    sa.PrimaryKeyConstraint('holder', 'machine', name=op.f('pk_seats'))
    )
    with op.batch_alter_table('referrals', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('uq_referrals_member'), type_='unique')
        batch_op.alter_column('member', existing_type=sa.String(length=40), nullable=True)
        batch_op.alter_column('opportunity', existing_type=sa.String(length=40), type_=sa.String(length=96), nullable=True)
        batch_op.add_column(sa.Column('machine', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('keeper', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('holder', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('track', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('shared', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('live_pair', sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=True))
    op.execute(
        "UPDATE referrals SET machine = 'referral', version = 1, track = 'work',"
        " keeper = (SELECT organisation FROM members WHERE members.id = referrals.member),"
        " holder = (SELECT organisation FROM openings WHERE openings.id = referrals.opportunity),"
        " shared = CASE WHEN state IN ('proposed', 'agreed') THEN 0 ELSE 1 END,"
        " live_pair = CASE WHEN state IN ('stayed_90', 'declined', 'withdrawn') THEN NULL"
        " ELSE 'referral ' || member || ' ' || opportunity END"
    )
    with op.batch_alter_table('referrals', schema=None) as batch_op:
        for name, kind in (('machine', sa.String(length=16)), ('shared', sa.Integer()), ('version', sa.Integer())):
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.create_foreign_key(op.f('fk_referrals_keeper_organisations'), 'organisations', ['keeper'], ['id'])
        batch_op.create_foreign_key(op.f('fk_referrals_holder_organisations'), 'organisations', ['holder'], ['id'])
        batch_op.create_unique_constraint(op.f('uq_referrals_live_pair'), ['live_pair'])
        batch_op.create_index('ix_referrals_member', ['member'], unique=False)
        batch_op.create_index('ix_referrals_opportunity', ['opportunity'], unique=False)
    op.create_table('steps',
    sa.Column('referral', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('organisation', sa.String(length=64), nullable=False),
    sa.Column('party', sa.String(length=16), nullable=False),
    sa.Column('from_state', sa.String(length=32), nullable=False),
    sa.Column('to_state', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.String(length=64), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('day', sa.String(length=10), nullable=False),
    sa.Column('at', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['organisation'], ['organisations.id'], name=op.f('fk_steps_organisation_organisations')),
    sa.ForeignKeyConstraint(['referral'], ['referrals.id'], name=op.f('fk_steps_referral_referrals')),
    sa.PrimaryKeyConstraint('referral', 'number', name=op.f('pk_steps'))
    )
    op.execute(
        "INSERT INTO steps (referral, number, organisation, party, from_state, to_state, reason, note, day, at)"
        " SELECT id, 1, organisation, '', '', state, reason, '', substr(updated_at, 1, 10), updated_at FROM referrals"
    )


def downgrade() -> None:
    """What the older tables have no room for goes: other machines, ids that are too long, all but the last of a pair."""
    op.drop_table('steps')
    op.drop_table('seats')
    op.execute("DELETE FROM referrals WHERE machine <> 'referral' OR member IS NULL OR opportunity IS NULL OR length(opportunity) > 40")
    op.execute(
        "DELETE FROM referrals WHERE EXISTS (SELECT 1 FROM referrals AS other WHERE other.member = referrals.member"
        " AND other.opportunity = referrals.opportunity AND (other.live_pair IS NOT NULL AND referrals.live_pair IS NULL"
        " OR (other.live_pair IS NULL) = (referrals.live_pair IS NULL) AND other.id > referrals.id))"
    )
    with op.batch_alter_table('referrals', schema=None) as batch_op:
        batch_op.drop_index('ix_referrals_opportunity')
        batch_op.drop_index('ix_referrals_member')
        batch_op.drop_constraint(op.f('uq_referrals_live_pair'), type_='unique')
        batch_op.drop_constraint(op.f('fk_referrals_holder_organisations'), type_='foreignkey')
        batch_op.drop_constraint(op.f('fk_referrals_keeper_organisations'), type_='foreignkey')
        batch_op.alter_column('member', existing_type=sa.String(length=40), nullable=False)
        batch_op.alter_column('opportunity', existing_type=sa.String(length=96), type_=sa.String(length=40), nullable=False)
        for name in ('version', 'live_pair', 'shared', 'track', 'holder', 'keeper', 'machine'):
            batch_op.drop_column(name)
        batch_op.create_unique_constraint(op.f('uq_referrals_member'), ['member', 'opportunity'])
    for name in RECORDS:
        op.drop_column(name, 'held')
