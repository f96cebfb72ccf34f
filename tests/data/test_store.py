"""Records in the store: kept whole, seen by those who may, on both databases."""

import multiprocessing
import sqlite3
import time
from contextlib import closing
from dataclasses import fields, replace
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from data.codec import split_personal
from data.errors import Conflict, InvalidInput, NotFound, Unavailable
from data.records import Member, Opening, Organisation, Phrase, Project, Service
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import Records, changes_after, newest_change, record_id
from data.store.scope import Asker
from data.store.tables import consents, members, openings
from data.vocabulary import RecordKind, Role

TOWN = Asker("town", Role.STATION)
HOST = Asker("host", Role.STATION)
FIRM = Asker("firm", Role.EMPLOYER)
OFFICE = Asker("office", Role.HOMETOWN_OFFICE)
ADMIN = Asker("admin", Role.ADMINISTRATOR)
ASKERS = (TOWN, HOST, FIRM, OFFICE, ADMIN)
MEMBER = Member(number="1", name="王某", phone="13900000000", skills=(Phrase("叉车", "技能特长", 0, 2),))
OPENING = Opening(number="1", employer="盱江仓储", title=Phrase("仓管", "岗位名称", 0, 2), headcount=5)


@pytest.fixture(autouse=True)
def organisations(database: Database) -> None:
    with database.writing() as connection:
        for asker in ASKERS:
            save_organisation(connection, Organisation(asker.organisation, asker.role, asker.organisation))


def save(database: Database, asker: Asker, record: object, expect: int | None = None):
    kind = {Member: RecordKind.MEMBER, Opening: RecordKind.OPENING, Project: RecordKind.NEED, Service: RecordKind.SERVICE}
    with database.writing() as connection:
        return Records(connection, asker, kind[type(record)]).save(record, expect)


def seen(database: Database, asker: Asker, kind: RecordKind = RecordKind.MEMBER) -> set[str]:
    with database.reading() as connection:
        records = Records(connection, asker, kind)
        paged = {stored.record.id for stored in records.page(limit=1000)}
        assert paged == records.ids() == {stored.record.id for stored in records.all()} == set(records.several(sorted(paged)))
        assert records.count() == len(paged)
        return paged


def consent(database: Database, member: str, recipient: str, until: str | None = None, withdrawn: str | None = None,
            purpose: str = "matching") -> None:  # fmt: skip
    with database.writing() as connection:
        connection.execute(
            insert(consents).values(
                id=f"c{time.monotonic_ns()}", recipient=recipient, member=member, purpose=purpose, fields="[]",
                notice_version="1", given_at="2026-01-01T00:00:00Z", given_how="当面", until=until, withdrawn_at=withdrawn,
            )
        )  # fmt: skip


def test_a_record_comes_back_as_it_was_saved(database: Database) -> None:
    for record in (MEMBER, OPENING, Project(number="1", name="养鱼"), Service(number="1", name="助浴")):
        saved = save(database, TOWN, record)
        with database.reading() as connection:
            kind = {"m": RecordKind.MEMBER, "o": RecordKind.OPENING, "p": RecordKind.NEED, "s": RecordKind.SERVICE}[saved.id[0]]
            stored = Records(connection, TOWN, kind).get(saved.id)
        assert stored.record == replace(record, id=saved.id, organisation="town")
        assert (saved.state, saved.version, stored.closed_at) == ("new", 1, None)


def test_saving_again_replaces_only_what_changed(database: Database) -> None:
    first = save(database, TOWN, MEMBER)
    assert save(database, TOWN, MEMBER).state == "unchanged"
    changed = save(database, TOWN, replace(MEMBER, phone="13800000000"))
    assert (changed.id, changed.state, changed.version) == (first.id, "changed", 2)
    with database.reading() as connection:
        assert Records(connection, TOWN, RecordKind.MEMBER).find("1").record.phone == "13800000000"


def test_a_closed_record_leaves_matching_and_comes_back_when_imported_again(database: Database) -> None:
    saved = save(database, TOWN, MEMBER)
    with database.writing() as connection:
        Records(connection, TOWN, RecordKind.MEMBER).close(saved.id)
    assert seen(database, TOWN) == set()
    with database.reading() as connection:
        records = Records(connection, TOWN, RecordKind.MEMBER)
        assert records.get(saved.id).closed_at is not None
        assert [stored.record.id for stored in records.page(closed=True)] == [saved.id]
    with pytest.raises(NotFound), database.writing() as connection:
        Records(connection, TOWN, RecordKind.MEMBER).close(saved.id)
    assert save(database, TOWN, MEMBER).state == "changed"
    assert seen(database, TOWN) == {saved.id}


def test_a_version_that_moved_on_is_a_conflict(database: Database) -> None:
    save(database, TOWN, MEMBER)
    assert save(database, TOWN, replace(MEMBER, remarks="a"), expect=1).version == 2
    with pytest.raises(Conflict):
        save(database, TOWN, replace(MEMBER, remarks="b"), expect=1)
    with database.reading() as connection:
        assert Records(connection, TOWN, RecordKind.MEMBER).find("1").record.remarks == "a"


def test_what_is_past_its_day_is_not_open(database: Database) -> None:
    old = save(database, FIRM, replace(OPENING, number="old", valid_until="2020-01-01"))
    new = save(database, FIRM, replace(OPENING, number="new", valid_until="2199-01-01"))
    assert seen(database, FIRM, RecordKind.OPENING) == seen(database, TOWN, RecordKind.OPENING) == {new.id}
    with database.reading() as connection:
        assert Records(connection, FIRM, RecordKind.OPENING).get(old.id).record.number == "old"
        with pytest.raises(NotFound):
            Records(connection, TOWN, RecordKind.OPENING).get(old.id)


@pytest.mark.parametrize("asker", [HOST, FIRM, OFFICE])
def test_anothers_member_is_seen_only_under_a_live_consent(database: Database, asker: Asker) -> None:
    member = save(database, TOWN, MEMBER).id
    everyone = {Role.STATION: "stations", Role.EMPLOYER: "employers", Role.HOMETOWN_OFFICE: "hometown_offices"}
    assert seen(database, asker) == set()
    consent(database, member, "somebody else")
    consent(database, member, asker.organisation, until="2020-01-01T00:00:00Z")
    consent(database, member, asker.organisation, withdrawn="2026-01-02T00:00:00Z")
    consent(database, member, asker.organisation, purpose="disclosure")
    for role, word in everyone.items():
        if role is not asker.role:
            consent(database, member, word)
    assert seen(database, asker) == set()
    with pytest.raises(NotFound), database.reading() as connection:
        Records(connection, asker, RecordKind.MEMBER).get(member)
    consent(database, member, everyone[asker.role], until="2199-01-01T00:00:00Z")
    assert seen(database, asker) == {member}
    with database.writing() as connection:
        connection.execute(update(consents).values(withdrawn_at="2026-01-03T00:00:00Z"))
    assert seen(database, asker) == set()
    consent(database, member, asker.organisation)
    assert seen(database, asker) == {member}
    with database.writing() as connection:
        Records(connection, TOWN, RecordKind.MEMBER).close(member)
    assert seen(database, asker) == set()


def test_openings_are_shared_with_stations_and_offices_but_not_with_other_employers(database: Database) -> None:
    mine = save(database, FIRM, OPENING).id
    other = save(database, Asker("host", Role.STATION), OPENING).id
    assert seen(database, FIRM, RecordKind.OPENING) == {mine}
    for asker in (TOWN, HOST, OFFICE, ADMIN):
        assert seen(database, asker, RecordKind.OPENING) == {mine, other}
    with database.reading() as connection:
        assert Records(connection, HOST, RecordKind.OPENING).ids(own=True) == {other}
        assert Records(connection, HOST, RecordKind.OPENING).ids(own=False) == {mine}


@pytest.mark.parametrize("consented", [False, True])
def test_nobody_writes_or_closes_a_record_of_another(database: Database, consented: bool) -> None:
    member = save(database, TOWN, MEMBER).id
    if consented:
        consent(database, member, "stations")
    for given in (replace(MEMBER, id=member), replace(MEMBER, id=member, name="甲"), replace(MEMBER, id=member, organisation="town")):
        for expect in (None, 1, 7):
            with pytest.raises(NotFound):
                save(database, HOST, given, expect)
    with pytest.raises(NotFound), database.writing() as connection:
        Records(connection, HOST, RecordKind.MEMBER).close(member)
    with database.reading() as connection:
        stored = Records(connection, TOWN, RecordKind.MEMBER).get(member)
    assert (stored.record.name, stored.version, stored.closed_at) == ("王某", 1, None)


def test_nobody_takes_the_id_that_another_will_need(database: Database) -> None:
    wanted = record_id(RecordKind.MEMBER, "town", "7")
    with pytest.raises(NotFound):
        save(database, HOST, replace(MEMBER, id=wanted))
    with pytest.raises(NotFound):
        save(database, HOST, replace(MEMBER, id="m_mine"))
    assert save(database, HOST, replace(MEMBER, number="7", organisation="town")).id != wanted
    assert save(database, TOWN, replace(MEMBER, number="7")).id == wanted


def test_an_administrator_may_choose_ids_but_not_two_for_one_number(database: Database) -> None:
    saved = save(database, ADMIN, replace(MEMBER, id="m_chosen", organisation="town"))
    assert save(database, TOWN, replace(MEMBER, remarks="x")).id == saved.id == "m_chosen"
    with pytest.raises(Conflict):
        save(database, ADMIN, replace(MEMBER, id="m_other", organisation="town"))


def test_pages_are_complete_and_without_repeats_while_others_insert(database: Database) -> None:
    before = {save(database, TOWN, replace(MEMBER, number=str(n))).id for n in range(25)}
    found: list[str] = []
    for extra in range(100, 200):
        with database.reading() as connection:
            page = Records(connection, TOWN, RecordKind.MEMBER).page(found[-1] if found else "", limit=4)
        if not page:
            break
        assert len(page) <= 4
        found += [stored.record.id for stored in page]
        save(database, TOWN, replace(MEMBER, number=str(extra)))
    assert found == sorted(set(found)) and before <= set(found)


HOSTILE = ("a\0b", "\ud800", "x" * 40_000)


@pytest.mark.parametrize("bad", HOSTILE, ids=["nul", "surrogate", "long"])
@pytest.mark.parametrize("at", ["number", "name", "remarks", "cells", "cells name", "skills", "id", "organisation"])
def test_text_that_no_database_holds_is_refused_in_plain_words(database: Database, bad: str, at: str) -> None:
    given = {"cells": {"姓名": bad}} if at == "cells" else {"cells": {bad: "x"}} if at == "cells name" else {at: bad}
    record = replace(MEMBER, skills=(Phrase(bad),)) if at == "skills" else replace(MEMBER, **given)
    with pytest.raises(InvalidInput) as refused:
        save(database, ADMIN, record)
    fault = refused.value.faults[0]
    assert at.split()[0] in fault.where
    for language in ("zh", "en"):
        fault.say(language).encode()
    assert fault.say("zh") != fault.say("en")


@pytest.mark.parametrize(
    "record",
    [
        replace(OPENING, headcount=2**63),
        replace(OPENING, headcount=-(2**64)),
        Project(number="1", name="x", needs=()),
        replace(OPENING, valid_until="2026-13-45"),
        replace(OPENING, valid_until="十二月底以前都可以"),
    ],
)
def test_numbers_and_days_that_cannot_be_are_refused(database: Database, record: Opening | Project) -> None:
    if isinstance(record, Project):
        from data.records import ProjectNeed

        record = replace(record, needs=(ProjectNeed(capital=float("nan")),))
    with pytest.raises(InvalidInput):
        save(database, TOWN, record)


def test_what_is_asked_for_may_be_anything(database: Database) -> None:
    for bad in ("a\0b", "\ud800", "x" * 100_000, "'; drop table members; --"):
        for ask in ("get", "find", "close"):
            with pytest.raises((NotFound, InvalidInput)), database.writing() as connection:
                getattr(Records(connection, TOWN, RecordKind.MEMBER), ask)(bad)
    for number in (2**63, 2**64):
        try:
            with database.reading() as connection:
                assert changes_after(connection, number) == []
        except InvalidInput:
            continue


def test_an_error_inside_a_transaction_undoes_it(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        Records(connection, TOWN, RecordKind.MEMBER).save(MEMBER)
        _ = 1 / 0
    assert seen(database, TOWN) == set()
    with database.reading() as connection:
        assert newest_change(connection) == 0


def test_name_and_phone_never_stand_in_the_body(database: Database) -> None:
    cells = {"姓名": "王某某", "手机号": "13912345678"}
    record = replace(MEMBER, name="王某某", phone="13912345678", remarks="我是王某某", cells=cells, extra={"微信": "13912345678"})
    save(database, TOWN, record)
    with database.reading() as connection:
        row = connection.execute(select(members)).one()
    for secret in ("王某某", "13912345678"):
        assert secret in row.personal
        assert secret not in row.body
        assert all(secret not in str(value) for name, value in row._mapping.items() if name != "personal")
    save(database, FIRM, replace(OPENING, remarks="x"))
    with database.reading() as connection:
        assert connection.execute(select(openings.c.personal)).scalar_one() == "{}"


def test_the_split_follows_the_marks_on_the_fields() -> None:
    filled = Member(**{item.name: f"秘{item.name}" for item in fields(Member) if item.type in ("str", str)})
    rest, personal = split_personal(filled)
    assert set(personal) == {item.name for item in fields(Member) if item.metadata.get("personal") and item.type in ("str", str)}
    assert not set(rest) & set(personal)


def write_for_ever(url: str, trial: int, pipe: Pipe) -> None:
    database = Database(url)
    for number in range(100_000):
        with database.writing() as connection:
            saved = Records(connection, TOWN, RecordKind.MEMBER).save(replace(MEMBER, number=f"{trial}-{number}"))
        pipe.send(saved.id)


def test_a_writer_on_sqlite_holds_the_lock_before_it_reads(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    with closing(sqlite3.connect(str(database.engine.url.database), timeout=0)) as other:
        with database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        with database.reading():
            other.execute("BEGIN IMMEDIATE")


KILLS = 30


def test_killing_a_writer_loses_no_acknowledged_write(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's writers live in its server, which the kill does not reach")
    acknowledged: list[str] = []
    database.close()
    forked = multiprocessing.get_context("fork")
    for trial in range(KILLS):
        ours, theirs = forked.Pipe(duplex=False)
        writer = forked.Process(target=write_for_ever, args=(database.url, trial, theirs))
        writer.start()
        theirs.close()
        acknowledged += [ours.recv() for _ in range(1 + trial % 7)]
        time.sleep(0.001 * (trial % 5))
        writer.kill()
        writer.join()
        try:
            while True:
                acknowledged.append(ours.recv())
        except (EOFError, OSError):
            ours.close()
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        logged = {change.record for change in changes_after(connection, 0)}
        kept = {stored.record.id for stored in Records(connection, TOWN, RecordKind.MEMBER).all()}
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= kept == logged
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged writes, 0 lost")


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////nonexistent/folder/x.db"])
def test_a_database_that_is_away_says_so(url: str) -> None:
    away = Database(url)
    assert away.alive() is False
    for access in (away.reading, away.writing):
        with pytest.raises(Unavailable), access() as connection:
            connection.exec_driver_sql("select 1")


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(InvalidInput) as refused:
            Database(f"sqlite:///{folder}/x.db").require_folder()
        assert refused.value.faults[0].found == str(folder)
    for url in (f"sqlite:///{tmp_path}/x.db", "sqlite://", "sqlite:///:memory:", "postgresql://nobody@127.0.0.1:1/none"):
        Database(url).require_folder()
    monkeypatch.setattr("os.access", lambda path, mode: path != tmp_path)
    with pytest.raises(InvalidInput):
        Database(f"sqlite:///{tmp_path}/x.db").require_folder()


def test_a_connection_that_breaks_is_mended_by_itself(database: Database) -> None:
    if database.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server to be cut off from")
    with pytest.raises(Unavailable), database.reading() as connection:
        connection.exec_driver_sql("select pg_terminate_backend(pg_backend_pid())")
    assert database.alive()
