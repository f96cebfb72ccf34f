"""Plays a story: the application on a port of this machine, a database, and the module that tells it."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from importlib import import_module
from threading import Thread
from typing import Any

from rich.console import Console

from api.app import create_app
from api.dependencies import today as today_of
from api.stories.stage import Clock, Send, Stage
from api.wrapping import Wrapped
from data.scenarios.scenario import Scenario
from data.store.database import Database
from data.store.organisations import ensure_operator
from data.text import Language, Text

PRACTICE, SHOWS = Text(zh="做法：{words}", en="The practice: {words}"), Text(zh="这里看：{words}", en="Shown here: {words}")


def play(scenario: Scenario, database: Database, today: date, language: Language, console: Console) -> dict[str, Any]:
    """Tell one scenario's story in a database of its own, over HTTP; gives what the story found."""
    clock = Clock(today)
    database.require_folder()
    database.migrate()
    with database.writing() as connection:
        ensure_operator(connection)
    console.rule(f"{scenario.number}. {scenario.title.say(language)}", style="bold")
    console.print(Wrapped(PRACTICE.say(language, words=scenario.practice.say(language)), "dim"))
    console.print(Wrapped(SHOWS.say(language, words=scenario.shows.say(language)), "dim"))
    with _serving(database, clock) as send:
        return tell(Stage(scenario, database, send, clock, language, console))


def tell(stage: Stage) -> dict[str, Any]:
    """Let the scenario's own module tell it on a stage."""
    found: dict[str, Any] = import_module(f"api.stories.{stage.scenario.key}").tell(stage)
    return found


@contextmanager
def _serving(database: Database, clock: Clock) -> Iterator[Send]:
    """The application served on a free port of this machine, as long as the story lasts."""
    import uvicorn

    app = create_app(database)
    app.dependency_overrides[today_of] = lambda: clock.today
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield lambda method, path, headers, body: _sent(port, method, path, headers, body)
    finally:
        server.should_exit = True
        thread.join()


def _sent(port: int, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
