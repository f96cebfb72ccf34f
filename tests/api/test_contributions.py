"""The five ones: kept in the member's words, counted in one place, and matched to a need or a service that wants each."""

from typing import Any

import pytest

from data.contributions.kinds import contribution_kinds
from data.tracks import NEEDS, SERVICES
from tests.api.case_calls import handed_over, step
from tests.api.conftest import Caller
from tests.api.test_scope import tells

FIVE = {
    "lead": "我在杭州的水产批发市场有熟人，可以把鱼卖到那边",
    "proposal": "建议把橘子做成罐头，我见过别处怎么做深加工",
    "project": "想回来办一个养鱼场",
    "kindness": "春节回来给独居老人理发、助浴",
    "technique": "我会池塘养鱼的增氧和防病技术",
}


def offer(caller: Caller, member: str, kind: Any = "technique", **more: Any) -> Any:
    return caller("POST", "/contributions", json={"member": member, "kind": kind, "text": FIVE.get(kind, "一句话"), **more})


@pytest.fixture
def wanted(callers: dict[str, Caller]) -> dict[str, str]:
    """Projects and services that want one thing or another, by what they want."""
    office, station = callers["office"], callers["station"]
    made = {}
    for number, (kind, words) in enumerate(
        [("资金", "扩大鱼塘"), ("带头人", "找人牵头办养鱼场"), ("技术", "缺池塘养鱼增氧防病技术"), ("销路", "鱼要卖到杭州"), ("技术", "缺果树修剪技术")]
    ):
        project = office.create(
            "projects", 编号=f"X{number}", 需求类型=kind, 需求说明=words, 项目名称="水库养鱼" if number < 4 else "脐橙园",
            行业="淡水养殖" if number < 4 else "柑橘种植", 技能要求=words,
        )  # fmt: skip
        made[f"{kind}{number}"] = project["id"]
    made["志愿服务"] = station.create("services")["id"]
    made["法律援助"] = station.create("services", 编号="S002", 事项名称="劳动合同咨询", 类型="法律援助")["id"]
    return made


def test_a_members_five_ones_stand_in_one_place(station: Caller) -> None:
    member = station.create("members")["id"]
    empty = station("GET", f"/contributions?member={member}").json()
    assert (empty["items"], empty["open"]) == ([], list(FIVE)) and set(empty["counts"].values()) == {0}
    for kind in ("lead", "lead", "technique"):
        made = offer(station, member, kind)
        assert made.status_code == 201 and made.headers["location"].endswith(made.json()["id"]), made.text
        assert (made.json()["state"], made.json()["text"]) == ("offered", FIVE[kind])
    told = station("GET", f"/contributions?member={member}").json()
    assert told["counts"] == {"lead": 2, "proposal": 0, "project": 0, "kindness": 0, "technique": 1}
    assert told["open"] == ["proposal", "project", "kindness"]
    assert [item["kind"] for item in told["items"]] == ["lead", "lead", "technique"]
    assert told["items"][0]["kind_label"] == "一条线索"


def test_what_was_declined_is_still_open(station: Caller) -> None:
    member = station.create("members")["id"]
    identifier = offer(station, member).json()["id"]
    assert step(station, "contributions", identifier, "declined", reason="nobody_wants_it").status_code == 200
    told = station("GET", f"/contributions?member={member}").json()
    assert told["counts"]["technique"] == 0 and "technique" in told["open"] and told["items"][0]["state"] == "declined"


def test_contributions_come_in_pages(station: Caller) -> None:
    member = station.create("members")["id"]
    made = [offer(station, member, kind).json()["id"] for kind in FIVE]
    found, after = [], ""
    while after is not None:
        page = station("GET", f"/contributions?member={member}&limit=2&after={after}").json()
        found += [item["id"] for item in page["items"]]
        after = page["next"]
    assert sorted(found) == sorted(made) and page["open"] == []


def test_it_is_taken_up_by_something_and_done(station: Caller, wanted: dict[str, str]) -> None:
    member = station.create("members")["id"]
    identifier = offer(station, member).json()["id"]
    need = f"{wanted['技术2']}.technique"
    refused = step(station, "contributions", identifier, "done")
    assert refused.status_code == 409 and "taken_up" in refused.json()["detail"]
    assert step(station, "contributions", identifier, "taken_up", opportunity="p_0.technique").status_code == 404
    taken = step(station, "contributions", identifier, "taken_up", opportunity=need)
    assert taken.status_code == 200 and taken.json()["opportunity"] == need, taken.text
    assert step(station, "contributions", identifier, "done", opportunity=need).status_code == 422
    done = step(station, "contributions", identifier, "done").json()
    assert [made["to"] for made in done["steps"]] == ["offered", "taken_up", "done"] and done["allowed"] == []
    assert done["opportunity"] == need
    assert step(station, "contributions", identifier, "declined", reason="not_suited").status_code == 409


@pytest.mark.parametrize(("reason", "status"), [(None, 422), ("pay", 422), ("not_suited", 200)])
def test_declining_asks_for_one_of_its_reasons(station: Caller, reason: str | None, status: int) -> None:
    identifier = offer(station, station.create("members")["id"]).json()["id"]
    assert step(station, "contributions", identifier, "declined", reason=reason).status_code == status


WANTS = [
    ("technique", "advise", "技术2", ".technique"),
    ("lead", "advise", "销路3", ".channel"),
    ("project", "lead", "带头人1", ".leader"),
    ("project", "invest", "资金0", ".capital"),
    ("kindness", "volunteer", "志愿服务", ""),
]


@pytest.mark.parametrize(("kind", "track", "best", "need"), WANTS)
def test_each_kind_is_matched_with_what_wants_it_with_reasons(
    station: Caller, wanted: dict[str, str], kind: str, track: str, best: str, need: str
) -> None:
    identifier = offer(station, station.create("members")["id"], kind).json()["id"]
    answer = station("GET", f"/contributions/{identifier}/matches")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["advice_only"] is True and [found["track"] for found in told["tracks"]] == [one.track.value for one in contribution_kinds()[kind].wanted]
    places = next(found for found in told["tracks"] if found["track"] == track)["matches"]
    assert places[0]["record"]["id"] == wanted[best] + need
    assert [place["rank"] for place in places] == list(range(1, len(places) + 1))
    assert [place["score"] for place in places] == sorted((place["score"] for place in places), reverse=True)
    for place in places:
        assert place["explanation"]["criteria"] and place["explanation"]["track"] == track
        assert need == "" or place["record"]["id"].endswith(need)


def test_what_the_contribution_says_decides_the_order_not_the_profile(station: Caller, wanted: dict[str, str]) -> None:
    member = station.create("members")["id"]
    orders = []
    for text in (FIVE["technique"], "我会果树修剪，脐橙种植二十年"):
        identifier = offer(station, member, text=text).json()["id"]
        (found,) = station("GET", f"/contributions/{identifier}/matches").json()["tracks"]
        orders.append([place["record"]["id"] for place in found["matches"]])
    assert orders[0][0] == f"{wanted['技术2']}.technique" and orders[1][0] == f"{wanted['技术4']}.technique"


def test_asking_who_wants_it_does_not_change_the_member(station: Caller, wanted: dict[str, str]) -> None:
    before = station.create("members")
    identifier = offer(station, before["id"]).json()["id"]
    station("GET", f"/contributions/{identifier}/matches")
    assert station("GET", f"/members/{before['id']}").json() == before


@pytest.mark.parametrize(("other", "status"), [("other_station", 404), ("employer", 403), ("office", 403)])
def test_a_contribution_is_for_the_stations_that_serve_its_member(callers: dict[str, Caller], other: str, status: int) -> None:
    member = callers["station"].create("members")["id"]
    identifier = offer(callers["station"], member).json()["id"]
    caller = callers[other]
    for answer in (
        offer(caller, member), caller("GET", f"/contributions/{identifier}"), caller("GET", f"/contributions?member={member}"),
        caller("GET", f"/contributions/{identifier}/matches"), step(caller, "contributions", identifier, "taken_up"),
    ):  # fmt: skip
        assert answer.status_code == status, answer.text
        assert tells(answer.json(), FIVE["technique"]) == []
    assert callers["station"]("GET", f"/contributions/{identifier}").json()["state"] == "offered"


def test_what_a_second_station_heard_is_no_longer_its_own_to_read_when_the_case_is_over(callers: dict[str, Caller]) -> None:
    station, partner = callers["station"], callers["other_station"]
    member = station.create("members")["id"]
    case = handed_over(station, partner, member)
    identifier = offer(partner, member).json()["id"]
    for caller in (station, partner):
        assert caller("GET", f"/contributions/{identifier}").status_code == 200
        assert caller("GET", f"/contributions?member={member}").json()["counts"]["technique"] == 1
    assert step(partner, "cases", case, "returned").status_code == 200
    assert partner("GET", f"/contributions/{identifier}").status_code == 404
    assert step(partner, "contributions", identifier, "taken_up").status_code == 404
    assert station("GET", f"/contributions/{identifier}").json()["text"] == FIVE["technique"]


@pytest.mark.parametrize("wrong", [{"kind": "money"}, {"kind": None}, {"text": ""}, {"text": 5}, {"text": "x" * 2001}, {"track": "work"}, {"state": "done"}])
def test_a_contribution_that_can_be_none_is_refused(station: Caller, wrong: dict[str, Any]) -> None:
    member = station.create("members")["id"]
    assert offer(station, member, **wrong).status_code == 422 and offer(station, "m_0").status_code == 404
    assert station("GET", f"/contributions?member={member}").json()["items"] == []


def test_a_contribution_under_a_key_is_kept_once(station: Caller) -> None:
    member = station.create("members")["id"]
    body = {"member": member, "kind": "kindness", "text": FIVE["kindness"]}
    first, again = (station("POST", "/contributions", json=body, headers={"Idempotency-Key": "b1"}) for _ in range(2))
    assert (again.status_code, again.content) == (201, first.content)
    assert station("GET", f"/contributions?member={member}").json()["counts"]["kindness"] == 1


def test_the_kinds_that_want_a_contribution_stand_in_the_track_that_is_asked() -> None:
    assert list(contribution_kinds()) == list(FIVE)
    for kind in contribution_kinds().values():
        for wanting in kind.wanted:
            assert wanting.needs <= NEEDS.get(wanting.track, frozenset()) and wanting.services <= SERVICES.get(wanting.track, frozenset())
            assert wanting.needs or wanting.services
