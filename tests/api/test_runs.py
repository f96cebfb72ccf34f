"""Runs as long work: waited for or not, told how far they are, cancelled, given up, and begun anew when a process dies."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, select, update
from starlette.testclient import TestClient

from api.dependencies import Ground
from api.index import Indexes
from api.running import MOST_TRIES, WORK, Runner, Work
from api.settings import SETTINGS
from api.use_cases.progress import Tell
from data.store.database import Database
from data.store.runs import claim_run, finish_run, forget_runs, release_run, runs, tell_run
from data.store.scope import Asker
from data.vocabulary import Role
from tests.api.conftest import Caller
from tests.api.test_scope import tells

LEASE = 60
STATION = Asker("station", Role.STATION)
Begin = Callable[..., dict[str, Any]]


@pytest.fixture
def stopped(client: TestClient) -> None:
    """The API's own thread works nothing out."""
    ground: Ground = client.app.state.ground  # type: ignore[attr-defined]
    ground.runner.end()


@pytest.fixture
def begin(stopped: None, station: Caller) -> Begin:
    """Begins an allocation that waits for somebody to work it out."""
    opening = station.create("openings", 招聘人数="1")["id"]
    station.create("members")

    def begun(**headers: str) -> dict[str, Any]:
        answer = station("POST", "/allocations", json={"openings": [opening]}, headers=headers)
        assert answer.status_code == 202, answer.text
        told: dict[str, Any] = answer.json()
        return told

    return begun


@pytest.fixture
def runner(database: Database) -> Iterator[Callable[..., Runner]]:
    """Starts threads that work out runs as they are told to, each as if in a process of its own."""
    started: list[Runner] = []

    def start(lease: float = LEASE, every: float = 0.05, **work: Work) -> Runner:
        one = Runner(database, Indexes(database), lease, every, {**WORK, **work})
        one.start()
        started.append(one)
        return one

    yield start
    for one in started:
        one.end()


def seats(run: Mapping[str, Any]) -> int:
    return sum(len(one["seats"]) for one in run["result"]["openings"])


def test_who_would_rather_not_wait_is_told_where_to_look(station: Caller) -> None:
    opening = station.create("openings", 招聘人数="1")["id"]
    station.create("members")
    answer = station("POST", "/allocations", json={"openings": [opening]}, headers={"Prefer": "respond-async"})
    told = answer.json()
    assert answer.status_code == 202 and answer.headers["location"] == f"/api/v1/allocations/{told['id']}"
    done = station.over(f"/allocations/{told['id']}")
    assert (done["state"], done["state_label"], done["share"], seats(done)) == ("done", "已算完", 1, 1)


def test_a_run_that_waits_says_so_and_is_worked_out_once_somebody_claims_it(
    begin: Begin, station: Caller, runner: Callable[..., Runner]
) -> None:
    run = begin()
    assert (run["state"], run["state_label"], run["share"], run["result"], run["problem"]) == ("waiting", "等待计算", 0, None, None)
    runner()
    assert seats(over(station, run["id"])) == 1


def over(caller: Caller, identifier: str, path: str = "/allocations") -> dict[str, Any]:
    """A run that some other thread or process works out."""
    while True:
        told: dict[str, Any] = caller("GET", f"{path}/{identifier}").json()
        if told["state"] not in ("waiting", "running"):
            return told


def test_the_share_that_is_done_and_the_step_are_told_and_never_fall(
    begin: Begin, station: Caller, runner: Callable[..., Runner]
) -> None:
    told, go_on = Event(), Event()

    def slowly(connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        tell("reasons", 0.7)
        tell("solving", 0.4)
        told.set()
        go_on.wait(LEASE)
        return WORK["allocation"](connection, indexes, asker, payload, tell)

    run = begin()
    runner(allocation=slowly)
    assert told.wait(LEASE)
    for language, label, step in (("zh", "正在计算", "排席位"), ("en", "running", "filling the seats")):
        now = station("GET", f"/allocations/{run['id']}", headers={"Accept-Language": language}).json()
        assert (now["state"], now["state_label"], now["share"], now["step"]) == ("running", label, 0.7, step)
    go_on.set()
    assert seats(over(station, run["id"])) == 1


def test_a_cancelled_run_stays_cancelled_whoever_works_it_out(
    begin: Begin, callers: dict[str, Caller], runner: Callable[..., Runner]
) -> None:
    station = callers["station"]
    begun, go_on, ended = Event(), Event(), Event()

    def slowly(connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        tell("candidates", 0.1)
        begun.set()
        go_on.wait(LEASE)
        try:
            tell("solving", 0.4)
        finally:
            ended.set()
        raise AssertionError("the work of a cancelled run goes on")

    run = begin()
    runner(allocation=slowly)
    assert begun.wait(LEASE)
    where = f"/allocations/{run['id']}/cancel"
    assert callers["other_station"]("POST", where).status_code == 404
    assert station("POST", where.replace("allocations", "groups")).status_code == 404
    for _ in range(2):
        answer = station("POST", where)
        assert answer.status_code == 200 and (answer.json()["state"], answer.json()["state_label"]) == ("cancelled", "已取消")
    go_on.set()
    assert ended.wait(LEASE)
    following = over(station, begin()["id"])  # the same thread is free for the next one, which it cannot finish either
    assert following["state"] == "failed"
    assert station("GET", f"/allocations/{run['id']}").json()["state"] == "cancelled"


def test_what_is_done_is_not_cancelled(station: Caller) -> None:
    opening = station.create("openings", 招聘人数="1")["id"]
    run = station.run("/allocations", json={"openings": [opening]})
    refused = station("POST", f"/allocations/{run['id']}/cancel")
    assert refused.status_code == 409 and "已算完" in refused.json()["detail"]
    assert station("GET", f"/allocations/{run['id']}").json()["state"] == "done"


def test_why_a_run_failed_is_told_in_the_readers_language(
    begin: Begin, station: Caller, runner: Callable[..., Runner]
) -> None:
    run = begin()
    (opening,) = [one["id"] for one in station("GET", "/openings").json()["items"]]
    assert station("DELETE", f"/openings/{opening}").status_code == 204
    runner()
    failed = over(station, run["id"])
    assert (failed["state"], failed["state_label"], failed["problem"]["status"]) == ("failed", "没有算成", 409)
    assert "已关闭" in failed["problem"]["detail"] and failed["result"] is None
    english = station("GET", f"/allocations/{run['id']}", headers={"Accept-Language": "en"}).json()
    assert "closed" in english["problem"]["detail"]


def test_what_nobody_foresaw_is_a_problem_without_its_words(
    begin: Begin, station: Caller, runner: Callable[..., Runner], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        raise ValueError("王小雁 13900001234")

    run = begin()
    runner(allocation=broken)
    failed = over(station, run["id"])
    assert (failed["state"], failed["problem"]["status"]) == ("failed", 500)
    assert tells(failed, "王小雁", "13900001234") == [] and "13900001234" not in caplog.text and "ValueError" in caplog.text


def test_a_result_that_cannot_be_kept_fails_its_run_alone(begin: Begin, station: Caller, runner: Callable[..., Runner]) -> None:
    bad = iter([True])

    def unkept(connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        return {"no text": "\ud800"} if next(bad, False) else WORK["allocation"](connection, indexes, asker, payload, tell)

    first, second = begin()["id"], begin()["id"]
    runner(allocation=unkept)
    ended = [over(station, one)["state"] for one in (first, second)]
    assert sorted(ended) == ["done", "failed"]


def test_a_run_is_left_to_others_when_its_process_ends_in_order(
    begin: Begin, station: Caller, runner: Callable[..., Runner]
) -> None:
    begun = Event()

    def until_told(connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        begun.set()
        while True:
            tell("solving", 0.4)

    run = begin()
    first = runner(allocation=until_told)
    assert begun.wait(LEASE)
    first.end()
    assert station("GET", f"/allocations/{run['id']}").json()["state"] == "waiting"
    runner()
    assert seats(over(station, run["id"])) == 1


class Process:
    """Another process that works out runs, or holds on to the first."""

    def __init__(self, url: str, what: str, lease: float) -> None:
        command = [sys.executable, "-m", "tests.api.running_process", url, what, str(lease)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})
        assert self.says() == "ready"

    def says(self) -> str:
        """The next line that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def kill(self) -> None:
        """End it at once, as kill -9 does."""
        self._process.kill()
        self._process.communicate()

    def end(self) -> None:
        self._process.communicate("")


@pytest.fixture
def url(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_a_run_whose_process_was_killed_is_worked_out_by_another(
    begin: Begin, station: Caller, database: Database, url: str
) -> None:
    run = begin()
    dying = Process(url, "hold", lease=1)
    assert dying.says() == "begun"
    assert station("GET", f"/allocations/{run['id']}").json()["share"] == 0.4
    dying.kill()
    other = Process(url, "work", lease=LEASE)
    done = over(station, run["id"])
    other.end()
    assert done["state"] == "done" and seats(done) == 1
    with database.reading() as connection:
        assert connection.scalar(select(runs.c.tries)) == 2


def test_a_claim_is_kept_while_one_step_takes_long(begin: Begin, station: Caller, url: str, runner: Callable[..., Runner]) -> None:
    begun, looked = Event(), Event()

    def long(connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        begun.set()
        looked.wait(LEASE)
        return WORK["allocation"](connection, indexes, asker, payload, tell)

    run = begin()
    runner(lease=2, allocation=long)
    assert begun.wait(LEASE)
    eager = Process(url, "hold", lease=2)  # says `begun` as soon as it has the run, which it must not get
    others = [begin()["id"] for _ in range(2)]
    assert eager.says() == "begun"
    looked.set()
    assert over(station, run["id"])["state"] == "done"
    eager.kill()
    assert all(over(station, other)["state"] == "done" for other in others)


def test_who_has_lost_a_claim_can_neither_tell_nor_finish(begin: Begin, database: Database) -> None:
    run = begin()["id"]
    with database.writing() as connection:
        first = claim_run(connection, "first", 0)
        assert first is not None and first.id == run and claim_run(connection, "second", LEASE) is None
        connection.execute(update(runs).values(lease_until="2026-01-01T00:00:00Z"))
    with database.writing() as connection:
        second = claim_run(connection, "second", LEASE)
        assert second is not None and (second.id, second.tries) == (run, 2)
        assert not tell_run(connection, run, "first", LEASE, "solving", 0.5)
        assert not finish_run(connection, run, "first", {}) and not release_run(connection, run, "first")
        assert finish_run(connection, run, "second", {"openings": []}) and claim_run(connection, "third", LEASE) is None


def test_a_run_that_always_ends_its_process_is_given_up(
    begin: Begin, station: Caller, database: Database, runner: Callable[..., Runner]
) -> None:
    run = begin()["id"]
    with database.writing() as connection:
        connection.execute(update(runs).values(tries=MOST_TRIES))
    runner()
    failed = over(station, run)
    assert failed["state"] == "failed" and f"{MOST_TRIES}次" in failed["problem"]["detail"]


def test_an_organisation_has_so_many_runs_unfinished_and_no_more(begin: Begin, callers: dict[str, Caller]) -> None:
    begun = [begin()["id"] for _ in range(SETTINGS.runs_waiting)]
    body = {"openings": [one["id"] for one in callers["station"]("GET", "/openings").json()["items"]]}
    refused = callers["station"]("POST", "/allocations", json=body, headers={"Idempotency-Key": "later"})
    assert refused.status_code == 429 and refused.headers["retry-after"] and str(SETTINGS.runs_waiting) in refused.json()["detail"]
    assert callers["other_station"]("POST", "/allocations", json=body).status_code == 202
    assert callers["station"]("POST", f"/allocations/{begun[0]}/cancel").status_code == 200
    assert callers["station"]("POST", "/allocations", json=body, headers={"Idempotency-Key": "later"}).status_code == 202


def test_runs_are_listed_newest_first_for_their_organisation_alone(begin: Begin, callers: dict[str, Caller]) -> None:
    begun = [begin()["id"] for _ in range(5)]
    found: list[str] = []
    after = ""
    while True:
        page = callers["station"]("GET", f"/allocations?limit=2&after={after}").json()
        assert all("result" not in one and one["state_label"] for one in page["items"])
        found += [one["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert found == sorted(begun, reverse=True)
    assert callers["station"]("GET", "/groups").json() == {"items": [], "next": None}
    assert callers["other_station"]("GET", "/allocations").json()["items"] == []
    assert callers["station"]("GET", "/allocations?after=x").status_code == 422


def test_runs_that_have_long_been_over_are_forgotten(begin: Begin, database: Database) -> None:
    old, waiting = begin()["id"], begin()["id"]
    with database.writing() as connection:
        connection.execute(update(runs).values(updated_at="2020-01-01T00:00:00Z"))
        connection.execute(update(runs).where(runs.c.id == old).values(state="done", result="{}"))
        forget_runs(connection, Asker("other_station", Role.STATION), 1)
        assert len(connection.execute(select(runs)).all()) == 2
        forget_runs(connection, STATION, 1)
        assert connection.scalars(select(runs.c.id)).all() == [waiting]
