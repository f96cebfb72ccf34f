"""Starting, staying and recovering: with the database there, away, and back again; over a real socket too."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import uvicorn
from starlette.testclient import TestClient

from api.app import create_app
from data.records import Organisation
from data.store.database import Database
from data.store.organisations import issue_key, save_organisation
from data.vocabulary import Role
from tests.api.conftest import MEMBER


def test_it_runs_and_is_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_while_the_database_is_away_it_runs_and_says_503_and_recovers_by_itself(tmp_path: Path) -> None:
    folder = tmp_path / "away"
    app = create_app(Database(f"sqlite:///{folder}/guiyan.db"))
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/api/v1/members"):
            answer = client.get(path, headers={"X-API-Key": "k"})
            assert answer.status_code == 503 and answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["retry-after"]
        folder.mkdir()
        assert client.get("/readyz").status_code == 200
        assert client.get("/api/v1/members", headers={"X-API-Key": "k"}).status_code == 401


def test_starting_again_on_the_same_database_keeps_everything(database: Database) -> None:
    with database.writing() as connection:
        save_organisation(connection, Organisation("station", Role.STATION, "station"))
        key = issue_key(connection, "station")
    for expected in (201, 200):
        with TestClient(create_app(Database(database.engine.url.render_as_string(hide_password=False)))) as client:
            answer = client.post("/api/v1/members", json={"sheet": MEMBER}, headers={"X-API-Key": key})
            assert answer.status_code == expected


@contextmanager
def served(database: Database) -> Iterator[str]:
    """The API behind a real socket on a free port of this machine."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(database), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def test_over_a_socket_an_acknowledged_member_is_already_stored(database: Database) -> None:
    with database.writing() as connection:
        save_organisation(connection, Organisation("station", Role.STATION, "station"))
        key = issue_key(connection, "station")
    other = Database(database.engine.url.render_as_string(hide_password=False))
    with served(database) as url, httpx2.Client(headers={"X-API-Key": key}) as http:
        for number in range(5):
            made = http.post(f"{url}/api/v1/members", json={"sheet": {**MEMBER, "编号": f"R{number}"}})
            assert made.status_code == 201
            with other.reading() as connection:
                count = connection.exec_driver_sql("select count(*) from members").scalar()
            assert count == number + 1
        broken = http.post(f"{url}/api/v1/members", content=b"{", headers={"Content-Type": "application/json"})
        assert broken.status_code == 422
        big = http.post(f"{url}/api/v1/members", content=(b"a" * 65536 for _ in range(40)), headers={"Content-Type": "application/json"})
        assert big.status_code == 413
    other.close()
