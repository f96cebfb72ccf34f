"""The calls that fill seats and find groups, for the examples of the API's description."""

from collections.abc import Callable
from typing import Any

from tests.api.conftest import Caller

INVESTOR = {"编号": "B001", "姓名": "李某", "手机号": "13900000001", "意向": "投资", "求职岗位": "", "关注行业": "淡水养殖", "备注": ""}


def run(call: Callable[..., Any], station: Caller, opening: str, project: str) -> None:
    """Fill an opening's seats, and find investors for a project, each read again."""
    allocation = {"openings": [opening], "seats": {opening: {"most": 2}}, "alternates": 1}
    kept = call("allocate_seats", station, "POST", "/allocations", json=allocation)
    station.over(f"/allocations/{kept['id']}")
    call("read_allocation", station, "GET", f"/allocations/{kept['id']}")
    station.create("members", **{**INVESTOR, "可投资金": "60万", "参与方式": "只出资"})
    group = {"need": f"{project}.capital", "most_partners": 5, "concentration": 60}
    kept = call("find_group", station, "POST", "/groups", json=group)
    station.over(f"/groups/{kept['id']}")
    call("read_group", station, "GET", f"/groups/{kept['id']}")
