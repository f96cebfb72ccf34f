"""Worklists: who is due by which rule, since when and why; worked out from what was reported until a day and nothing later."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from api.use_cases.worklists import find_rules, worklist
from data.errors import NotFound
from data.records import Member, Organisation
from data.store import reports
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import Records
from data.store.scope import Asker
from data.store.tables import members
from data.vocabulary import RecordKind, Role
from data.worklists.due import Due, Event, due
from data.worklists.reported import KIND_LABELS, WAY_LABELS, ReportKind, ReportWay
from data.worklists.rules import ANYTHING, rules

TODAY = date(2026, 11, 22)
OTHER_EVENTS = {"registered", "stayed_30", "stayed_90", ANYTHING}


def ago(days: int, kind: str, at: str = "") -> Event:
    """Something that happened so many days ago."""
    return Event(TODAY - timedelta(days=days), at, kind, f"t_{days}")


def on_list(key: str, *events: Event, named: bool = False) -> Due | None:
    """The place on a list today, of a member registered long ago."""
    return due(rules()[key], [ago(2000, "registered"), *events], named, TODAY)


DUE = [
    ("no_contact", [ago(200, "moved")], 17),
    ("no_contact", [ago(183, "contact")], 0),
    ("no_contact", [], 1817),
    ("half_year_review", [ago(190, "contact"), ago(10, "moved")], 7),
    ("moving_often", [ago(90, "moved"), ago(20, "moved")], 20),
    ("moving_often", [ago(92, "moved"), ago(0, "moved")], 0),
    ("moving_often", [ago(80, "moved"), ago(50, "moved"), ago(5, "moved")], 50),
    ("moving_often", [ago(60, "settled"), ago(40, "moved"), ago(5, "moved")], 5),
    ("no_named_contact", [ago(90, "moved"), ago(20, "moved")], 20),
    ("arrived", [ago(300, "left"), ago(20, "arrived")], 20),
    ("arrived", [ago(300, "arrived"), ago(200, "moved")], 300),
    ("settled", [ago(92, "left")], 0),
    ("settled", [ago(400, "left"), ago(100, "moved")], 8),
    ("settled", [ago(30, "left"), ago(3, "settled")], 3),
    ("hired_30", [ago(30, "hired")], 0),
    ("hired_30", [ago(40, "hired"), ago(20, "contact")][:1], 10),
    ("hired_30", [ago(45, "hired"), ago(20, "contact")][:1], 15),
    ("hired_90", [ago(95, "hired"), ago(60, "contact")], 5),
    ("hired_90", [ago(95, "hired"), ago(60, "stayed_30")], 5),
]
NOT_DUE = [
    ("no_contact", [ago(182, "contact")]),
    ("no_contact", [ago(400, "contact"), ago(5, "moved")]),
    ("half_year_review", [ago(182, "contact")]),
    ("moving_often", [ago(20, "moved")]),
    ("moving_often", [ago(93, "moved"), ago(5, "moved")]),
    ("moving_often", [ago(20, "moved"), Event(TODAY - timedelta(days=20), "2", "moved", "t_other")]),
    ("moving_often", [ago(40, "moved"), ago(20, "moved"), ago(3, "settled")]),
    ("arrived", [ago(300, "arrived"), ago(20, "left")]),
    ("settled", [ago(91, "left")]),
    ("settled", [ago(400, "left"), ago(91, "moved")]),
    ("settled", [ago(400, "left"), ago(20, "arrived")]),
    ("settled", [ago(30, "settled"), ago(10, "moved")]),
    ("hired_30", [ago(29, "hired")]),
    ("hired_30", [ago(40, "hired"), ago(5, "contact")]),
    ("hired_30", [ago(40, "hired"), ago(35, "left_job")]),
    ("hired_30", [ago(40, "hired"), ago(2, "stayed_30")]),
    ("hired_30", [ago(95, "hired")]),
    ("hired_90", [ago(95, "hired"), ago(4, "contact")]),
    ("hired_90", [ago(200, "hired")]),
]


@pytest.mark.parametrize(("key", "events", "days"), DUE)
def test_a_member_is_due_since_the_day_on_which_the_rule_came_to_hold(key: str, events: list[Event], days: int) -> None:
    place = on_list(key, *events)
    assert place is not None and (TODAY - place.since).days == days
    assert place.events and set(place.events) <= {*events, ago(2000, "registered")}


@pytest.mark.parametrize(("key", "events"), NOT_DUE)
def test_a_member_is_not_due_where_the_rule_does_not_hold(key: str, events: list[Event]) -> None:
    assert on_list(key, *events) is None


def test_a_named_contact_takes_a_member_off_the_list_of_those_without() -> None:
    moves = [ago(40, "moved"), ago(20, "moved")]
    assert on_list("no_named_contact", *moves) is not None
    assert on_list("no_named_contact", *moves, named=True) is None
    assert on_list("moving_often", *moves, named=True) is not None


def test_somebody_registered_lately_is_not_silent() -> None:
    assert due(rules()["no_contact"], [ago(30, "registered")], False, TODAY) is None
    assert due(rules()["half_year_review"], [ago(30, "registered"), ago(10, "moved")], False, TODAY) is None


@given(
    st.lists(st.tuples(st.sampled_from([kind.value for kind in ReportKind]), st.integers(-400, 400)), max_size=12),
    st.sampled_from(sorted(rules())),
)
def test_what_comes_after_the_day_changes_nothing(told: list[tuple[str, int]], key: str) -> None:
    events = [ago(days, kind, str(at)) for at, (kind, days) in enumerate(told)]
    place = on_list(key, *events)
    assert place == on_list(key, *(event for event in events if event.day <= TODAY))
    assert place is None or (place.since <= TODAY and all(event.day <= TODAY for event in place.events))


@given(st.permutations([ago(80, "moved", "1"), ago(50, "left", "2"), ago(20, "moved", "3"), ago(20, "settled", "4")]))
def test_the_order_in_which_reports_were_noted_does_not_matter_between_days(events: list[Event]) -> None:
    for key in rules():
        assert on_list(key, *events) == on_list(key, *sorted(events))


def test_every_rule_names_kinds_that_can_be_reported_and_says_so_in_both_languages() -> None:
    known = {kind.value for kind in ReportKind} | OTHER_EVENTS
    assert len(rules()) == 8
    for key, alternatives in rules().items():
        for rule in alternatives:
            assert rule.kinds | rule.latest_of | rule.unless | rule.silent <= known, key
            assert rule.kinds or rule.silent, key
            assert len(rule.words.zh) > 5 and len(rule.words.en) > 10 and rule.name == alternatives[0].name
            stated = {rule.silent_days, rule.after_days or rule.within_days} - {0, None}
            assert all(str(days) in rule.words.zh and str(days) in rule.words.en for days in stated), key
    assert set(KIND_LABELS) == set(ReportKind) and set(WAY_LABELS) == set(ReportWay)


ONCE_MOVED = (replace(rules()["moving_often"][0], at_least=1),)
TOWN, HOST = Asker("town", Role.STATION), Asker("host", Role.STATION)


def registered(database: Database, asker: Asker, number: str) -> str:
    with database.writing() as connection:
        save_organisation(connection, Organisation(asker.organisation, asker.role, asker.organisation))
        return Records(connection, asker, RecordKind.MEMBER).save(Member(number=number, name="王某")).id


def test_the_store_gives_a_station_the_reports_on_its_own_members_alone(database: Database) -> None:
    mine, theirs = registered(database, TOWN, "1"), registered(database, HOST, "1")
    with database.writing() as connection:
        for asker, member in ((TOWN, mine), (HOST, theirs)):
            reports.add_report(connection, asker, member, "moved", "2026-11-01", "phone", "")
            reports.add_report(connection, asker, member, "moved", "2026-11-30", "phone", "")
        asked = (TODAY, rules()["arrived"] + rules()["no_contact"] + ONCE_MOVED)
        assert [(found.member, found.day) for found in reports.reports_until(connection, TOWN, *asked)] == [(mine, "2026-11-01")]
        assert set(reports.registered_days(connection, TOWN, *asked)) == {mine}
        Records(connection, TOWN, RecordKind.MEMBER).close(mine)
        assert list(reports.reports_until(connection, TOWN, *asked)) == []


@pytest.mark.parametrize("key", rules())
def test_what_the_database_leaves_out_beforehand_is_never_due(database: Database, key: str) -> None:
    chance = random.Random(key)
    told: dict[str, list[Event]] = {}
    with database.writing() as connection:
        save_organisation(connection, Organisation("town", Role.STATION, "town"))
        for number in range(120):
            member = Records(connection, TOWN, RecordKind.MEMBER).save(Member(number=str(number), name="王某")).id
            told[member] = [Event(date(2020, 1, 1), "", "registered")]
            for _ in range(chance.randrange(5)):
                day, kind = TODAY - timedelta(days=chance.choice((0, 5, 29, 30, 40, 90, 91, 92, 93, 182, 183, 200))), chance.choice(list(ReportKind))
                made = reports.add_report(connection, TOWN, member, kind.value, day.isoformat(), "phone", "")
                told[member].append(Event(day, made.created_at, made.kind, made.id, made.how))
        connection.execute(update(members).values(created_at="2020-01-01T00:00:00Z"))
    expected = {member: place for member, events in told.items() if (place := due(rules()[key], events, False, TODAY))}
    with database.reading() as connection:
        page = worklist(connection, TOWN, key, TODAY, "", 200)
    assert {place.stored.record.id: (place.due.since, {event.id for event in place.due.events}) for place in page.items} == {
        member: (place.since, {event.id for event in place.events}) for member, place in expected.items()
    }
    assert 0 < len(expected) < 120


def test_a_contact_counts_from_the_day_on_which_it_was_named_and_for_its_own_station(database: Database) -> None:
    member = registered(database, TOWN, "1")
    registered(database, HOST, "1")
    with database.writing() as connection:
        reports.name_contact(connection, TOWN, member, "驿站办公电话", "2026-11-10")
        reports.name_contact(connection, TOWN, member, "新经办人", "2026-11-20")
        assert [(found.contact, found.since) for found in reports.find_contacts(connection, member)] == [("新经办人", "2026-11-10")]
        assert reports.named_members(connection, TOWN, "2026-11-09") == {}
        assert reports.named_members(connection, TOWN, "2026-11-10") == {member: "新经办人"}
        assert reports.named_members(connection, HOST, "2026-11-20") == {}


def test_no_column_of_what_was_reported_holds_a_place() -> None:
    from data.store.case_tables import contacts
    from data.store.case_tables import reports as table

    assert {column.name for column in table.columns} == {"id", "member", "organisation", "kind", "day", "how", "note", "created_at"}
    assert {column.name for column in contacts.columns} == {"member", "organisation", "contact", "since", "updated_at"}


def test_a_list_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFound) as refused:
        find_rules("nobody")
    assert "moving_often" in refused.value.message.en
