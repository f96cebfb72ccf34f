"""The calls of reports, worklists, cases and contributions in the run from which the API's examples come."""

from collections.abc import Callable
from typing import Any

from tests.api.conftest import PROJECT, Caller

Call = Callable[..., Any]


def run(call: Call, station: Caller, office: Caller) -> None:
    """What a station does between a member's registration and the half-yearly review."""
    member = station.create("members", 编号="A009", 姓名="李某", 手机号="13900000009", 备注="")["id"]
    terms = {
        "member": member, "partner": "other_station", "agreed_fields": ["name", "phone"], "until": "2027-11-22",
        "given_how": "本人当面签字，11月20日",
    }  # fmt: skip
    case = call("create_case", station, "POST", "/cases", json=terms)["id"]
    call("list_cases", station, "GET", "/cases?limit=1")
    heard = {"member": member, "kind": "moved", "how": "phone"}
    call("create_report", station, "POST", "/reports", json={**heard, "on": "2026-10-20", "note": "换了厂，说还在适应"})
    station("POST", "/reports", json={**heard, "on": "2026-11-10"})
    call("list_reports", station, "GET", f"/reports?member={member}&limit=1")
    call("name_contact", station, "PUT", f"/members/{member}/contact", json={"contact": "驿站小刘，办公电话 0794-0000000"})
    call("read_contact", station, "GET", f"/members/{member}/contact")
    call("list_worklists", station, "GET", "/worklists")
    call("read_worklist", station, "GET", "/worklists/moving_often?on=2026-11-22")
    call("read_case", station, "GET", f"/cases/{case}")
    call("move_case", station, "POST", f"/cases/{case}/transitions", json={"to": "closed", "reason": "settled_matter"})
    office("POST", "/projects", json={"sheet": {**PROJECT, "编号": "X009", "需求类型": "技术", "需求说明": "缺池塘养鱼增氧防病技术"}})
    given = {"member": member, "kind": "technique", "text": "我会池塘养鱼的增氧和防病技术"}
    offer = call("create_contribution", station, "POST", "/contributions", json=given)["id"]
    call("list_contributions", station, "GET", f"/contributions?member={member}")
    call("match_contribution", station, "GET", f"/contributions/{offer}/matches?k=1")
    taken = {"to": "taken_up", "note": "镇里约好下周见面"}
    call("move_contribution", station, "POST", f"/contributions/{offer}/transitions", json=taken)
    call("read_contribution", station, "GET", f"/contributions/{offer}")
