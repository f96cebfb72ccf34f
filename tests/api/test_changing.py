"""Changes of one record by several at a time: none is lost, none is refused, and each is told what then stands."""

from datetime import date
from threading import Barrier, Thread

import pytest

from api.use_cases.records import change, create
from data.errors import Conflict, NotFound
from data.records import Consent, Member, Organisation
from data.store.consents import save_consent
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import Records
from data.store.scope import Asker
from data.vocabulary import ConsentPurpose, RecordKind, Role

TOWN, CITY = Asker("town", Role.STATION), Asker("city", Role.STATION)
TODAY = date(2026, 11, 23)
CELLS = {"备注": "第{}次", "技能特长": "电焊{}年", "工作经历": "干过{}家厂", "姓名": "王{}"}
EACH = 12


@pytest.fixture
def member(database: Database) -> str:
    with database.writing() as connection:
        for asker in (TOWN, CITY):
            save_organisation(connection, Organisation(asker.organisation, Role.STATION, asker.organisation, verified=True))
        return create(connection, TOWN, RecordKind.MEMBER, {"sheet": {"编号": "1", "姓名": "王某", "意向": "求职"}}, TODAY).stored.record.id


def test_changes_by_several_at_once_all_stay(database: Database, member: str) -> None:
    start, failed = Barrier(len(CELLS)), []

    def write(heading: str, words: str) -> None:
        start.wait()
        try:
            for number in range(EACH):
                change(database, TOWN, RecordKind.MEMBER, member, {"sheet": {heading: words.format(number)}}, TODAY)
        except Exception as error:  # noqa: BLE001  told below
            failed.append(error)

    writers = [Thread(target=write, args=pair) for pair in CELLS.items()]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not failed
    with database.reading() as connection:
        stored = Records(connection, TOWN, RecordKind.MEMBER).get(member)
    assert {heading: stored.record.cells[heading] for heading in CELLS} == {heading: words.format(EACH - 1) for heading, words in CELLS.items()}
    assert stored.version == 1 + len(CELLS) * EACH


def test_who_changes_a_record_is_told_what_a_reader_then_finds(database: Database, member: str) -> None:
    for payload, state in (
        ({"sheet": {"期望薪资": "4500", "证书": "叉车证"}}, "changed"),
        ({"sheet": {"期望薪资": "4500"}}, "unchanged"),
        ({"remarks": "周末可以"}, "changed"),
    ):
        kept = change(database, TOWN, RecordKind.MEMBER, member, payload, TODAY)
        with database.reading() as connection:
            assert kept.stored == Records(connection, TOWN, RecordKind.MEMBER).get(member)
        assert kept.state == state


def test_a_closed_record_opens_again_even_where_nothing_else_changes(database: Database, member: str) -> None:
    with database.writing() as connection:
        Records(connection, TOWN, RecordKind.MEMBER).close(member)
    kept = change(database, TOWN, RecordKind.MEMBER, member, {"sheet": {"姓名": "王某"}}, TODAY)
    assert (kept.state, kept.stored.version, kept.stored.closed_at) == ("changed", 3, None)


def test_a_version_that_was_expected_is_not_read_again(database: Database, member: str) -> None:
    change(database, TOWN, RecordKind.MEMBER, member, {"remarks": "a"}, TODAY, expect=1)
    with pytest.raises(Conflict):
        change(database, TOWN, RecordKind.MEMBER, member, {"remarks": "b"}, TODAY, expect=1)


@pytest.mark.parametrize(("until", "seen"), [("2020-01-01T00:00:00Z", False), ("2126-01-01T00:00:00Z", True), (None, True)])
def test_a_consent_shows_a_member_until_it_ends(database: Database, member: str, until: str | None, seen: bool) -> None:
    consent = Consent("c1", member, ConsentPurpose.MATCHING, ("stations",), (), "1", "2019-01-01T00:00:00Z", "签字", until)
    with database.writing() as connection:
        save_consent(connection, consent)
        records = Records(connection, CITY, RecordKind.MEMBER)
        assert (member in records.several([member])) == seen
        if seen:
            assert isinstance(records.get(member).record, Member)
        else:
            with pytest.raises(NotFound):
                records.get(member)
