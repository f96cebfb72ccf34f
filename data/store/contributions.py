"""What members bring home; where each stands is kept with everything else that moves through states."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from data.store.case_tables import contributions
from data.store.tables import referrals
from data.store.workflows import Flow, Workflows


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing that a member brings, in their own words, and where it stands."""

    kind: str
    text: str
    flow: Flow


def keep_contribution(connection: Connection, identifier: str, kind: str, text: str) -> None:
    """Keep what was said with the row that moves."""
    connection.execute(insert(contributions).values(id=identifier, kind=kind, text=text))


def contributions_of(workflows: Workflows, member: str, after: str = "", limit: int = 50) -> list[Contribution]:
    """A member's contributions that the asker may see, in the order in which they were offered."""
    flows = workflows.page(after, limit, member=member)
    return [Contribution(*said, flow) for flow in flows if (said := _said(workflows.connection, flow.id))]


def find_contribution(workflows: Workflows, identifier: str) -> Contribution:
    """One contribution; NotFound where there is none that the asker may see."""
    flow = workflows.get(identifier)
    kind, text = _said(workflows.connection, flow.id)
    return Contribution(kind, text, flow)


def counts_of(workflows: Workflows, member: str, over: str) -> dict[str, int]:
    """How many contributions of each kind the asker sees of a member, but for those in the state `over`."""
    query = (
        select(contributions.c.kind, func.count())
        .join(referrals, referrals.c.id == contributions.c.id)
        .where(referrals.c.member == member, referrals.c.state != over, workflows.party())
        .group_by(contributions.c.kind)
    )
    return {kind: int(count) for kind, count in workflows.connection.execute(query)}


def set_opportunity(workflows: Workflows, flow: Flow, opportunity: str) -> Flow:
    """Note what took a contribution up."""
    workflows.connection.execute(update(referrals).where(referrals.c.id == flow.id).values(opportunity=opportunity))
    return workflows.get(flow.id)


def _said(connection: Connection, identifier: str) -> tuple[str, str]:
    row = connection.execute(select(contributions).where(contributions.c.id == identifier)).one()
    return row.kind, row.text
