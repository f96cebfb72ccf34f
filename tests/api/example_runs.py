"""The calls that fill seats and find groups, for the examples of the API's description."""

from collections.abc import Callable
from typing import Any

from api.dependencies import Ground
from tests.api.conftest import Caller

INVESTOR = {"编号": "B001", "姓名": "李某", "手机号": "13900000001", "意向": "投资", "求职岗位": "", "关注行业": "淡水养殖", "备注": ""}


def run(found: dict[str, Any], call: Callable[..., Any], station: Caller, opening: str, project: str) -> None:
    """Fill an opening's seats and find investors for a project; read, list, accept and cancel such runs."""
    station.create("members", **{**INVESTOR, "可投资金": "60万", "参与方式": "只出资"})
    asked = {
        "allocation": ("allocate_seats", "/allocations", {"openings": [opening], "seats": {opening: {"most": 2}}, "alternates": 1}),
        "group": ("find_group", "/groups", {"need": f"{project}.capital", "most_partners": 5, "concentration": 60}),
    }
    for kind, (begins, path, body) in asked.items():
        kept = call(begins, station, "POST", path, json=body)
        found[begins]["response"] = station.over(f"{path}/{kept['id']}")
        call(f"read_{kind}", station, "GET", f"{path}/{kept['id']}")
        call(f"list_{path[1:]}", station, "GET", f"{path}?limit=1")
        call(f"accept_{kind}", station, "POST", f"{path}/{kept['id']}/accept", json={"note": "驿站商量过"})
    ground: Ground = station.client.app.state.ground  # type: ignore[attr-defined]
    ground.runner.end()  # so that what follows is not over before it is cancelled
    for kind, (_, path, body) in asked.items():
        waits = station("POST", path, json=body).json()
        call(f"cancel_{kind}", station, "POST", f"{path}/{waits['id']}/cancel")
