"""The order as it was really given, 400 guards and 300 welders at once: from the sheets to the seats, over the API.

    python -m tests.bench.bulk_order                 ten times the seats and the members of the scenario

Prints the seconds from the first sheet to the last answer, and the check of it by other code.
"""

import argparse
import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from fastapi.testclient import TestClient
from rich.console import Console

from api.app import create_app
from api.stories.bulk_order import tell
from api.stories.stage import Clock, Stage
from data.scenarios.scenario import Scenario, scenario
from data.store.database import Database
from data.store.organisations import ensure_operator

KEY, HEADCOUNT, NUMBER = "bulk_order", "招聘人数", "编号"


@dataclass(frozen=True)
class Larger:
    """A scenario whose openings have so many times the seats, and whose members come so many times."""

    inner: Scenario
    times: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def file(self, name: str, today: date) -> bytes:
        """One of its sheets, larger."""
        rows = list(csv.DictReader(StringIO(self.inner.file(name, today).decode("utf-8-sig"))))
        if name == "openings":
            rows = [{**row, HEADCOUNT: str(int(row[HEADCOUNT]) * self.times)} for row in rows]
        elif name.endswith("members"):
            rows = [{**row, NUMBER: f"{row[NUMBER]}-{copy}", "手机号": ""} for copy in range(self.times) for row in rows]
        written = StringIO()
        sheet = csv.DictWriter(written, list(rows[0]))
        sheet.writeheader()
        sheet.writerows(rows)
        return written.getvalue().encode()


def told(times: int) -> tuple[dict[str, Any], float]:
    """What the story comes to, and how long it takes in a new database."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/order.db")
        application = create_app(database)
        with TestClient(application) as client:
            with database.writing() as connection:
                ensure_operator(connection)

            def send(method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> tuple[int, bytes]:
                answer = client.request(method, path, headers=dict(headers), content=body)
                return answer.status_code, answer.content

            larger: Any = Larger(scenario(KEY), times)
            stage = Stage(larger, database, send, Clock(date.today()), "zh", Console(file=StringIO(), width=100))
            began = perf_counter()
            found: dict[str, Any] = tell(stage)["run"]["result"]
            return found, perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=10)
    found, seconds = told(parser.parse_args().times)
    for one in found["openings"]:
        print(f"{one['record']['title']['text']}: {len(one['seats'])} of {one['most']} seats, {one['shortage']} short, {len(one['remedies'])} remedies")
    check = found["check"]
    print(f"{found['considered']} members; {seconds:.1f} s from the sheets to the answer; faults {check['faults']}, best {check['best']}")


if __name__ == "__main__":
    main()
