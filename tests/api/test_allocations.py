"""Allocations, groups and teams over HTTP: what they hold, who may read them, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from data.store.database import Database
from data.store.runs import runs
from tests.api.conftest import Caller
from tests.api.test_scope import tells

SECRETS = ("王小雁", "13900001234", "浔溪")


def allocated(caller: Caller, openings: list[str], **more: Any) -> dict[str, Any]:
    """A new allocation's result."""
    told = caller.run("/allocations", json={"openings": openings, **more})
    assert (told["state"], told["share"], told["step"], told["problem"]) == ("done", 1, None, None), told
    result: dict[str, Any] = told["result"]
    return result


def seated(result: dict[str, Any]) -> dict[str, list[str]]:
    """Who sits at each opening."""
    return {one["id"]: [seat["member"] for seat in one["seats"]] for one in result["openings"]}


@pytest.fixture
def posts(callers: dict[str, Caller]) -> list[str]:
    """Two openings of one seat each, and three members who would take either."""
    for i in range(3):
        callers["station"].create("members", 编号=f"A{i}", 期望薪资=str(4500 + 100 * i))
    return [callers["station"].create("openings", 编号=f"G{i}", 招聘人数="1")["id"] for i in range(2)]


def test_seats_are_filled_with_reasons_and_the_best_total(station: Caller) -> None:
    station.load_county()
    openings = [item["id"] for item in station("GET", "/openings?limit=6").json()["items"]]
    found = allocated(station, openings)
    members = [member for several in seated(found).values() for member in several]
    assert members and len(members) == len(set(members))
    assert found["check"] == {"faults": 0, "best": True, "total": found["total"], "blocking": found["check"]["blocking"]}
    assert found["exact"] and found["conflict"] == [] and found["considered"] > 100
    seats = [seat for one in found["openings"] for seat in one["seats"]]
    assert found["total"] == pytest.approx(sum(seat["score"] for seat in seats), abs=1e-6)
    for one in found["openings"]:
        scores = [seat["score"] for seat in one["seats"]]
        assert one["shortage"] == one["most"] - len(scores) and scores == sorted(scores, reverse=True)
        assert one["cutoff"] == (None if one["shortage"] else scores[-1])
        assert len(one["reserves"]) <= 3 and one["record"]["title"]["text"]
    for seat in seats:
        assert seat["score"] == pytest.approx(sum(seat["subtotals"].values())) and seat["band"] and 1 <= len(seat["reasons"]) <= 3
    assert allocated(station, openings, k=5_000)["total"] == found["total"]
    wide = {"seats": {opening: {"most": 40} for opening in openings}}
    more, all_of_them = allocated(station, openings, **wide), allocated(station, openings, k=5_000, **wide)
    assert (more["exact"], more["gap"], more["total"]) == (True, 0, all_of_them["total"]), "more seats than members: who matters is found by price"
    for item in found["left_out"]:
        assert item["cutoff"] is None or item["cutoff"] >= item["score"]
        assert item["member"] not in members and item["message"]


def test_a_seats_score_is_the_one_that_the_explanation_gives(station: Caller, posts: list[str]) -> None:
    found = allocated(station, posts)
    for opening, members in seated(found).items():
        told = station("GET", f"/matches/{members[0]}/{opening}/explanation").json()
        seat = next(one for one in found["openings"] if one["id"] == opening)["seats"][0]
        assert (seat["score"], seat["band"], seat["subtotals"]) == (told["score"], told["band"], told["subtotals"])
        assert {reason.split(": ")[0] for reason in seat["reasons"]} <= {row["label"] for row in told["criteria"]}


def test_a_run_is_read_again_by_its_organisation_alone_and_in_its_language(callers: dict[str, Caller], posts: list[str]) -> None:
    run = callers["station"].run("/allocations", json={"openings": posts})
    where = f"/allocations/{run['id']}"
    assert callers["station"]("GET", where).json() == run
    english = callers["station"]("GET", where, headers={"Accept-Language": "en"}).json()["result"]
    assert "the last seat went at" in english["left_out"][0]["message"]
    assert "最后一个席位" in run["result"]["left_out"][0]["message"]
    for other in ("other_station", "employer", "office"):
        assert callers[other]("GET", where).status_code == 404
    assert callers["station"]("GET", where.replace("allocations", "groups")).status_code == 404
    assert callers["station"]("GET", "/allocations/a_0").status_code == 404


def test_another_organisations_member_is_masked_and_goes_with_the_consent(
    callers: dict[str, Caller], consent: Callable[..., None], database: Database
) -> None:
    member = callers["station"].create("members", 技能特长="开叉车，电话13900001234", 求职岗位="仓管，找王小雁13900001234")["id"]
    opening = callers["employer"].create("openings", 招聘人数="1")["id"]
    assert seated(allocated(callers["employer"], [opening])) == {opening: []}
    consent(member, "employers")
    run = callers["employer"].run("/allocations", json={"openings": [opening]})
    (seat,) = run["result"]["openings"][0]["seats"]
    assert (seat["member"], seat["masked"]) == (member, True) and seat["reasons"] and "name" not in seat["record"]
    assert tells(run, *SECRETS) == []
    with database.reading() as connection:
        assert all(secret not in row.result for row in connection.execute(select(runs)) for secret in SECRETS)
    consent(member, "employers", withdrawn_at="2026-01-01T00:00:00Z")
    where = f"/allocations/{run['id']}"
    (gone,) = callers["employer"]("GET", where).json()["result"]["openings"][0]["seats"]
    assert gone["record"] is None and gone["reasons"] == [] and gone["subtotals"] == {} and gone["masked"]


def test_quotas_count_by_station_and_what_cannot_hold_is_named(callers: dict[str, Caller], posts: list[str], consent: Callable[..., None]) -> None:
    station = callers["station"]
    guest = callers["other_station"].create("members", 期望薪资="9000", 求职岗位="保安")["id"]
    consent(guest, "stations")
    (plain, _) = posts
    assert guest not in seated(allocated(station, [plain]))[plain]
    quota = {"opening": plain, "station": "other_station", "least": 1}
    assert seated(allocated(station, [plain], quotas=[quota])) == {plain: [guest]}
    barred = allocated(station, [plain], quotas=[{"opening": plain, "station": "station", "most": 0}])
    assert seated(barred) == {plain: [guest]}
    both = allocated(station, [plain], quotas=[quota, {"opening": plain, "station": "station", "least": 1}])
    assert {item["bound"] for item in both["conflict"]} == {"quota_least"} and len(both["conflict"]) == 2
    told = [item["message"] for item in both["conflict"]]
    assert all(item["value"] == 1 and item["opening"] == plain for item in both["conflict"])
    assert all("仓库管理员" in message and "1人" in message for message in told) and any("other_station" in message for message in told)
    assert both["check"]["best"] is None and both["check"]["faults"] == 0


def test_quotas_count_by_hometown_too(station: Caller, posts: list[str]) -> None:
    cells = {"期望薪资": "9000", "求职岗位": "保安"}
    other = station.create("members", 编号="H1", 户籍地="江西资溪", **cells)["id"]
    (plain, _) = posts
    assert other not in seated(allocated(station, [plain]))[plain]
    assert seated(allocated(station, [plain], quotas=[{"opening": plain, "hometown": "361028", "least": 1}])) == {plain: [other]}
    city = [{"opening": plain, "hometown": "361021", "most": 0}, {"opening": plain, "hometown": "361028", "least": 2}]
    found = allocated(station, [plain], quotas=city, seats={plain: {"most": 3}})
    assert seated(found) == {plain: [other]}
    (missed,) = found["conflict"]
    assert (missed["bound"], missed["hometown"], missed["station"], missed["value"]) == ("quota_least", "361028", None, 2)
    assert "家乡在江西省抚州市资溪县的2人" in missed["message"]
    for quotas in (
        [{"opening": plain}], [{"opening": plain, "station": "station", "hometown": "361021"}], [{"opening": plain, "hometown": "999999"}],
        [{"opening": plain, "station": "station"}, {"opening": plain, "hometown": "361021"}],
        [{"opening": plain, "hometown": "361000"}, {"opening": plain, "hometown": "361021"}],
        [{"opening": plain, "hometown": "361021"}, {"opening": plain, "hometown": "361021"}],
    ):  # fmt: skip
        refused = station("POST", "/allocations", json={"openings": [plain], "quotas": quotas})
        assert refused.status_code == 422 and refused.json()["faults"][0]["where"].startswith("$.quotas"), quotas


def test_locks_and_bans_are_kept_and_a_lock_that_cannot_be_is_named(station: Caller, posts: list[str]) -> None:
    free = seated(allocated(station, posts))
    idle = next(m for m in (item["id"] for item in station("GET", "/members").json()["items"]) if [m] not in free.values())
    locked = allocated(station, posts, locks=[{"member": idle, "opening": posts[0]}])
    assert seated(locked)[posts[0]] == [idle] and locked["check"]["best"] is True
    (last,) = (one["member"] for one in allocated(station, posts[:1], takes=1)["left_out"][-1:])
    assert seated(allocated(station, posts[:1], k=1, locks=[{"member": last, "opening": posts[0]}])) == {posts[0]: [last]}
    banned = allocated(station, posts, forbids=[{"member": free[posts[0]][0], "opening": one} for one in posts])
    assert all(free[posts[0]][0] not in several for several in seated(banned).values())
    (conflict,) = allocated(station, posts, locks=[{"member": "m_nobody", "opening": posts[0]}])["conflict"]
    assert (conflict["bound"], conflict["member"]) == ("lock", "m_nobody")


def test_a_minimum_that_nobody_fills_is_named_with_the_shortage_and_its_remedies(callers: dict[str, Caller]) -> None:
    station = callers["station"]
    for i in range(4):
        station.create("members", 编号=f"A{i}", 求职岗位="保安", 证书="保安员证" if i == 0 else "无", 备注="")
    course = station.create("services", 编号="S9", 事项名称="保安员证培训班", 类型="技能培训", 所需人数="40", 说明="考取保安员证")["id"]
    opening = station.create("openings", 岗位名称="保安", 招聘人数="400", 证书要求="必须持保安员证", 技能要求="", 岗位职责="")["id"]
    found = allocated(station, [opening], seats={opening: {"least": 3}})
    (one,) = found["openings"]
    assert (one["most"], one["shortage"], one["fitting"], len(one["seats"])) == (400, 399, 1, 1)
    assert [(item["bound"], item["value"]) for item in found["conflict"]] == [("least", 3)]
    (remedy,) = one["remedies"]
    assert (remedy["key"], remedy["kept_out"], remedy["would_fit"], remedy["service"]) == ("credentials", 3, 3, course)
    assert "保安员" in remedy["message"] and "40个名额" in remedy["message"]


def test_the_same_key_and_body_again_gives_the_same_run(station: Caller, posts: list[str], database: Database) -> None:
    headers = {"Idempotency-Key": "one"}
    first = station("POST", "/allocations", json={"openings": posts}, headers=headers)
    over = station.over(f"/allocations/{first.json()['id']}")
    second = station("POST", "/allocations", json={"openings": posts}, headers=headers)
    assert second.json() == over and second.headers["idempotent-replayed"] == "true"
    assert first.headers["location"] == second.headers["location"]
    with database.reading() as connection:
        assert len(connection.execute(select(runs)).all()) == 1


REFUSED: dict[str, dict[str, Any]] = {
    "nothing": {},
    "no openings": {"openings": []},
    "openings text": {"openings": "o_1"},
    "too many": {"openings": [f"o_{i}" for i in range(501)]},
    "k 0": {"openings": ["o_1"], "k": 0},
    "k true": {"openings": ["o_1"], "k": True},
    "k huge": {"openings": ["o_1"], "k": 2**62},
    "takes 0": {"openings": ["o_1"], "takes": 0},
    "unknown name": {"openings": ["o_1"], "zzz": 1},
    "unknown name inside": {"openings": ["o_1"], "seats": {"o_1": {"max": 1}}},
    "seats negative": {"openings": ["o_1"], "seats": {"o_1": {"most": -1}}},
    "quota without station": {"openings": ["o_1"], "quotas": [{"opening": "o_1"}]},
    "lock of a text": {"openings": ["o_1"], "locks": ["m_1"]},
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_cannot_be_read_is_refused(station: Caller, name: str) -> None:
    answer = station("POST", "/allocations", json=REFUSED[name])
    assert answer.status_code == 422 and answer.json()["faults"], answer.text


def test_openings_that_are_not_there_or_not_asked_for_are_named(callers: dict[str, Caller], posts: list[str]) -> None:
    station, other = callers["station"], callers["other_employer"]
    assert other("POST", "/allocations", json={"openings": posts}).status_code == 404
    missing = station("POST", "/allocations", json={"openings": [posts[0], "o_nothing"]})
    assert missing.status_code == 404 and missing.json()["faults"][0]["found"] == "o_nothing"
    for more in ({"seats": {"o_x": {}}}, {"locks": [{"member": "m_1", "opening": posts[1]}]}, {"quotas": [{"opening": posts[0], "station": "s"}] * 2}):
        answer = station("POST", "/allocations", json={"openings": posts[:1], **more})
        assert answer.status_code == 422 and answer.json()["faults"], more
    service = station.create("services")["id"]
    mixed = station("POST", "/allocations", json={"openings": [posts[0], service]})
    assert mixed.status_code == 422 and mixed.json()["faults"][0]["where"] == "track"


def test_matters_are_filled_by_members_who_may_take_several(station: Caller) -> None:
    for i in range(2):
        station.create("members", 编号=f"V{i}", 意向="服务", 服务特长="水电维修", 可服务时间="周末")
    matters = [station.create("services", 编号=f"S{i}", 所需人数="2")["id"] for i in range(3)]
    once = seated(allocated(station, matters))
    assert sum(map(len, once.values())) == 2
    several = seated(allocated(station, matters, takes=3))
    assert [len(found) for found in several.values()] == [2, 2, 2]
    assert all(len(set(found)) == 2 for found in several.values())


@pytest.fixture
def fund(callers: dict[str, Caller], consent: Callable[..., None]) -> dict[str, str]:
    """A project that wants 80 wan, and investors whom its office sees by consent; the last states no sum."""
    cells = {"收益分配": "村集体51%，出资人49%", "最低出资": "5万"}
    need = callers["office"].create("projects", **cells)["id"]
    people = {"a": "40万", "b": "30万", "c": "20万", "d": "3万", "e": ""}
    found = {"need": f"{need}.capital", "project": need}
    for name, money in people.items():
        wish = {"意向": "投资", "关注行业": "水产养殖", "可投资金": money, "参与方式": "只出资", "求职岗位": ""}
        found[name] = callers["station"].create("members", 编号=name, **wish)["id"]
        row = {"id": f"c_{name}"}
        consent(found[name], "hometown_offices", **row)
    return found


def grouped(caller: Caller, **body: Any) -> dict[str, Any]:
    """A new group's or team's result."""
    told = caller.run("/groups", json=body)
    assert told["state"] == "done", told
    result: dict[str, Any] = told["result"]
    return result


def test_small_investors_cover_a_sum_to_the_fen(callers: dict[str, Caller], fund: dict[str, str]) -> None:
    found = grouped(callers["office"], need=fund["need"], most_partners=4)
    partners = {partner["member"]: partner for partner in found["group"]["partners"]}
    assert found["sum_fen"] == found["group"]["covered_fen"] == sum(p["amount_fen"] for p in partners.values()) == 80_000_000
    assert found["gap_fen"] == 0 and found["proven"] and set(partners) == {fund[name] for name in "abc"}
    assert round(sum(p["share"] for p in partners.values()), 2) == 100 and round(sum(p["yield_share"] for p in partners.values()), 2) == 49
    assert all(p["amount_fen"] >= 5_000_000 and p["masked"] and p["reasons"] for p in partners.values())
    assert [(remedy["key"], remedy["kept_out"]) for remedy in found["remedies"]] == [("least_ticket", 1)] and found["outside"] == []
    assert [item["member"] for item in found["unstated"]] == [fund["e"]]
    assert tells(found, *SECRETS) == []


def test_limits_of_a_group_are_kept_and_the_gap_is_told(callers: dict[str, Caller], fund: dict[str, str]) -> None:
    two = grouped(callers["office"], need=fund["need"], most_partners=2)
    assert (two["group"]["covered_fen"], two["gap_fen"]) == (70_000_000, 10_000_000)
    spread = grouped(callers["office"], need=fund["need"], sum=600_000, concentration=40)
    assert max(p["amount_fen"] for p in spread["group"]["partners"]) <= 24_000_000 and spread["gap_fen"] == 0
    none = grouped(callers["office"], need=fund["need"], sum=40_000)
    assert none["group"] is None and none["gap_fen"] == 4_000_000
    assert {item["member"]: [term["key"] for term in item["terms"]] for item in none["outside"]} == {fund[name]: ["ticket"] for name in "abc"}
    assert callers["employer"]("POST", "/groups", json={"need": fund["need"]}).status_code == 404


def test_a_team_covers_the_needs_of_a_project_and_names_the_gaps(callers: dict[str, Caller], consent: Callable[..., None]) -> None:
    office, station = callers["office"], callers["station"]
    shared = {"项目名称": "白莲加工", "行业": "农产品加工"}
    capital = office.create("projects", 编号="X1", 需求类型="资金", **shared)["id"]
    leader = office.create("projects", 编号="X2", 需求类型="带头人", 所需资金="", **shared)["id"]
    office.create("projects", 编号="X3", 项目名称="别的项目")
    member = station.create("members", 意向="投资、返乡", 关注行业="农产品加工", 可投资金="100万", 求职岗位="")["id"]
    consent(member, "hometown_offices")
    found = grouped(office, project=capital, team=True, floor=1)
    assert {one["need"] for one in (*found["team"], *found["gaps"])} == {f"{capital}.capital", f"{leader}.leader"}
    assert [one["member"] for one in found["team"]] == [member] and found["team"][0]["reasons"]
    (gap,) = found["gaps"]
    assert gap["best"] is not None and "别的需求" in gap["message"]
    high = grouped(office, project=capital, team=True, floor=100)
    assert high["team"] == [] and all("没有够分的" in gap["message"] for gap in high["gaps"])


@pytest.mark.parametrize("body", [{}, {"team": True}, {"need": "p_1.capital", "team": True}, {"need": "p_1.capital", "sum": -1}, {"need": "p_1.capital", "sum": "8"},
                                  {"need": "p_1.capital", "tolerances": {"luck": 1}}, {"need": "p_1.capital", "most_partners": 0}, {"project": "p_1"}])  # fmt: skip
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_group_that_cannot_be_read_is_refused(callers: dict[str, Caller], body: dict[str, Any]) -> None:
    answer = callers["office"]("POST", "/groups", json=body)
    assert answer.status_code == 422 and answer.json()["faults"], answer.text


def test_only_a_need_of_capital_is_covered_by_investors(callers: dict[str, Caller]) -> None:
    office = callers["office"]
    technique = office.create("projects", 编号="X1", 需求类型="技术", 所需资金="")["id"]
    unstated = office.create("projects", 编号="X2", 所需资金="")["id"]
    for need, where in ((f"{technique}.technique", "$.need"), (f"{unstated}.capital", "$.sum")):
        answer = office("POST", "/groups", json={"need": need})
        assert answer.status_code == 422 and answer.json()["faults"][0]["where"] == where, answer.text
