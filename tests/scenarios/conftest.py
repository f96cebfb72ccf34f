"""A stage for every scenario over each database: the same story that `guiyan demo` tells, through the same API."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console
from starlette.testclient import TestClient

from api.app import create_app
from api.dependencies import today as today_of
from api.stories.playing import tell
from api.stories.stage import Clock, Stage
from data.scenarios.scenario import scenario
from data.store.database import Database
from data.store.organisations import ensure_operator
from data.text import Language

TODAY = date(2026, 11, 22)
Told = tuple[dict[str, Any], str, Stage]
"""What the story found, what it printed, and its stage, to go on asking."""


@pytest.fixture
def told(database: Database) -> Iterator[Callable[..., Told]]:
    """Tells a scenario in an empty database."""
    clock = Clock(TODAY)
    app = create_app(database)
    app.dependency_overrides[today_of] = lambda: clock.today
    with database.writing() as connection:
        ensure_operator(connection)
    with TestClient(app, raise_server_exceptions=False) as client:

        def send(method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> tuple[int, bytes]:
            answer = client.request(method, path, headers=dict(headers), content=body)
            return answer.status_code, answer.content

        def told(key: str, language: Language = "zh") -> Told:
            printed = StringIO()
            stage = Stage(scenario(key), database, send, clock, language, Console(file=printed, width=100))
            return tell(stage), printed.getvalue(), stage

        yield told
