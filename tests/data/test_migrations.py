"""Migrations: what they make is what the tables say, and they go down and up again over rows."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, select, update

from data.errors import InvalidInput
from data.records import Member, Opening, Organisation
from data.store import database as opening
from data.store.database import MIGRATIONS, Database
from data.store.organisations import issue_key, save_organisation
from data.store.repositories import Records
from data.store.scope import Asker
from data.store.tables import consents, metadata, referrals, seats, steps
from data.vocabulary import RecordKind, Role


@pytest.fixture
def fresh(database: Database, tmp_path: Path) -> Iterator[Database]:
    """A database of this test alone, on the same engine, without tables."""
    if database.engine.dialect.name == "sqlite":
        other = Database(f"sqlite:///{tmp_path / 'fresh.db'}")
        yield other
        other.close()
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CREATE DATABASE migrations_apart")
        other = Database(database.engine.url.set(database="migrations_apart").render_as_string(hide_password=False))
        yield other
        other.close()
        connection.exec_driver_sql("DROP DATABASE migrations_apart")


OLD_STEPS = (("r1", "o_1", "proposed"), ("r2", "o_2", "hired"), ("r3", "o_3", "declined"))


def test_referrals_of_the_first_tables_are_kept_and_go_back(fresh: Database) -> None:
    fresh.migrate("0001")
    referral = "INSERT INTO referrals (id, organisation, member, opportunity, state, scorecard, explanation, created_at, updated_at)"
    day = "2026-01-02T00:00:00Z"
    with fresh.writing() as connection:
        connection.exec_driver_sql("INSERT INTO organisations (id, role, name, verified) VALUES ('town', 'station', '镇驿站', 0)")
        record = "(id, organisation, number, body, personal, digest, version, created_at, updated_at)"
        for table, key in (("members", "m_1"), ("openings", "o_1")):
            connection.exec_driver_sql(f"INSERT INTO {table} {record} VALUES ('{key}', 'town', '1', '{{}}', '{{}}', 'x', 1, '{day}', '{day}')")
        for key, opportunity, state in OLD_STEPS:
            connection.exec_driver_sql(f"{referral} VALUES ('{key}', 'town', 'm_1', '{opportunity}', '{state}', 'work@3', '{{}}', '{day}', '{day}')")
    fresh.migrate()
    with fresh.writing() as connection:
        found = {row.id: row for row in connection.execute(select(referrals))}
        assert [(found[key].live_pair, found[key].shared) for key, _, _ in OLD_STEPS] == [("referral m_1 o_1", 0), ("referral m_1 o_2", 1), (None, 1)]
        assert found["r1"].keeper == found["r1"].holder == "town" and found["r2"].holder is None
        assert [row.to_state for row in connection.execute(select(steps).order_by(steps.c.referral))] == [state for _, _, state in OLD_STEPS]
        again = {"machine": "referral", "organisation": "town", "member": "m_1", "shared": 0, "version": 1, "scorecard": "", "explanation": "",
                 "created_at": day, "updated_at": day}  # fmt: skip
        connection.execute(insert(referrals).values(id="r4", opportunity="o_3", state="proposed", live_pair="referral m_1 o_3", **again))
        connection.execute(insert(referrals).values(id="r5", opportunity="o_9", state="promised", **{**again, "machine": "claim"}))
    fresh.migrate("0001")
    with fresh.reading() as connection:
        kept = connection.exec_driver_sql("SELECT id, state FROM referrals ORDER BY id").all()
        assert [tuple(row) for row in kept] == [("r1", "proposed"), ("r2", "hired"), ("r4", "proposed")]
    fresh.migrate()


OLD_SEATS = (("o_1", "referral", 5, 2), ("s_1", "referral", 3, 1), ("s_1", "claim", 3, 1), ("m_1", "claims", 5, 1))
OLD_FLOWS = (
    ("r1", "referral", "o_1", "hired"), ("r2", "referral", "o_1", "stayed_90"), ("r3", "referral", "o_1", "sent"),
    ("r4", "referral", "s_1", "stayed_30"), ("c1", "claim", "s_1", "promised"), ("c2", "claim", "s_1", "reserve"),
)  # fmt: skip


def test_places_that_referrals_and_claims_took_are_counted_together_and_apart_again(fresh: Database) -> None:
    fresh.migrate("0004")
    day = "2026-01-02T00:00:00Z"
    with fresh.writing() as connection:
        connection.exec_driver_sql("INSERT INTO organisations (id, role, name, verified) VALUES ('town', 'station', '镇驿站', 0)")
        for holder, kind, most, taken in OLD_SEATS:
            connection.exec_driver_sql(f"INSERT INTO seats (holder, machine, most, taken) VALUES ('{holder}', '{kind}', {most}, {taken})")
        for key, kind, opportunity, state in OLD_FLOWS:
            connection.exec_driver_sql(
                "INSERT INTO referrals (id, machine, organisation, opportunity, state, shared, version, scorecard, explanation, created_at, updated_at)"
                f" VALUES ('{key}', '{kind}', 'town', '{opportunity}', '{state}', 0, 1, '', '', '{day}', '{day}')"
            )
    fresh.migrate()
    with fresh.writing() as connection:
        assert {tuple(row) for row in connection.execute(select(seats))} == {("o_1", "seat", 5, 2), ("s_1", "seat", 3, 2), ("m_1", "claims", 5, 1)}
        seated = connection.scalars(select(referrals.c.id).where(referrals.c.seat == 1).order_by(referrals.c.id)).all()
        assert seated == ["c1", "r1", "r2", "r4"]
        connection.execute(update(referrals).where(referrals.c.id == "r3").values(seat=1))  # accepted since: the older tables know no such seat
        connection.execute(update(seats).where(seats.c.holder == "o_1").values(taken=3))
    fresh.migrate("0004")
    with fresh.reading() as connection:
        assert {tuple(row) for row in connection.exec_driver_sql("SELECT holder, machine, most, taken FROM seats")} == set(OLD_SEATS)
    fresh.migrate()


def fill(database: Database) -> str:
    with database.writing() as connection:
        save_organisation(connection, Organisation("town", Role.STATION, "镇驿站"))
        key = issue_key(connection, "town")
        town = Asker("town", Role.STATION)
        member = Records(connection, town, RecordKind.MEMBER).save(Member(number="1", name="王某")).id
        Records(connection, town, RecordKind.OPENING).save(Opening(number="1", employer="甲"))
        connection.execute(
            insert(consents).values(
                id="c1", recipient="stations", member=member, purpose="matching", fields="[]",
                notice_version="1", given_at="2026-01-01T00:00:00Z", given_how="当面",
            )
        )  # fmt: skip
    return key


def test_the_tables_are_those_that_migrations_make(fresh: Database) -> None:
    fresh.migrate()
    with fresh.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        made = inspect(connection)
        for table in metadata.sorted_tables:
            checks = {check["name"] for check in made.get_check_constraints(table.name)}
            assert checks == {c.name for c in table.constraints if type(c).__name__ == "CheckConstraint"}, table.name


def test_migrations_go_up_down_and_up_over_rows(fresh: Database) -> None:
    fresh.migrate()
    fill(fresh)
    fresh.migrate()
    with fresh.reading() as connection:
        assert Records(connection, Asker("town", Role.STATION), RecordKind.MEMBER).count() == 1
        assert connection.execute(select(consents)).one().recipient == "stations"
    fresh.migrate("base")
    with fresh.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    fresh.migrate()
    with fresh.reading() as connection:
        assert Records(connection, Asker("town", Role.STATION), RecordKind.MEMBER).count() == 0
    fill(fresh)


REVISIONS = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
LATER = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "later", "{REVISIONS[-1]}", None, None
def upgrade(): op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
def downgrade(): op.drop_table("later")
"""


def names(database: Database) -> set[str]:
    with database.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_migrations_go_to_any_revision_up_and_down(fresh: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    (tmp_path / "migrations" / "versions" / "later.py").write_text(LATER, encoding="utf-8")
    monkeypatch.setattr(opening, "MIGRATIONS", tmp_path / "migrations")
    for target, has in [("0001", False), ("later", True), ("0001", False), ("head", True), ("head", True)]:
        fresh.migrate(target)
        assert (("later" in names(fresh)), "members" in names(fresh)) == (has, True), target
    monkeypatch.setattr(opening, "MIGRATIONS", MIGRATIONS)
    with pytest.raises(InvalidInput) as refused:
        fresh.migrate()
    assert refused.value.faults[0].found == "later" and "更新的版本" in refused.value.message.zh
    assert "later" in names(fresh)


@pytest.mark.parametrize("target", ["nonsense", "", "-1", "0001:head", "HEAD", "000"])
def test_a_revision_that_there_is_not_is_refused_with_those_there_are(fresh: Database, target: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        fresh.migrate(target)
    (fault,) = refused.value.faults
    assert fault.found == target and fault.accepted.en == ", ".join(["head", "base", *REVISIONS])
    assert "members" not in names(fresh)
