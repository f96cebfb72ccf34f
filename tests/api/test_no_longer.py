"""What has ended acts no more: closed records, needs past their day, consents withdrawn; and no words leak in between."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.api.test_scope import tells

ENDED = "2020-01-01T00:00:00Z"
MATTER = {"编号": "S1", "事项名称": "助浴", "类型": "志愿服务", "所在地": "江西南城", "所需人数": "1"}
STORY = "在杨梅坑村口老樟树旁养鱼十年"


def _step(caller: Caller, path: str, flow: str, to: str, **more: str) -> int:
    answer = caller("POST", f"/{path}/{flow}/transitions", json={"to": to, **more})
    return int(answer.status_code)


def _project(office: Caller, number: str, until: str) -> str:
    cells = {"编号": number, "项目名称": number, "所在地": "江西南城", "需求类型": "资金", "所需资金": "80万", "有效期至": until}
    return str(office("POST", "/projects", json={"sheet": cells}).json()["id"])


def test_a_member_is_not_sent_to_an_opening_that_was_closed(callers: dict[str, Caller], consent: Callable[..., None]) -> None:
    station, employer = callers["station"], callers["employer"]
    member, opening = station.create("members")["id"], employer.create("openings")["id"]
    flow = station("POST", "/referrals", json={"member": member, "opportunity": opening}).json()["id"]
    assert _step(station, "referrals", flow, "agreed", note="当面说的") == 200
    consent(member, "employers")
    employer("DELETE", f"/openings/{opening}")
    assert _step(station, "referrals", flow, "sent") == 409
    assert _step(station, "referrals", flow, "declined", reason="opportunity_closed") == 200


def test_a_closed_member_is_ranked_for_nothing_and_agrees_to_nothing(callers: dict[str, Caller]) -> None:
    station = callers["station"]
    member, opening = station.create("members")["id"], callers["employer"].create("openings")["id"]
    flow = station("POST", "/referrals", json={"member": member, "opportunity": opening}).json()["id"]
    station("DELETE", f"/members/{member}")
    assert station("POST", f"/members/{member}/matches", json={"track": "mentor"}).status_code == 409
    assert _step(station, "referrals", flow, "agreed", note="当面说的") == 409
    assert _step(station, "referrals", flow, "withdrawn", reason="changed_mind") == 200


def test_a_need_past_its_last_day_is_neither_ranked_nor_grouped_nor_allocated(callers: dict[str, Caller]) -> None:
    office = callers["office"]
    need = f"{_project(office, 'X8', '2026-11-01')}.capital"
    assert office("POST", f"/needs/{need}/matches").status_code == 409
    assert office("POST", "/groups", json={"need": need}).status_code == 409
    assert office("POST", "/groups", json={"project": need.split(".")[0], "team": True}).status_code == 409
    assert office("POST", "/allocations", json={"openings": [need]}).status_code == 409
    assert office("POST", f"/needs/{_project(office, 'X9', '2126-11-01')}.capital/matches").status_code == 200


def test_nobody_moves_up_from_the_reserve_of_a_matter_that_was_closed(station: Caller) -> None:
    matter = station("POST", "/services", json={"sheet": MATTER}).json()["id"]
    members = [station.create("members", 编号=f"C{at}")["id"] for at in range(2)]
    first, second = (station("POST", "/claims", json={"member": one, "opportunity": matter}).json()["id"] for one in members)
    station("DELETE", f"/services/{matter}")
    assert _step(station, "claims", first, "released", reason="no_time") == 200
    assert _step(station, "claims", second, "promised") == 409


@pytest.mark.parametrize("path", ["referrals", "groups"])
def test_a_replay_shows_nobody_whose_consent_ended_meanwhile(
    callers: dict[str, Caller], consent: Callable[..., None], path: str
) -> None:
    member = callers["station"].create("members", 意向="求职、投资", 可投资金="90万", 关注行业="淡水养殖")["id"]
    consent(member, "stations")
    consent(member, "hometown_offices")
    if path == "referrals":
        caller = callers["other_station"]
        body: dict[str, Any] = {"member": member, "opportunity": caller.create("openings")["id"]}
    else:
        caller = callers["office"]
        body = {"need": f"{_project(caller, 'X7', '2126-11-01')}.capital"}
    key = {"Idempotency-Key": "once-1"}
    first = caller("POST", f"/{path}", json=body, headers=key)
    again = caller("POST", f"/{path}", json=body, headers=key)
    assert first.json() == again.json() and tells(first.json(), "初中", "叉车")
    for recipient in ("stations", "hometown_offices"):
        consent(member, recipient, withdrawn_at=ENDED)
    late = caller("POST", f"/{path}", json=body, headers=key)
    assert late.headers["Idempotent-Replayed"] == "true" and late.json()["id"] == first.json()["id"]
    assert tells(late.json(), "初中", "叉车") == []


def test_a_masked_member_is_told_without_the_words_around_years_pay_and_hours(
    callers: dict[str, Caller], consent: Callable[..., None]
) -> None:
    station, office = callers["station"], callers["office"]
    cells = {"工作经历": STORY, "期望薪资": "4500左右，少了老婆不肯", "意向": "求职、服务、结对", "结对意愿": "愿意带新手", "服务特长": "助浴"}
    member = station.create("members", **cells, 可服务时间="周末，要先送娃去株良小学")["id"]
    for recipient in ("stations", "hometown_offices"):
        consent(member, recipient)
    matter = office("POST", "/services", json={"sheet": {**MATTER, "时间": "周六上午"}}).json()["id"]
    seen = callers["other_station"]("GET", f"/members/{member}").json()["record"]
    assert seen["years"]["low"] == 10 and seen["years"]["text"] == "" and seen["serve"]["hours"] == ""
    asked = [office("GET", f"/matches/{member}/{matter}/explanation"), office("POST", f"/services/{matter}/matches")]
    asked.append(office("POST", "/claims", json={"member": member, "opportunity": matter}))
    asked.append(office("POST", "/allocations", json={"openings": [matter]}))
    for answer in asked:
        assert answer.status_code < 300, answer.text
        assert tells(answer.json(), "杨梅坑", "老婆", "送娃", "株良小学") == []
    station("PATCH", f"/members/{member}", json={"sheet": {"可服务时间": "周末"}})
    kept = office("GET", f"/claims/{asked[2].json()['id']}").json()
    assert kept["explanation"] is not None and tells(kept, "送娃") == []
    assert tells(office("GET", f"/matches/{member}/{matter}/explanation").json(), "周末")
