"""What the tests of reports, cases and contributions send."""

from typing import Any

from tests.api.conftest import Caller

UNTIL = "2027-11-22"


def report(caller: Caller, member: str, kind: str = "contact", on: str = "2026-11-20", **more: Any) -> Any:
    """A report as a clerk sends it."""
    return caller("POST", "/reports", json={"member": member, "kind": kind, "on": on, "how": "phone", **more})


def case(caller: Caller, member: str, **more: Any) -> Any:
    """A case with the other station, as the home station opens it."""
    body = {
        "member": member, "partner": "other_station", "agreed_fields": ["name", "phone", "hometown"], "until": UNTIL,
        "given_how": "本人当面签字，11月20日",
    }  # fmt: skip
    return caller("POST", "/cases", json={**body, **more})


def step(caller: Caller, path: str, identifier: str, to: str, **more: Any) -> Any:
    """A step of something that moves through states."""
    return caller("POST", f"/{path}/{identifier}/transitions", json={"to": to, **more})


def handed_over(home: Caller, partner: Caller, member: str, **more: Any) -> str:
    """A case that the other station signed and that was handed over to it."""
    opened = case(home, member, **more)
    assert opened.status_code == 201, opened.text
    identifier: str = opened.json()["id"]
    for caller, to in ((partner, "agreed"), (home, "handed_over")):
        answer = step(caller, "cases", identifier, to)
        assert answer.status_code == 200, answer.text
    return identifier
