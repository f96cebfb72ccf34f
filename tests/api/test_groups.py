"""Groups and teams that are settled in part and worked out anew, over HTTP: what holds, what cannot, and what would help."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.api.test_allocations import SECRETS, fund, grouped
from tests.api.test_scope import tells

WAN = 1_000_000
__all__ = ["fund"]


def members_of(group: dict[str, Any]) -> dict[str, int]:
    """What each partner puts in, in fen."""
    return {partner["member"]: partner["amount_fen"] for partner in group["partners"]}


def test_a_proposal_is_locked_in_part_and_worked_out_anew(callers: dict[str, Caller], fund: dict[str, str]) -> None:
    office = callers["office"]
    free = grouped(office, need=fund["need"], sum=600_000, most_partners=3)
    locks = [fund["c"], {"member": fund["b"], "amount": 123_456.78}]
    found = grouped(office, need=fund["need"], sum=600_000, most_partners=3, locked=locks)
    amounts = members_of(found["group"])
    assert found["conflict"] == [] and set(amounts) == {fund[name] for name in "abc"}
    assert amounts[fund["b"]] == 12_345_678 and sum(amounts.values()) == found["group"]["covered_fen"] == 60_000_000 - found["gap_fen"]
    locked = {partner["member"]: partner["locked"] for partner in found["group"]["partners"]}
    assert locked == {fund["a"]: False, fund["b"]: True, fund["c"]: True}
    assert not any(partner["locked"] for partner in free["group"]["partners"])
    least = grouped(office, need=fund["need"], sum=600_000, locked=[{"member": fund["c"], "least": 150_000, "most": 160_000}])
    assert 15 * WAN <= members_of(least["group"])[fund["c"]] <= 16 * WAN
    without = grouped(office, need=fund["need"], sum=600_000, excluded=[fund["a"]])
    assert set(members_of(without["group"])) == {fund["b"], fund["c"]} and without["gap_fen"] == 10 * WAN
    one = members_of(grouped(office, need=fund["need"], k=1)["group"])
    following = grouped(office, need=fund["need"], k=1, excluded=[*one])
    assert following["candidates"] == 1 and not one.keys() & members_of(following["group"]).keys(), "who stays out takes nobody's place"


def test_whoever_is_settled_may_stand_beyond_the_best_but_must_be_seen(callers: dict[str, Caller], fund: dict[str, str]) -> None:
    office, station = callers["office"], callers["station"]
    (best,) = members_of(grouped(office, need=fund["need"], k=1)["group"])
    other = next(fund[name] for name in "abc" if fund[name] != best)
    assert set(members_of(grouped(office, need=fund["need"], k=1, locked=[other])["group"])) == {best, other}
    wish = {"意向": "投资", "关注行业": "水产养殖", "可投资金": "40万", "参与方式": "只出资", "求职岗位": ""}
    hidden = station.create("members", 编号="h", **wish)["id"]
    station("DELETE", f"/members/{other}")
    for member in (hidden, other):
        found = grouped(office, need=fund["need"], locked=[member])
        assert [one["bound"] for one in found["conflict"]] == ["lock"] and "现在没有可见的登记" in found["conflict"][0]["message"]
        assert member not in members_of(found["group"]) and tells(found, *SECRETS) == []


def test_one_who_said_no_sum_may_be_settled_with_one(callers: dict[str, Caller], fund: dict[str, str]) -> None:
    found = grouped(callers["office"], need=fund["need"], locked=[{"member": fund["e"], "amount": 100_000}])
    assert members_of(found["group"])[fund["e"]] == 10 * WAN and found["unstated"] == [] and found["conflict"] == []
    plain = grouped(callers["office"], need=fund["need"], locked=[fund["e"]])
    assert [one["bound"] for one in plain["conflict"]] == ["lock"] and "没说可以出多少钱" in plain["conflict"][0]["message"]


@pytest.mark.parametrize(
    ("body", "bounds", "said"),
    [
        ({"locked": [{"member": "a", "amount": 600_000}]}, {"lock", "lock_least"}, "至少出60万元（本人可出40万元）"),
        ({"locked": [{"member": "a", "amount": 20_000}]}, {"lock", "lock_most", "least_ticket"}, "单笔至少5万元"),
        ({"locked": ["a", "b", "c"], "most_partners": 2}, {"lock", "most_partners"}, "至多2个出资人"),
        ({"locked": [{"member": "a", "amount": 300_000}], "concentration": 25}, {"lock", "lock_least", "concentration"}, "一人至多占25%"),
        ({"locked": ["a"], "excluded": ["a"]}, {"lock", "excluded"}, "不参加"),
        ({"locked": ["d"]}, {"lock"}, "不符合“最低出资”"),
        ({"locked": ["m_nobody"]}, {"lock"}, "现在没有可见的登记"),
        ({"least_partners": 9}, {"least_partners"}, "至少9个出资人"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_cannot_hold_together_is_named_with_the_fewest_to_leave_aside(
    callers: dict[str, Caller], fund: dict[str, str], body: dict[str, Any], bounds: set[str], said: str
) -> None:
    def known(one: Any) -> Any:
        return {**one, "member": fund[one["member"]]} if isinstance(one, dict) else fund.get(one, one)

    given = {name: [known(one) for one in value] if isinstance(value, list) else value for name, value in body.items()}
    found = grouped(callers["office"], need=fund["need"], **given)
    assert {one["bound"] for one in found["conflict"]} == bounds
    assert any(said in one["message"] for one in found["conflict"]), found["conflict"]
    assert len(found["relaxed"]) == 1 and found["relaxed"][0]["bound"] in bounds
    assert found["relaxed"][0]["message"] in found["message"] and found["group"] is not None and found["would_help"] == []


def test_what_cannot_be_covered_tells_the_most_and_what_would_help(callers: dict[str, Caller], fund: dict[str, str]) -> None:
    office = callers["office"]
    found = grouped(office, need=fund["need"], most_partners=2)
    assert "最多能凑到70万元，还差10万元" in found["message"] and found["proven"]
    helps = {one["key"]: one for one in found["would_help"]}
    assert helps["most_partners"] == {**helps["most_partners"], "from": 2, "to": 3, "gap_fen": 0, "covered_fen": 80 * WAN}
    assert "least_ticket" not in helps, "with two partners a small one does not help"
    wider = grouped(office, need=fund["need"], sum=920_000)
    (least,) = [one for one in wider["would_help"] if one["key"] == "least_ticket"]
    assert (least["from"], least["to"], least["adds"], least["covered_fen"]) == (50_000, 30_000, 1, 92 * WAN)
    assert least["message"] == "单笔最低出资从5万元降到3万元，多1人可参加，就能凑齐92万元"
    eased = grouped(office, need=fund["need"], sum=920_000, least_ticket=least["to"])
    assert eased["gap_fen"] == least["gap_fen"] == 0 and fund["d"] in members_of(eased["group"])
    spread = grouped(office, need=fund["need"], concentration=20)
    (eased_to,) = [one["to"] for one in spread["would_help"] if one["key"] == "concentration"]
    assert grouped(office, need=fund["need"], concentration=eased_to)["gap_fen"] == 0
    assert grouped(office, need=fund["need"], concentration=eased_to - 5)["gap_fen"] > 0


def test_terms_that_could_be_talked_over_are_remedies_and_conditions(callers: dict[str, Caller], consent: Callable[..., None]) -> None:
    office = callers["office"]
    cells = {"收益分配": "村集体51%，出资人49%", "需求说明": "出资人只分红不参与管理", "所需资金": "120万"}
    need = f"{office.create('projects', **cells)['id']}.capital"
    people = {"plain": {}, "runs": {"参与方式": "参与经营"}, "share": {"备注": "希望分红55%以上"}, "firm": {"备注": "分红低于六成不投"}}
    ids = {}
    for name, more in people.items():
        wish = {"意向": "投资", "关注行业": "水产养殖", "可投资金": "40万", "参与方式": "只出资", "求职岗位": "", "备注": "", **more}
        ids[name] = callers["station"].create("members", 编号=name, **wish)["id"]
        consent(ids[name], "hometown_offices", id=f"c_{name}")
    found = grouped(office, need=need)
    assert set(members_of(found["group"])) == {ids["plain"]} and {one["member"] for one in found["outside"]} == {ids["runs"], ids["share"]}
    helps = {one["key"]: (one["from"], one["to"], one["adds"], one["covered_fen"]) for one in found["would_help"]}
    assert helps["tolerances.involvement"] == (0, 1, 1, 80 * WAN) and helps["tolerances.share"] == (0, 6, 1, 80 * WAN)
    talked = grouped(office, need=need, tolerances={"share": 6, "involvement": 1})
    assert set(members_of(talked["group"])) == {ids[name] for name in ("plain", "runs", "share")} and talked["gap_fen"] == 0
    locked = grouped(office, need=need, locked=[ids["runs"]])
    assert {one["bound"] for one in locked["conflict"]} == {"lock", "terms"} and len(locked["relaxed"]) == 1
    ruled_out = grouped(office, need=need, locked=[ids["firm"]], tolerances={"share": 50})
    assert [one["bound"] for one in ruled_out["conflict"]] == ["lock"] and "不符合“不能接受的条件”" in ruled_out["conflict"][0]["message"]


def test_a_clerk_can_follow_every_figure(callers: dict[str, Caller], fund: dict[str, str]) -> None:
    found = grouped(callers["office"], need=fund["need"], sum=600_000, concentration=40)
    best = found["group"]
    assert round(sum(partner["fit_part"] for partner in best["partners"]), 2) == best["fit"]
    assert f"= {best['fit']:.2f}分" in best["fit_formula"] and "可以凑齐" in found["message"] and "没有更好的组合" in found["message"]
    for partner in best["partners"]:
        assert partner["least_fen"] <= partner["amount_fen"] <= partner["most_fen"] <= 24 * WAN
        part = partner["score"] * partner["amount_fen"] / best["covered_fen"]
        assert partner["fit_part"] == pytest.approx(part, abs=0.011) and f"{partner['score']:.2f}分 × " in partner["arithmetic"]
        assert {"concentration": "一人占比的上限", "own": "本人可出的上限", "rest": "剩下的数"}[partner["limit"]] in partner["amount_reason"]
    assert found["runners_up"]
    for other in found["runners_up"]:
        gives = other["gives_up"]
        assert set(gives["leaves"]) | set(gives["joins"]) == set(members_of(best)) ^ set(members_of(other))
        assert gives["fit"] == pytest.approx(best["fit"] - other["fit"]) and gives["covered_fen"] == best["covered_fen"] - other["covered_fen"]
    told = callers["office"].run("/groups", json={"need": fund["need"], "most_partners": 2}, headers={"Accept-Language": "en"})["result"]
    assert told["message"].startswith("700,000 yuan at most can be covered, 100,000 yuan short; no group is better")


@pytest.fixture
def project(callers: dict[str, Caller], consent: Callable[..., None]) -> dict[str, str]:
    """A project that wants capital and a leader, and two members who could be either."""
    shared, office = {"项目名称": "白莲加工", "行业": "农产品加工"}, callers["office"]
    capital = office.create("projects", 编号="X1", 需求类型="资金", **shared)["id"]
    leader = office.create("projects", 编号="X2", 需求类型="带头人", 所需资金="", **shared)["id"]
    found = {"project": capital, "capital": f"{capital}.capital", "leader": f"{leader}.leader"}
    for name, money in {"a": "100万", "b": "60万"}.items():
        wish = {"意向": "投资、返乡", "关注行业": "农产品加工", "可投资金": money, "求职岗位": ""}
        found[name] = callers["station"].create("members", 编号=name, **wish)["id"]
        consent(found[name], "hometown_offices", id=f"c_{name}")
    return found


def stands(found: dict[str, Any]) -> dict[str, str]:
    return {one["need"]: one["member"] for one in found["team"]}


def test_a_team_is_settled_in_part_and_its_runners_up_say_what_they_cost(callers: dict[str, Caller], project: dict[str, str]) -> None:
    office = callers["office"]
    free = grouped(office, project=project["project"], team=True, floor=1)
    assert set(stands(free)) == {project["capital"], project["leader"]} and "2项需求都有人" in free["message"]
    turned = {project["capital"]: stands(free)[project["leader"]]}
    locks = [{"need": need, "member": member} for need, member in turned.items()]
    found = grouped(office, project=project["project"], team=True, floor=1, locked=locks)
    assert stands(found)[project["capital"]] == turned[project["capital"]] and found["total"] <= free["total"]
    assert {one["need"]: one["locked"] for one in found["team"]} == {project["capital"]: True, project["leader"]: False}
    (instead,) = next(one["runners_up"] for one in free["team"] if one["need"] == project["capital"])
    assert instead["member"] == turned[project["capital"]] and instead["gives_up"] == pytest.approx(free["total"] - found["total"])
    assert instead["busy"] == project["leader"] and instead["follow"] and "现在安排在" in instead["message"]
    without = grouped(office, project=project["project"], team=True, floor=1, excluded=[{"need": project["capital"], "member": project["a"]}])
    assert stands(without)[project["capital"]] == project["b"]


def test_an_open_need_says_what_would_fill_it(callers: dict[str, Caller], project: dict[str, str]) -> None:
    office, asked = callers["office"], {"project": project["project"], "team": True}
    found = grouped(office, **asked, floor=1, excluded=[project["b"]])
    (gap,) = found["gaps"]
    helps = {one["key"]: one for one in gap["would_help"]}
    assert helps["several"]["to"] == 2 and helps["several"]["open"] == 0 and helps["excluded"]["member"] == project["b"]
    assert "各项需求就都有人了" in helps["several"]["message"]
    assert len(grouped(office, **asked, floor=1, excluded=[project["b"]], takes=2)["team"]) == 2
    high = grouped(office, **asked, floor=100)
    lower = [one for gap in high["gaps"] for one in gap["would_help"] if one["key"] == "floor"]
    assert high["team"] == [] and lower and "最低分从100.00分降到" in lower[0]["message"]
    assert lower[0]["open"] == len(grouped(office, **asked, floor=lower[0]["to"])["gaps"])


def test_places_of_a_team_that_cannot_all_stand_are_named(callers: dict[str, Caller], project: dict[str, str]) -> None:
    both = [{"need": project[need], "member": project["a"]} for need in ("capital", "leader")]
    found = grouped(callers["office"], project=project["project"], team=True, floor=1, locked=both)
    assert {one["bound"] for one in found["conflict"]} == {"lock", "takes"} and len(found["relaxed"]) == 1
    assert any(one["message"] == "一人至多承担1项需求" for one in found["conflict"])
    nobody = grouped(callers["office"], project=project["project"], team=True, floor=1, locked=[{"need": project["leader"], "member": "m_nobody"}])
    assert "现在没有可见的登记" in nobody["conflict"][0]["message"] and len(nobody["team"]) == 2


@pytest.mark.parametrize(
    "body",
    [
        {"locked": [{"member": "m_1", "amount": 5, "least": 3}]}, {"locked": [{"member": "m_1", "least": 5, "most": 3}]},
        {"locked": ["m_1", "m_1"]}, {"locked": [{"member": "m_1", "need": "p_1.capital"}]},
        {"excluded": [{"member": "m_1", "need": "p_1.capital"}]}, {"locked": [{"amount": 5}]}, {"locked": [{"member": "m_1", "amount": 0}]},
        {"least_partners": 0}, {"locked": [7]}, {"least_ticket": -1},
    ],
)  # fmt: skip
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_settled_places_that_cannot_be_read_are_refused(callers: dict[str, Caller], fund: dict[str, str], body: dict[str, Any]) -> None:
    answer = callers["office"]("POST", "/groups", json={"need": fund["need"], **body})
    assert answer.status_code == 422 and answer.json()["faults"], answer.text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_place_of_a_team_names_a_need_of_the_project(callers: dict[str, Caller], project: dict[str, str]) -> None:
    asked = {"project": project["project"], "team": True}
    for more in ({"locked": [project["a"]]}, {"locked": [{"member": "m_1", "need": "p_9.capital"}]}, {"excluded": [{"member": "m_1", "need": "x"}]}):
        answer = callers["office"]("POST", "/groups", json={**asked, **more})
        assert answer.status_code == 422 and answer.json()["faults"], answer.text
