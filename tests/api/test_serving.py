"""Several processes serve one port: they see each other's writes, are replaced when they die, and end in order."""

import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from api.app import create_app
from api.dependencies import ANYONE_KNOWN
from api.workers import reserved
from data.store.database import Database
from data.store.organisations import find_organisation
from data.store.scope import operator
from tests.bench.serving import Plan, bench
from tests.bench.serving_process import Served

pytestmark = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="which process answers is read from /proc, which Linux has")
SHORT = Plan(members=500, openings=60, asked=40, workers=2, connections=16, seconds=3.0, rate=20.0, writes=20.0, warm=0.0)


def test_two_workers_answer_without_errors_and_know_each_others_writes_at_once(database: Database, tmp_path: Path) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    with bench(SHORT, tmp_path, url) as ready, ready.serve() as served:
        run = ready.asked_of(served, SHORT.rate, writes=True)
        assert run.errors == 0 and run.writes_failed == 0, run
        assert run.a_second > SHORT.rate / 2 and run.writes >= SHORT.writes * SHORT.seconds * 0.9
        assert run.looked == run.seen >= 5, run
        assert _ended(served) < 5


def test_a_worker_that_dies_is_replaced_and_none_outlives_its_supervisor(tmp_path: Path) -> None:
    with bench(replace(SHORT, members=60), tmp_path) as ready, ready.serve() as served:
        os.kill(served.workers[0], signal.SIGKILL)
        replaced = _until_replaced(served)
        assert served.workers[0] not in replaced and served.workers[1] in replaced
        assert served.post(*ready.question(1), {"k": 3})[0] == 200
        served.process.kill()
        _until_gone(replaced)


def test_a_port_that_other_workers_have_is_refused() -> None:
    with reserved("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            reserved("127.0.0.1", taken.getsockname()[1])


def test_several_may_bring_one_database_up_to_date_at_once(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    database.migrate("base")
    several = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(len(several)) as pool:
        list(pool.map(lambda each: each.migrate(), several))
    with database.reading() as connection:
        assert find_organisation(connection, "nobody") is None
    for each in several:
        each.close()


def test_somebody_who_hangs_up_while_sending_leaves_no_error_behind(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Database(f"sqlite:///{tmp_path}/guiyan.db"))
    headers = [(b"content-type", b"application/json"), (b"content-length", b"9")]
    scope = {"type": "http", "method": "POST", "path": "/api/v1/score", "query_string": b"", "headers": headers}
    sent = []

    async def gone() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    async def call() -> None:
        app.dependency_overrides[ANYONE_KNOWN] = operator
        await app(scope, gone, send)

    asyncio.run(call())
    assert not sent and not caplog.records


def _ended(served: Served) -> float:
    """Seconds from being told to end until all have ended in order."""
    since = monotonic()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(20) == 0
    _until_gone(served.workers)
    return monotonic() - since


def _until_gone(workers: tuple[int, ...]) -> None:
    deadline = monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert monotonic() < deadline
        sleep(0.02)


def _until_replaced(served: Served) -> tuple[int, ...]:
    deadline = monotonic() + 20
    while True:
        now = served.now()
        if len(now) == 2 and set(now) != set(served.workers) and served.listening() == 2:
            return now
        assert monotonic() < deadline
        sleep(0.02)
