"""The changes feed: every write once, in the order of its numbers, whoever writes at the same time."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy.exc import SQLAlchemyError

from data.errors import GuiyanError
from data.records import Member, Opening, Organisation
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import Records, changes_after, newest_change
from data.store.scope import Asker
from data.vocabulary import RecordKind, Role

TOWN = Asker("town", Role.STATION)
MEMBER = Member(number="1", name="王某")


@pytest.fixture(autouse=True)
def station(database: Database) -> None:
    with database.writing() as connection:
        save_organisation(connection, Organisation("town", Role.STATION, "镇驿站"))


def test_the_feed_tells_of_every_write_and_of_nothing_else(database: Database) -> None:
    with database.writing() as connection:
        members, openings = Records(connection, TOWN, RecordKind.MEMBER), Records(connection, TOWN, RecordKind.OPENING)
        first = members.save(MEMBER).id
        members.save(MEMBER)
        second = openings.save(Opening(number="1", employer="甲")).id
        members.save(replace(MEMBER, remarks="x"))
        members.close(first)
        members.save(replace(MEMBER, remarks="x"))
    with database.reading() as connection:
        feed = changes_after(connection, 0)
        newest = newest_change(connection)
        assert changes_after(connection, feed[2].sequence) == feed[3:]
        assert changes_after(connection, 0, limit=2) == feed[:2]
    assert [(change.kind.value, change.record, change.removed) for change in feed] == [
        ("member", first, False), ("opening", second, False), ("member", first, False), ("member", first, True), ("member", first, False),
    ]  # fmt: skip
    assert newest == feed[-1].sequence
    assert [change.sequence for change in feed] == sorted({change.sequence for change in feed})


WRITERS, EACH = 4, 15


def test_a_follower_misses_nothing_while_several_write_at_once(database: Database) -> None:
    start, saved, failed = Barrier(WRITERS + 1), [], []

    def write(writer: int) -> None:
        start.wait()
        try:
            for number in range(EACH):
                with database.writing() as connection:
                    records = Records(connection, TOWN, RecordKind.MEMBER)
                    ids = [records.save(replace(MEMBER, number=f"{writer}-{number}-{part}")).id for part in range(2)]
                saved.extend(ids)
        except (GuiyanError, SQLAlchemyError) as error:
            failed.append(error)

    threads = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    start.wait()
    followed: list[str] = []
    at = 0
    written = False
    while True:
        with database.reading() as connection:
            feed = changes_after(connection, at, limit=7)
        followed += [change.record for change in feed]
        at = feed[-1].sequence if feed else at
        if written and not feed:
            break
        written = not any(thread.is_alive() for thread in threads)
    assert not failed
    assert len(saved) == WRITERS * EACH * 2
    assert sorted(followed) == sorted(saved)


def test_two_who_write_the_same_record_leave_one_of_two_versions(database: Database) -> None:
    start, states = Barrier(2), []

    def write(name: str) -> None:
        start.wait()
        with database.writing() as connection:
            states.append(Records(connection, TOWN, RecordKind.MEMBER).save(replace(MEMBER, name=name)).state)

    for trial in range(8):
        threads = [Thread(target=write, args=(f"{trial}{name}",)) for name in "甲乙"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(states) == ["changed"] * 15 + ["new"]
    with database.reading() as connection:
        assert Records(connection, TOWN, RecordKind.MEMBER).find("1").version == 16
        assert len(changes_after(connection, 0)) == 16


def test_a_write_that_is_undone_is_not_told(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        Records(connection, TOWN, RecordKind.MEMBER).save(MEMBER)
        _ = 1 / 0
    with database.reading() as connection:
        assert changes_after(connection, 0) == []


def test_a_writer_that_fails_keeps_nobody_waiting(database: Database) -> None:
    with pytest.raises(KeyError), database.writing():
        raise KeyError
    saved: list[str] = []

    def write() -> None:
        with database.writing() as connection:
            saved.append(Records(connection, TOWN, RecordKind.MEMBER).save(MEMBER).id)

    writer = Thread(target=write)
    writer.start()
    writer.join(10)
    assert saved
