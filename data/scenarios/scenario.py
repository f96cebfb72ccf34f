"""The practices that stations really have, each with its own small invented data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data.errors import Fault, NotFound
from data.scenarios.county import moved
from data.text import Text

FOLDER = Path(__file__).parent
NO_SCENARIO = Text(zh="没有这个场景", en="there is no such scenario")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One practice: its title, what stations did, and what can be seen of it here."""

    key: str
    number: int
    title: Text
    practice: Text
    shows: Text

    def file(self, name: str, today: date) -> bytes:
        """One of the scenario's sheets as CSV, its days moved to `today`."""
        return moved((FOLDER / self.key / f"{name}.csv").read_text(encoding="utf-8-sig"), today)


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every scenario, in the order of their numbers."""
    found = (_read(path) for path in FOLDER.glob("*/scenario.toml"))
    return tuple(sorted(found, key=lambda scenario: scenario.number))


def scenario(key: str) -> Scenario:
    """One scenario by its key; NotFound lists those there are."""
    known = {one.key: one for one in scenarios()}
    if key not in known:
        names = Text("、".join(known), ", ".join(known))
        raise NotFound(NO_SCENARIO, (Fault("scenario", key[:80], names),))
    return known[key]


def _read(path: Path) -> Scenario:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = {name: Text(raw[name]["zh"], raw[name]["en"]) for name in ("title", "practice", "shows")}
    return Scenario(path.parent.name, int(raw["number"]), **texts)
