"""What a story stands on: organisations with keys, calls of the API over HTTP, a day that can pass, and somewhere to print."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from rich.console import Console

from api.stories.figures import ranking, table
from api.wrapping import Wrapped
from data.errors import GuiyanError
from data.records import Organisation
from data.scenarios.scenario import Scenario
from data.store.database import Database
from data.store.organisations import issue_key, save_organisation
from data.store.runs import UNFINISHED
from data.text import Language, Text
from data.vocabulary import RecordKind, Role

PREFIX = "/api/v1"
BOUNDARY = "guiyan-story-sheet"
Send = Callable[[str, str, Mapping[str, str], bytes | None], tuple[int, bytes]]
"""(method, path with query, headers, body) -> (status, body of the answer)."""

PATHS = {
    RecordKind.MEMBER: "members",
    RecordKind.OPENING: "openings",
    RecordKind.NEED: "projects",
    RecordKind.SERVICE: "services",
}
UNEXPECTED = Text(zh="{method} {path} 答复 {status}：{detail}", en="{method} {path} answered {status}: {detail}")
REFUSED = Text(zh="✗ {status} {detail}", en="✗ {status} {detail}")
CRITERION, POINTS, REASON = Text("评分项", "criterion"), Text("得分", "points"), Text("理由", "reason")
REQUIRED = Text(zh="硬性条件", en="requirement")
MARKS = {"met": "✓", "unmet": "✗", "unknown": "?"}


@dataclass
class Clock:
    """The day that counts as today; a story can let days pass."""

    today: date

    def pass_days(self, days: int) -> None:
        """Let so many days go by."""
        self.today += timedelta(days=days)


@dataclass(frozen=True)
class Party:
    """An organisation that takes part in a story, with its key."""

    organisation: Organisation
    key: str


@dataclass
class Stage:
    """Where a story is played; every step of it is a call of the API."""

    scenario: Scenario
    database: Database
    send: Send
    clock: Clock
    language: Language
    console: Console
    acts: int = field(default=0)

    def party(self, identifier: str, role: Role, name: str, place: str | None = None) -> Party:
        """Let an organisation in: the one step that whoever runs the service takes."""
        organisation = Organisation(identifier, role, name, place, verified=True)
        with self.database.writing() as connection:
            save_organisation(connection, organisation)
            return Party(organisation, issue_key(connection, identifier))

    def call(self, who: Party, method: str, path: str, body: object = None, expect: Sequence[int] = (200, 201, 202, 204)) -> Any:
        """The answer's JSON; GuiyanError with the problem's words where the status is not one that is expected."""
        status, answer = self.ask(who, method, path, body)
        if status not in expect:
            detail = _detail(answer)
            values = {"method": method, "path": path, "status": status, "detail": detail}
            raise GuiyanError(UNEXPECTED.filled(**values))
        return answer

    def run(self, who: Party, path: str, body: object) -> Any:
        """What came of a run: it is begun and waited for."""
        run = self.call(who, "POST", path, body)
        while run["state"] in UNFINISHED:
            run = self.call(who, "GET", f"{path}/{run['id']}?wait=30")
        if run["problem"] is not None:
            raise GuiyanError(UNEXPECTED.filled(method="POST", path=path, status=run["problem"]["status"], detail=run["problem"]["detail"]))
        return run

    def ask(self, who: Party, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """The status and the answer's JSON, whatever they are."""
        given = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = self._headers(who) | ({"Content-Type": "application/json"} if given is not None else {})
        status, answer = self.send(method, quote(PREFIX + path, safe="/?=&.,:"), headers, given)
        return status, json.loads(answer) if answer else None

    def load(self, who: Party, *kinds: RecordKind) -> dict[RecordKind, Any]:
        """Import the scenario's own sheets of some kinds; gives each report."""
        return {kind: self._load(who, kind) for kind in kinds}

    def _load(self, who: Party, kind: RecordKind) -> Any:
        return self.load_sheet(who, kind, PATHS[kind] if kind is not RecordKind.NEED else "needs")

    def load_sheet(self, who: Party, kind: RecordKind, name: str) -> Any:
        """Import one of the scenario's files under an organisation; gives the report."""
        sheet = self.scenario.file(name, max(self.clock.today, date.today()))
        body = _multipart(f"{name}.csv", sheet)
        headers = self._headers(who) | {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        status, answer = self.send("POST", f"{PREFIX}/imports?kind={PATHS[kind]}", headers, body)
        assert status == 201, answer.decode("utf-8", "replace")
        return json.loads(answer)

    def find(self, who: Party, kind: RecordKind, number: str) -> dict[str, Any]:
        """The record that an organisation knows by a number, as the API lists it."""
        after = ""
        while True:
            page = self.call(who, "GET", f"/{PATHS[kind]}?limit=200&after={after}")
            for item in page["items"]:
                if item["record"]["number"] == number:
                    found: dict[str, Any] = item
                    return found
            after = page["next"]
            assert after, f"no {kind.value} has the number {number}"

    def _headers(self, who: Party) -> dict[str, str]:
        return {"X-API-Key": who.key, "Accept-Language": self.language}

    def act(self, title: Text, /, **values: object) -> None:
        """The heading of the next part of the story."""
        self.acts += 1
        self.console.print()
        self.console.print(Wrapped(f"{self.acts}  {title.say(self.language, **values)}", "bold"))
        self.console.rule(style="dim")

    def say(self, text: Text, style: str = "", /, **values: object) -> None:
        """A sentence of the story."""
        self.console.print(Wrapped(text.say(self.language, **values), style))

    def refused(self, status: int, answer: Any) -> None:
        """Show how a call was refused."""
        self.say(REFUSED, "red", status=status, detail=_detail(answer))

    def rows(self, headings: Sequence[Text], rows: Sequence[Sequence[object]]) -> None:
        """A small table."""
        self.console.print(table([heading.say(self.language) for heading in headings], rows))

    def ranking(self, answer: Mapping[str, Any], most: int = 5) -> None:
        """The first places of a ranking, each with its strongest reasons."""
        self.console.print(ranking(answer, self.language, most))

    def criteria(self, told: Mapping[str, Any]) -> None:
        """An explanation line by line, with the hard conditions that somebody stated."""
        rows = [(row["label"], f"{row['points']:g}/{row['max']:g}", row["reason"]) for row in told["criteria"]]
        rows += [(REQUIRED.say(self.language), MARKS[row["status"]], row["reason"]) for row in told["requirements"]]
        self.rows((CRITERION, POINTS, REASON), rows)


def _detail(answer: Any) -> str:
    """A problem's words with those of its faults."""
    if not isinstance(answer, Mapping):
        return str(answer)
    faults = [fault["message"] for fault in answer.get("faults", ())]
    return " ".join([str(answer.get("detail") or answer.get("title") or ""), *faults])


def _multipart(name: str, content: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
