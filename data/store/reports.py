"""What members reported and whom they can call, for the stations that serve them."""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    distinct,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from data.store.case_scope import live_cases, served_by
from data.store.case_tables import cases, contacts, reports
from data.store.clock import utc_now
from data.store.inserting import insert_if_new
from data.store.scope import Asker, belongs
from data.store.tables import members, referrals, steps
from data.vocabulary import Role
from data.worklists.rules import ANYTHING, Rule

HIRINGS = ("hired", "stayed_30", "stayed_90")


@dataclass(frozen=True, slots=True)
class Report:
    """What a member said: a kind and a day. `note` is personal."""

    id: str
    member: str
    organisation: str
    kind: str
    day: str
    how: str
    note: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom at a station a member can call."""

    organisation: str
    contact: str
    since: str
    updated_at: str


def serving(table: Table, asker: Asker, now: str) -> ColumnElement[bool]:
    """The members that a station serves: its own, and those for whom it signed a case."""
    if asker.role is Role.ADMINISTRATOR:
        return true()
    return or_(belongs(table, asker), served_by(table.c.id, asker.organisation, now))


def serves(connection: Connection, asker: Asker, member: str) -> bool:
    """Whether a station serves a member."""
    query = select(members.c.id).where(members.c.id == member, serving(members, asker, utc_now()))
    return connection.execute(query).first() is not None


def add_report(connection: Connection, asker: Asker, member: str, kind: str, day: str, how: str, note: str) -> Report:
    """Keep a report as a station heard it."""
    report = Report(f"t_{secrets.token_hex(10)}", member, asker.organisation, kind, day, how, note, utc_now())
    values = {name: getattr(report, name) for name in Report.__slots__}
    connection.execute(insert(reports).values(**values))
    return report


def find_reports(connection: Connection, asker: Asker, member: str, before: tuple[str, str] | None, limit: int) -> list[Report]:
    """A member's reports that the asker may see, newest day first; `before` is (day, id) of the last one of a page."""
    query = (
        select(reports).join(members, members.c.id == reports.c.member)
        .where(reports.c.member == member, _seen(asker, utc_now()))
        .order_by(reports.c.day.desc(), reports.c.id.desc()).limit(limit)
    )  # fmt: skip
    if before is not None:
        day, identifier = before
        query = query.where(or_(reports.c.day < day, and_(reports.c.day == day, reports.c.id < identifier)))
    return [Report(*row) for row in connection.execute(query)]


def _seen(asker: Asker, now: str) -> ColumnElement[bool]:
    """All of an own member's; of another's, while the case is open, one's own and what its station heard since."""
    if asker.role is Role.ADMINISTRATOR:
        return true()
    shared = live_cases(cases.c.id, member=reports.c.member, now=now).where(
        referrals.c.holder == asker.organisation,
        or_(
            reports.c.organisation == asker.organisation,
            and_(reports.c.organisation == referrals.c.keeper, reports.c.created_at >= referrals.c.created_at),
        ),
    )
    return or_(belongs(members, asker), exists(shared))


def notes_seen(connection: Connection, asker: Asker, member: str) -> bool:
    """Whether a case shows both of its stations the other's notes: where the member agreed to show remarks."""
    mine = or_(referrals.c.keeper == asker.organisation, referrals.c.holder == asker.organisation)
    fields = connection.scalar(live_cases(cases.c.fields, member=member, now=utc_now()).where(mine))
    return fields is not None and "remarks" in json.loads(fields)


def may_be_due(alternatives: Iterable[Rule], day: date) -> ColumnElement[bool]:
    """The members among whom all who are due by one of the rules are found: what a database can tell without reading reports."""
    return or_(*(_may_be_due(rule, day) for rule in alternatives))


def _may_be_due(rule: Rule, day: date) -> ColumnElement[bool]:
    said = reports.alias()
    found: list[ColumnElement[bool]] = [true()]
    past = said.c.day <= day.isoformat()
    if rule.kinds:
        recent = said.c.day >= _back(day, rule.within_days) if rule.within_days is not None else true()
        heard = select(said.c.member).where(said.c.kind.in_(sorted(rule.kinds)), past, recent)
        often = heard.group_by(said.c.member).having(func.count(distinct(said.c.day)) >= rule.at_least)
        moved_on = select(referrals.c.member).join(steps, steps.c.referral == referrals.c.id)
        found.append(or_(members.c.id.in_(often), members.c.id.in_(moved_on.where(steps.c.to_state.in_(sorted(rule.kinds))))))
    if rule.silent:
        spoke = select(said.c.member).where(past, said.c.day > _back(day, rule.silent_days))
        found.append(members.c.id.not_in(spoke if ANYTHING in rule.silent else spoke.where(said.c.kind.in_(sorted(rule.silent)))))
    return and_(*found)


def _back(day: date, days: int) -> str:
    return (day - timedelta(days=days)).isoformat()


def reports_until(connection: Connection, asker: Asker, day: date, alternatives: Sequence[Rule]) -> Iterator[Report]:
    """Every report up to a day that some of the rules look at, on open members whom the asker serves and who may be due."""
    query = (
        select(reports).join(members, members.c.id == reports.c.member)
        .where(
            serving(members, asker, utc_now()), members.c.closed_at.is_(None), reports.c.day <= day.isoformat(),
            _seen(asker, utc_now()), may_be_due(alternatives, day),
        )
    )  # fmt: skip
    kinds: frozenset[str] = frozenset().union(*(rule.mentioned for rule in alternatives))
    if ANYTHING not in kinds:
        query = query.where(reports.c.kind.in_(sorted(kinds)))
    return (Report(*row) for row in connection.execute(query))


def registered_days(connection: Connection, asker: Asker, day: date, alternatives: Sequence[Rule]) -> dict[str, str]:
    """Since when each open member whom the asker serves and who may be due is registered."""
    query = select(members.c.id, members.c.created_at).where(
        serving(members, asker, utc_now()), members.c.closed_at.is_(None), may_be_due(alternatives, day)
    )
    return {row.id: row.created_at for row in connection.execute(query)}


def name_contact(connection: Connection, asker: Asker, member: str, contact: str, day: str) -> Contact:
    """Name whom at the asker's station a member can call, in the place of whoever it was."""
    now = utc_now()
    row = {"contact": contact, "since": day, "updated_at": now}
    key = {"member": member, "organisation": asker.organisation}
    if not insert_if_new(connection, contacts, {**key, **row}):
        mine = (contacts.c.member == member) & (contacts.c.organisation == asker.organisation)
        connection.execute(update(contacts).where(mine).values(contact=contact, updated_at=now))
    return next(found for found in find_contacts(connection, member) if found.organisation == asker.organisation)


def find_contacts(connection: Connection, member: str) -> list[Contact]:
    """Whom a member can call, station by station."""
    query = select(contacts).where(contacts.c.member == member).order_by(contacts.c.organisation)
    return [Contact(row.organisation, row.contact, row.since, row.updated_at) for row in connection.execute(query)]


def named_members(connection: Connection, asker: Asker, day: str) -> dict[str, str]:
    """The contact named by the asker's station, by member, as of a day; for an administrator any station's."""
    query = select(contacts.c.member, contacts.c.contact).where(contacts.c.since <= day)
    if asker.role is not Role.ADMINISTRATOR:
        query = query.where(contacts.c.organisation == asker.organisation)
    return {row.member: row.contact for row in connection.execute(query)}


def own(asker: Asker, report: Report) -> bool:
    """Whether the asker noted a report itself."""
    return asker.role is Role.ADMINISTRATOR or report.organisation == asker.organisation


def hirings_until(connection: Connection, asker: Asker, day: str) -> Iterator[tuple[str, str, str, str]]:
    """(member, state, day, when noted) of every step by which a member whom the asker serves was hired or stayed."""
    query = (
        select(referrals.c.member, steps.c.to_state, steps.c.day, steps.c.at)
        .join(referrals, referrals.c.id == steps.c.referral)
        .join(members, members.c.id == referrals.c.member)
        .where(
            referrals.c.machine == "referral",
            steps.c.to_state.in_(HIRINGS),
            steps.c.day <= day,
            members.c.closed_at.is_(None),
            serving(members, asker, utc_now()),
            _stations_own(asker),
        )
    )
    return ((row.member, row.to_state, row.day, row.at) for row in connection.execute(query))


def _stations_own(asker: Asker) -> ColumnElement[bool]:
    """Referrals to which the asker is a party."""
    if asker.role is Role.ADMINISTRATOR:
        return true()
    return or_(referrals.c.organisation == asker.organisation, referrals.c.keeper == asker.organisation)
