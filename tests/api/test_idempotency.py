"""Sending a creation again under its Idempotency-Key: once done, replayed after, whatever the race."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from data.store.database import Database
from data.store.tables import changes, idempotency
from tests.api.conftest import MEMBER, SHEETS, WRITER, Caller

ONE = {"Idempotency-Key": "one"}


def rows(database: Database) -> int:
    """How often something was written at all."""
    with database.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(changes)) or 0)


@pytest.mark.parametrize("path", SHEETS)
def test_the_same_key_and_body_replays_the_first_answer(callers: dict[str, Caller], path: str, database: Database) -> None:
    caller = callers[WRITER[path]]
    first = caller("POST", f"/{path}", json={"sheet": SHEETS[path]}, headers=ONE)
    caller("PATCH", f"/{path}/{first.json()['id']}", json={"sheet": {"网格员": "李某"}})
    again = caller("POST", f"/{path}", json={"sheet": SHEETS[path]}, headers=ONE)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["location"] == first.headers["location"] and again.headers["idempotent-replayed"] == "true"
    assert rows(database) == 2


def test_the_order_of_fields_does_not_make_another_body(station: Caller) -> None:
    first = station("POST", "/members", json={"sheet": MEMBER}, headers=ONE)
    turned = station("POST", "/members", json={"sheet": dict(reversed(MEMBER.items()))}, headers=ONE)
    assert turned.headers["idempotent-replayed"] == "true" and turned.content == first.content


@pytest.mark.parametrize("path", ["members", "openings"])
def test_another_body_or_operation_under_the_same_key_is_refused(station: Caller, path: str) -> None:
    assert station("POST", "/members", json={"sheet": MEMBER}, headers=ONE).status_code == 201
    answer = station("POST", f"/{path}", json={"sheet": {**MEMBER, "编号": "A002"}}, headers=ONE)
    assert answer.status_code == 422 and answer.json()["faults"][0]["where"] == "Idempotency-Key"
    assert len(station("GET", "/members").json()["items"]) == 1


def test_a_refused_request_leaves_its_key_free(station: Caller) -> None:
    assert station("POST", "/members", json={"nothing": 1}, headers=ONE).status_code == 422
    assert station("POST", "/members", json={"sheet": MEMBER}, headers=ONE).status_code == 201


def test_keys_of_two_organisations_do_not_meet(callers: dict[str, Caller]) -> None:
    for name in ("station", "other_station"):
        answer = callers[name]("POST", "/members", json={"sheet": MEMBER}, headers=ONE)
        assert answer.status_code == 201 and "idempotent-replayed" not in answer.headers


def test_answers_are_forgotten_after_a_day(station: Caller, database: Database) -> None:
    station("POST", "/members", json={"sheet": MEMBER}, headers=ONE)
    with database.writing() as connection:
        connection.execute(update(idempotency).values(at="2026-01-01T00:00:00Z"))
    station("POST", "/services", json={"sheet": SHEETS["services"]}, headers={"Idempotency-Key": "two"})
    with database.reading() as connection:
        assert connection.scalars(select(idempotency.c.key)).all() == ["two"]


@pytest.mark.parametrize("key", ["", "x" * 201, "a b", "é"])
def test_a_key_that_cannot_be_is_refused(station: Caller, key: str) -> None:
    answer = station("POST", "/members", json={"sheet": MEMBER}, headers={"Idempotency-Key": key.encode("latin-1")})
    assert answer.status_code == 422
    assert station("GET", "/members").json()["items"] == []


@pytest.mark.parametrize("keyed", [True, False])
def test_a_race_creates_once(station: Caller, database: Database, keyed: bool) -> None:
    together = Barrier(8)

    def create(_: int) -> tuple[int, bytes]:
        together.wait()
        answer = station("POST", "/members", json={"sheet": MEMBER}, headers=ONE if keyed else {})
        return answer.status_code, answer.content

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(create, range(8)))
    statuses = sorted(status for status, _ in answers)
    assert statuses == ([201] * 8 if keyed else [200] * 7 + [201])
    assert len({body for _, body in answers}) == 1
    assert rows(database) == 1


def test_an_import_under_a_key_is_done_once(station: Caller, database: Database) -> None:
    sheet = (",".join(MEMBER) + "\n" + ",".join(MEMBER.values())).encode()
    sent = {"files": {"file": ("members.csv", sheet)}, "headers": ONE}
    first, again = station("POST", "/imports", **sent), station("POST", "/imports", **sent)
    assert first.content == again.content and again.headers["idempotent-replayed"] == "true"
    other = station("POST", "/imports", files={"file": ("members.csv", sheet + b"\n")}, headers=ONE)
    assert other.status_code == 422
