"""Accepting what a run placed: referrals with seats, all or none, each seat once, and what later runs make of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select, update

from data.store.database import Database
from data.store.runs import runs
from data.store.seats import SEAT
from data.store.tables import referrals, seats, steps
from tests.api.conftest import Caller
from tests.api.test_allocations import fund, seated
from tests.api.test_scope import tells

__all__ = ["fund"]
SECRETS = ("王小雁", "13900001234")


@pytest.fixture
def posts(station: Caller) -> list[str]:
    """Openings of two seats and of one, and four members who would take either."""
    for i in range(4):
        station.create("members", 编号=f"A{i}", 期望薪资=str(4500 + 100 * i))
    return [station.create("openings", 编号=f"G{i}", 招聘人数=str(2 - i))["id"] for i in range(2)]


def allocation(caller: Caller, openings: list[str], **more: Any) -> dict[str, Any]:
    """A run that is done."""
    run = caller.run("/allocations", json={"openings": openings, **more})
    assert run["state"] == "done", run
    return run


def pairs(run: dict[str, Any]) -> set[tuple[str, str]]:
    return {(member, opening) for opening, members in seated(run["result"]).items() for member in members}


def accept(caller: Caller, run: dict[str, Any], **body: Any) -> Any:
    headers = body.pop("headers", {})
    kind = "groups" if "group" in run["kind"] else "allocations"
    return caller("POST", f"/{kind}/{run['id']}/accept", json=body, headers=headers)


def taken(database: Database) -> dict[str, int]:
    """How many seats of each opening are taken, by the count and by the rows, which must agree."""
    with database.reading() as connection:
        rows = connection.execute(select(referrals.c.opportunity).where(referrals.c.seat == 1)).scalars().all()
        counted = {row.holder: row.taken for row in connection.execute(select(seats).where(seats.c.kind == SEAT)) if row.taken}
    assert {one: rows.count(one) for one in rows} == counted
    return counted


def test_every_seat_becomes_a_referral_that_keeps_what_the_engine_said(
    station: Caller, posts: list[str], database: Database
) -> None:
    run = allocation(station, posts)
    told = accept(station, run, note="三人一起走").json()
    assert {(one["member"], one["opening"]) for one in told["accepted"]} == pairs(run) and len(told["accepted"]) == 3
    assert (told["run"], told["already"], told["refused"]) == (run["id"], [], [])
    placed = {seat["member"]: seat["score"] for one in run["result"]["openings"] for seat in one["seats"]}
    for one in told["accepted"]:
        assert (one["machine"], one["new"], one["score"], one["then"]) == ("referral", True, placed[one["member"]], placed[one["member"]])
        flow = station("GET", f"/referrals/{one['flow']}").json()
        assert (flow["member"], flow["opportunity"], flow["state"]) == (one["member"], one["opening"], "proposed")
        assert (flow["run"], flow["seat"], flow["scorecard"]) == (run["id"], True, run["result"]["scorecard"])
        assert flow["explanation"]["score"] == one["score"] and flow["steps"][0]["note"] == "三人一起走"
        assert flow["seats"]["taken"] == taken(database)[one["opening"]]
    assert taken(database) == {posts[0]: 2, posts[1]: 1}
    now = station("GET", f"/allocations/{run['id']}").json()["accepted"]
    assert {(one["flow"], one["state_label"], one["seat"]) for one in now} == {(one["flow"], "已提出，等本人同意", True) for one in told["accepted"]}
    listed = station("GET", f"/referrals?run={run['id']}").json()["items"]
    assert [one["id"] for one in listed] == sorted(one["flow"] for one in told["accepted"])


def test_accepting_again_changes_nothing(station: Caller, posts: list[str], database: Database) -> None:
    run = allocation(station, posts)
    first = accept(station, run, headers={"Idempotency-Key": "one"})
    replayed = accept(station, run, headers={"Idempotency-Key": "one"})
    assert replayed.json() == first.json() and replayed.headers["idempotent-replayed"] == "true"
    again = accept(station, run).json()
    assert again["accepted"] == [] and {one["flow"] for one in again["already"]} == {one["flow"] for one in first.json()["accepted"]}
    assert taken(database) == {posts[0]: 2, posts[1]: 1}


def test_some_seats_and_reserves_may_be_accepted_and_no_others(station: Caller, posts: list[str], database: Database) -> None:
    run = allocation(station, posts)
    opening = next(one for one in run["result"]["openings"] if one["id"] == posts[1])
    reserve = {"member": opening["reserves"][0]["member"], "opening": posts[1]}
    told = accept(station, run, seats=[reserve]).json()
    assert [(one["member"], one["opening"]) for one in told["accepted"]] == [(reserve["member"], reserve["opening"])]
    strange = {"member": opening["seats"][0]["member"], "opening": "o_0"}
    refused = accept(station, run, seats=[reserve, strange])
    assert refused.status_code == 422 and refused.json()["faults"][0]["where"] == "$.seats[1]"
    for body in ({"seats": []}, {"seats": [{"member": "m_1"}]}, {"partly": "yes"}, {"on": "2999-01-01"}, {"luck": 1}):
        assert accept(station, run, **body).status_code == 422, body
    assert taken(database) == {posts[1]: 1}


def test_all_or_none_unless_partly(station: Caller, posts: list[str], database: Database) -> None:
    run = allocation(station, posts)
    (gone,) = seated(run["result"])[posts[1]]
    assert station("DELETE", f"/members/{gone}").status_code == 204
    refused = accept(station, run)
    assert refused.status_code == 409 and "1个席位不能采用" in refused.json()["detail"]
    (fault,) = refused.json()["faults"]
    assert gone in fault["found"] and "已关闭" in fault["message"]
    assert taken(database) == {}
    with database.reading() as connection:
        assert connection.execute(select(referrals)).all() == [] and connection.execute(select(steps)).all() == []
    told = accept(station, run, partly=True).json()
    assert len(told["accepted"]) == 2 and [one["member"] for one in told["refused"]] == [gone]
    assert taken(database) == {posts[0]: 2}


def test_who_no_longer_meets_a_condition_is_not_accepted(station: Caller, posts: list[str]) -> None:
    run = allocation(station, posts[1:])
    assert station("PATCH", f"/openings/{posts[1]}", json={"sheet": {"证书要求": "电工证"}}).status_code == 200
    assert station("PATCH", f"/members/{seated(run['result'])[posts[1]][0]}", json={"sheet": {"证书": "无"}}).status_code == 200
    refused = accept(station, run)
    assert refused.status_code == 409 and "硬性条件" in refused.json()["faults"][0]["message"]


def test_two_runs_cannot_place_more_than_there_are_seats(station: Caller, posts: list[str], database: Database) -> None:
    first, second = allocation(station, posts[1:]), allocation(station, posts[1:])
    reserve = {"member": second["result"]["openings"][0]["reserves"][0]["member"], "opening": posts[1]}
    assert accept(station, first).status_code == 200
    refused = accept(station, second, seats=[reserve])
    assert refused.status_code == 409 and "名额已满：共1个" in refused.json()["faults"][0]["message"]
    (flow,) = station("GET", f"/referrals?run={first['id']}").json()["items"]
    gone = station("POST", f"/referrals/{flow['id']}/transitions", json={"to": "withdrawn", "reason": "pay", "note": "嫌远"})
    assert gone.status_code == 200 and gone.json()["seat"] is False and taken(database) == {}
    assert accept(station, second, seats=[reserve]).status_code == 200 and taken(database) == {posts[1]: 1}


def test_a_member_who_has_a_seat_is_not_placed_elsewhere(station: Caller, posts: list[str], database: Database) -> None:
    first, second = allocation(station, posts[:1]), allocation(station, posts[1:])
    both = {member for member, _ in pairs(first)} & {member for member, _ in pairs(second)}
    assert both, "the second run places somebody whom the first does too"
    assert accept(station, first).status_code == 200
    refused = accept(station, second)
    assert refused.status_code == 409 and "已在别处占有席位" in refused.json()["faults"][0]["message"]
    several = allocation(station, posts[1:], takes=2)
    assert accept(station, several).status_code == 200
    assert taken(database) == {posts[0]: 2, posts[1]: 1}


def test_a_hiring_keeps_the_seat_that_was_accepted(station: Caller, posts: list[str], database: Database) -> None:
    run = allocation(station, posts[1:])
    flow = accept(station, run).json()["accepted"][0]["flow"]
    for to in ("agreed", "sent", "offered", "hired"):
        moved = station("POST", f"/referrals/{flow}/transitions", json={"to": to, "note": "当面"})
        assert moved.status_code == 200 and moved.json()["seat"] is True, moved.text
        assert taken(database) == {posts[1]: 1}
    left = station("POST", f"/referrals/{flow}/transitions", json={"to": "withdrawn", "reason": "pay"})
    assert left.status_code == 200 and taken(database) == {}


def test_a_referral_that_is_live_already_has_the_seat(station: Caller, posts: list[str], database: Database) -> None:
    run = allocation(station, posts[1:])
    ((member, opening),) = pairs(run)
    live = station("POST", "/referrals", json={"member": member, "opportunity": opening}).json()
    assert live["seat"] is False and taken(database) == {}
    (one,) = accept(station, run).json()["accepted"]
    assert (one["flow"], one["new"]) == (live["id"], False) and taken(database) == {opening: 1}
    now = station("GET", f"/referrals/{live['id']}").json()
    assert (now["seat"], now["run"], now["state"]) == (True, run["id"], "proposed")


def test_a_later_run_fills_what_is_left_with_whoever_is_free(station: Caller, posts: list[str]) -> None:
    run = allocation(station, posts)
    accept(station, run, seats=[{"member": member, "opening": opening} for member, opening in pairs(run) if opening == posts[0]])
    later = allocation(station, posts, after=run["id"])
    by_id = {one["id"]: one for one in later["result"]["openings"]}
    assert (by_id[posts[0]]["taken"], by_id[posts[0]]["most"], by_id[posts[0]]["seats"]) == (2, 0, [])
    assert (by_id[posts[1]]["taken"], by_id[posts[1]]["most"]) == (0, 1)
    assert not {member for member, opening in pairs(run) if opening == posts[0]} & {member for member, _ in pairs(later)}
    assert later["result"]["check"]["faults"] == 0 and later["result"]["moves"] == [] and later["result"]["again"]["kept"] == 1
    locked = allocation(station, posts, locks=[{"member": member, "opening": opening} for member, opening in pairs(run)])
    assert locked["result"]["conflict"] == [], "whoever has the seat already need not be placed again"


def test_seats_of_matters_count_claims_and_referrals_together(callers: dict[str, Caller], database: Database) -> None:
    station = callers["station"]
    willing = {"意向": "志愿服务", "求职岗位": "", "可服务时间": "周末"}
    members = [station.create("members", 编号=f"V{i}", **willing)["id"] for i in range(3)]
    matter = station.create("services", 所需人数="2")["id"]
    run = allocation(station, [matter])
    (first, _) = (member for member, _ in sorted(pairs(run)))
    other = next(member for member in members if member not in {member for member, _ in pairs(run)})
    assert station("POST", "/claims", json={"member": other, "opportunity": matter}).json()["state"] == "promised"
    assert accept(station, run).status_code == 409
    assert len(accept(station, run, partly=True).json()["accepted"]) == 1 and taken(database) == {matter: 2}
    late = station("POST", "/claims", json={"member": first, "opportunity": matter}).json()
    assert late["state"] == "reserve" and taken(database) == {matter: 2}


def test_partners_of_a_group_and_a_team_are_accepted_too(callers: dict[str, Caller], fund: dict[str, str]) -> None:
    office = callers["office"]
    group = office.run("/groups", json={"need": fund["need"], "most_partners": 4})
    told = accept(office, group).json()
    partners = {partner["member"] for partner in group["result"]["group"]["partners"]}
    assert {one["member"] for one in told["accepted"]} == partners
    flow = office("GET", f"/referrals/{told['accepted'][0]['flow']}").json()
    assert (flow["track"], flow["opportunity"], flow["run"]) == ("invest", fund["need"], group["id"])
    team = office.run("/groups", json={"project": fund["project"], "team": True})
    placed = [(one["member"], one["need"]) for one in team["result"]["team"]]
    told = accept(office, team).json()
    assert [(one["member"], one["opening"]) for one in (*told["accepted"], *told["already"])] == placed


def test_a_run_is_accepted_by_its_own_organisation_once_it_is_done(
    callers: dict[str, Caller], posts: list[str], database: Database
) -> None:
    run = allocation(callers["station"], posts)
    for other in ("other_station", "employer", "office"):
        assert accept(callers[other], run).status_code == 404
    with database.writing() as connection:
        connection.execute(update(runs).values(state="running"))
    refused = accept(callers["station"], run)
    assert refused.status_code == 409 and refused.json()["faults"][0]["where"] == "$.id"
    assert refused.json()["detail"] == "这一次正在计算，没有可以采用的席位"
    empty = callers["office"].run("/allocations", json={"openings": posts})
    assert empty["result"]["openings"][0]["seats"] == [] and accept(callers["office"], empty).status_code == 422


def test_nothing_of_another_organisations_member_is_told(
    callers: dict[str, Caller], consent: Callable[..., None]
) -> None:
    member = callers["station"].create("members")["id"]
    opening = callers["employer"].create("openings", 招聘人数="1")["id"]
    consent(member, "employers")
    run = allocation(callers["employer"], [opening])
    told = accept(callers["employer"], run)
    assert told.status_code == 200 and tells(told.json(), *SECRETS) == []
    flow = callers["employer"]("GET", f"/referrals/{told.json()['accepted'][0]['flow']}").json()
    assert tells(flow, *SECRETS) == []
    consent(member, "employers", withdrawn_at="2026-01-01T00:00:00Z")
    again = allocation(callers["employer"], [opening], seats={opening: {"most": 1}})
    assert pairs(again) == set()
    refused = accept(callers["employer"], run)
    assert refused.status_code == 409 and tells(refused.json(), *SECRETS) == []


def test_of_clerks_who_accept_the_last_seat_at_once_one_has_it(
    callers: dict[str, Caller], posts: list[str], database: Database
) -> None:
    station = callers["station"]
    clerks = 3
    runs_of_all = [allocation(station, posts[1:], k=4) for _ in range(clerks)]
    places = [runs_of_all[0]["result"]["openings"][0][name] for name in ("seats", "reserves")]
    members = [seat["member"] for several in places for seat in several][:clerks]
    for race in range(5):
        together = Barrier(clerks)

        def clerk(at: int, together: Barrier = together) -> int:
            together.wait()
            seat = {"member": members[at], "opening": posts[1]}
            return int(accept(station, runs_of_all[at], seats=[seat]).status_code)

        with ThreadPoolExecutor(clerks) as pool:
            statuses = sorted(pool.map(clerk, range(clerks)))
        assert statuses == [200, *[409] * (clerks - 1)] and taken(database) == {posts[1]: 1}, race
        live = [one for one in station("GET", "/referrals").json()["items"] if one["live"]]
        gone = station("POST", f"/referrals/{live[0]['id']}/transitions", json={"to": "declined", "reason": "pay"})
        assert len(live) == 1 and gone.status_code == 200, gone.text


def test_of_two_who_accept_one_member_for_two_openings_at_once_one_does(
    callers: dict[str, Caller], posts: list[str], database: Database
) -> None:
    station = callers["station"]
    first, second = allocation(station, posts[:1]), allocation(station, posts[1:])
    (member,) = {member for member, _ in pairs(first)} & {member for member, _ in pairs(second)}
    for race in range(8):
        together = Barrier(2)

        def clerk(at: int, together: Barrier = together) -> int:
            together.wait()
            run = (first, second)[at]
            return int(accept(station, run, seats=[{"member": member, "opening": posts[at]}]).status_code)

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(clerk, range(2))) == [200, 409], race
        (live,) = [one for one in station("GET", "/referrals").json()["items"] if one["live"]]
        assert station("POST", f"/referrals/{live['id']}/transitions", json={"to": "declined", "reason": "pay"}).status_code == 200
