"""Cases between two stations, what members report, named contacts and contributions"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('cases',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('disclosure', sa.String(length=40), nullable=False),
    sa.Column('matching', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['referrals.id'], name=op.f('fk_cases_id_referrals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('disclosure', name=op.f('uq_cases_disclosure')),
    sa.UniqueConstraint('matching', name=op.f('uq_cases_matching'))
    )
    op.create_table('reports',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('member', sa.String(length=40), nullable=False),
    sa.Column('organisation', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('day', sa.String(length=10), nullable=False),
    sa.Column('how', sa.String(length=16), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('created_at', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['member'], ['members.id'], name=op.f('fk_reports_member_members')),
    sa.ForeignKeyConstraint(['organisation'], ['organisations.id'], name=op.f('fk_reports_organisation_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reports'))
    )
    op.create_index('ix_reports_member_day', 'reports', ['member', 'day'], unique=False)
    op.create_table('contacts',
    sa.Column('member', sa.String(length=40), nullable=False),
    sa.Column('organisation', sa.String(length=64), nullable=False),
    sa.Column('contact', sa.String(length=200), nullable=False),
    sa.Column('since', sa.String(length=10), nullable=False),
    sa.Column('updated_at', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['member'], ['members.id'], name=op.f('fk_contacts_member_members')),
    sa.ForeignKeyConstraint(['organisation'], ['organisations.id'], name=op.f('fk_contacts_organisation_organisations')),
    sa.PrimaryKeyConstraint('member', 'organisation', name=op.f('pk_contacts'))
    )
    op.create_table('contributions',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['referrals.id'], name=op.f('fk_contributions_id_referrals')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contributions'))
    )


def downgrade() -> None:
    op.drop_table('contributions')
    op.drop_table('contacts')
    op.drop_index('ix_reports_member_day', table_name='reports')
    op.drop_table('reports')
    op.drop_table('cases')
