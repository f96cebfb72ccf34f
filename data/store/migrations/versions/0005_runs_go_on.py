"""Runs that somebody works out while others wait; seats that are taken by whatever has one"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

SEATED = "machine = 'referral' AND state IN ('hired', 'stayed_30', 'stayed_90') OR machine = 'claim' AND state IN ('promised', 'delivered', 'reviewed')"
SEAT = f"UPDATE referrals SET seat = CASE WHEN {SEATED} THEN 1 ELSE 0 END"  # noqa: S608 nothing in it comes from outside


def upgrade() -> None:
    op.add_column('runs', sa.Column('problem', sa.Text(), nullable=True))
    op.add_column('runs', sa.Column('step', sa.String(length=16), nullable=False, server_default=sa.text("''")))
    op.add_column('runs', sa.Column('share', sa.Float(), nullable=False, server_default='0'))
    op.add_column('runs', sa.Column('tries', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('runs', sa.Column('claimed_by', sa.String(length=40), nullable=False, server_default=sa.text("''")))
    op.add_column('runs', sa.Column('lease_until', sa.String(length=32), nullable=False, server_default=sa.text("''")))
    op.create_index('ix_runs_state_lease_until', 'runs', ['state', 'lease_until'], unique=False)
    op.add_column('referrals', sa.Column('seat', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('referrals', sa.Column('run', sa.String(length=40), nullable=True))
    op.create_index('ix_referrals_run', 'referrals', ['run'], unique=False)
    op.create_index('ix_referrals_seat_track', 'referrals', ['seat', 'track'], unique=False)
    op.execute(SEAT)
    op.alter_column('seats', 'machine', new_column_name='kind')
    # an opportunity's seats are counted together, whether referrals or claims take them
    op.execute("INSERT INTO seats (holder, kind, most, taken) SELECT holder, 'seat', max(most), sum(taken) FROM seats"
               " WHERE kind IN ('referral', 'claim') GROUP BY holder")
    op.execute("DELETE FROM seats WHERE kind IN ('referral', 'claim')")


def downgrade() -> None:
    op.execute(SEAT)  # those that wait have none without this revision
    op.execute("INSERT INTO seats (holder, kind, most, taken)"
               " SELECT r.opportunity, r.machine, max(s.most), count(*) FROM referrals r"
               " JOIN seats s ON s.holder = r.opportunity AND s.kind = 'seat' WHERE r.seat = 1 GROUP BY r.opportunity, r.machine")
    op.execute("DELETE FROM seats WHERE kind = 'seat'")
    op.alter_column('seats', 'kind', new_column_name='machine')
    op.drop_index('ix_referrals_seat_track', table_name='referrals')
    op.drop_index('ix_referrals_run', table_name='referrals')
    op.drop_column('referrals', 'run')
    op.drop_column('referrals', 'seat')
    op.drop_index('ix_runs_state_lease_until', table_name='runs')
    for name in ('lease_until', 'claimed_by', 'tries', 'share', 'step', 'problem'):
        op.drop_column('runs', name)
