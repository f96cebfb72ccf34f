"""Referrals, claims, pairings and job leads through HTTP: who may do what, who sees what, and nothing given twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from data.workflows.machine import machine
from tests.api.conftest import OPENING, TODAY, Caller
from tests.api.test_scope import SECRETS, tells

ONE = {"Idempotency-Key": "one"}
MACHINES = {"referrals": "referral", "claims": "claim", "pairings": "pairing", "leads": "lead"}
MATTER = {"类型": "实事认领", "认领方式": "多人一领"}
RACES = 50


def put(caller: Caller, path: str, **body: Any) -> dict[str, Any]:
    """Something put forward."""
    answer = caller("POST", f"/{path}", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def move(caller: Caller, path: str, flow: dict[str, Any] | str, to: str, expect: int = 200, **body: Any) -> dict[str, Any]:
    """A step, expected to be taken or refused."""
    identifier = flow if isinstance(flow, str) else flow["id"]
    answer = caller("POST", f"/{path}/{identifier}/transitions", json={"to": to, **body})
    assert answer.status_code == expect, answer.text
    found: dict[str, Any] = answer.json()
    return found


def consent(caller: Caller, member: str, *recipients: str, purpose: str = "matching", **body: Any) -> dict[str, Any]:
    """A consent as a station records it."""
    said = {"notice_version": "2026-1", "given_how": "当面签字", "recipients": list(recipients), "purpose": purpose}
    answer = caller("POST", "/consents", json={"member": member, **said, **body})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def referred(callers: dict[str, Caller], **cells: str) -> dict[str, Any]:
    """A station's member referred to an employer's opening."""
    member, opening = callers["station"].create("members")["id"], callers["employer"].create("openings", **cells)["id"]
    return put(callers["station"], "referrals", member=member, opportunity=opening)


def hired(callers: dict[str, Caller], flow: dict[str, Any], ago: int = 0) -> dict[str, Any]:
    """A referral taken to the hiring, on a day so long ago."""
    on = (TODAY - timedelta(days=ago)).isoformat()
    consent(callers["station"], flow["member"], "employers")
    move(callers["station"], "referrals", flow, "agreed", note="当面，签字", on=on)
    move(callers["station"], "referrals", flow, "sent", on=on)
    move(callers["employer"], "referrals", flow, "interview", on=on)
    move(callers["employer"], "referrals", flow, "offered", on=on)
    return move(callers["employer"], "referrals", flow, "hired", on=on)


def matter(station: Caller, **cells: str) -> str:
    """A matter that can be claimed."""
    return str(station.create("services", **{**MATTER, **cells})["id"])


def test_a_referral_goes_from_proposal_to_ninety_days_with_every_step_kept(callers: dict[str, Caller]) -> None:
    member, opening = callers["station"].create("members")["id"], callers["employer"].create("openings")["id"]
    start = (TODAY - timedelta(days=91)).isoformat()
    flow = put(callers["station"], "referrals", member=member, opportunity=opening, on=start)
    assert (flow["state"], flow["state_label"], flow["live"], flow["track"]) == ("proposed", "已提出，等本人同意", True, "work")
    assert {item["to"] for item in flow["allowed"]} == {"agreed", "declined", "withdrawn"}
    done = hired(callers, flow, ago=90)
    assert next(item for item in done["allowed"] if item["to"] == "stayed_30")["not_before"] == (TODAY - timedelta(days=60)).isoformat()
    move(callers["station"], "referrals", flow, "stayed_30")
    last = move(callers["station"], "referrals", flow, "stayed_90")
    assert last["live"] is False and last["allowed"] == []
    assert [item["to"] for item in last["steps"]] == ["proposed", "agreed", "sent", "interview", "offered", "hired", "stayed_30", "stayed_90"]
    assert [item["party"] for item in last["steps"]][1:4] == ["member", "member", "other"]
    assert put(callers["station"], "referrals", member=member, opportunity=opening)["state"] == "proposed"


def test_staying_is_refused_before_its_day_and_no_day_lies_ahead_or_before_the_last_step(callers: dict[str, Caller]) -> None:
    member, opening = callers["station"].create("members")["id"], callers["employer"].create("openings")["id"]
    start = (TODAY - timedelta(days=40)).isoformat()
    flow = put(callers["station"], "referrals", member=member, opportunity=opening, on=start)
    hired(callers, flow, ago=29)
    early = move(callers["station"], "referrals", flow, "stayed_30", expect=409)
    assert (TODAY + timedelta(days=1)).isoformat() in early["detail"]
    for on in ((TODAY + timedelta(days=1)).isoformat(), (TODAY - timedelta(days=30)).isoformat(), "soon", "20261101", "1999-01-01"):
        assert move(callers["station"], "referrals", flow, "stayed_30", expect=422, on=on)["faults"][0]["where"] == "$.on"


@pytest.mark.parametrize("path", MACHINES)
def test_an_illegal_move_is_refused_with_what_is_allowed_in_both_languages(callers: dict[str, Caller], path: str) -> None:
    flow = sample(callers, path)
    for language, words in (("zh", "可以转到"), ("en", "it can go to")):
        for to in ("nonsense", flow["state"]):
            answer = callers["station"]("POST", f"/{path}/{flow['id']}/transitions", json={"to": to}, headers={"Accept-Language": language})
            assert answer.status_code == 409 and words in answer.json()["detail"], answer.text
            label = machine(MACHINES[path]).states[flow["allowed"][0]["to"]].label.say(language)  # type: ignore[arg-type]
            assert label in answer.json()["faults"][0]["accepted"]
    assert callers["station"]("GET", f"/{path}/{flow['id']}").json()["version"] == 1


def sample(callers: dict[str, Caller], path: str) -> dict[str, Any]:
    """One thing of each machine, put forward by the station."""
    station = callers["station"]
    if path == "leads":
        return put(station, path, opening={"sheet": OPENING})
    member = station.create("members", 意向="求职、服务、结对", 结对意愿="愿意带人")["id"]
    about = {
        "referrals": lambda: station.create("openings")["id"],
        "claims": lambda: matter(station),
        "pairings": lambda: station.create("services", 类型="结对帮带")["id"],
    }
    return put(station, path, member=member, opportunity=about[path]())


@pytest.mark.parametrize("path", MACHINES)
def test_a_creation_is_done_once_under_its_key_and_a_pair_is_live_once(callers: dict[str, Caller], path: str) -> None:
    flow = sample(callers, path)
    body = {"member": flow["member"], "opportunity": flow["opportunity"]} if flow["member"] else {"opportunity": flow["opportunity"]}
    again = callers["station"]("POST", f"/{path}", json=body)
    assert again.status_code == 409 and again.headers["content-type"] == "application/problem+json"
    assert len(callers["station"]("GET", f"/{path}").json()["items"]) == 1
    to = {"referrals": "withdrawn", "claims": "released", "pairings": "declined", "leads": "rejected"}[path]
    reasons = next(item for item in flow["allowed"] if item["to"] == to)["reasons"]
    move(callers["station"], path, flow, to, reason=reasons[0]["code"])
    first, replay = (callers["station"]("POST", f"/{path}", json=body, headers=ONE) for _ in range(2))
    assert first.status_code == 201, first.text
    assert replay.content == first.content and replay.headers["idempotent-replayed"] == "true"
    assert first.headers["location"] == f"/api/v1/{path}/{first.json()['id']}"
    other = callers["station"]("POST", f"/{path}", json={**body, "note": "另"}, headers=ONE)
    assert other.status_code == 422 and other.json()["faults"][0]["where"] == "Idempotency-Key"
    assert len(callers["station"]("GET", f"/{path}").json()["items"]) == 2


@pytest.mark.parametrize("path", MACHINES)
def test_lists_are_paged_and_filtered(callers: dict[str, Caller], path: str) -> None:
    flow = sample(callers, path)
    for query, count in (
        (f"opportunity={flow['opportunity']}", 1), (f"state={flow['state']}", 1), ("state=agreed", 0), ("member=m_0", 0),
        (f"after={flow['id']}", 0), ("limit=1", 1),
    ):  # fmt: skip
        page = callers["station"]("GET", f"/{path}?{query}").json()
        assert (len(page["items"]), page["next"]) == (count, None), query
    for query in ("state=%00", "member=%00", "after=%00", "limit=0", "limit=201", "state=" + "a" * 97):
        assert callers["station"]("GET", f"/{path}?{query}").status_code == 422, query


def test_pages_hold_every_row_once(station: Caller) -> None:
    member = station.create("members", 意向="服务")["id"]
    made = [put(station, "claims", member=member, opportunity=matter(station, 编号=f"S{n}"))["id"] for n in range(5)]
    seen, after = [], ""
    while after is not None:
        page = station("GET", f"/claims?limit=2&after={after}").json()
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
    assert seen == sorted(made)


@pytest.mark.parametrize("path", MACHINES)
@pytest.mark.parametrize("other", ["other_station", "other_employer", "office"])
def test_who_is_no_party_sees_nothing_and_moves_nothing(callers: dict[str, Caller], path: str, other: str) -> None:
    flow = sample(callers, path)
    caller = callers[other]
    assert caller("GET", f"/{path}").json()["items"] == []
    assert caller("GET", f"/{path}/{flow['id']}").status_code == 404
    answer = caller("POST", f"/{path}/{flow['id']}/transitions", json={"to": flow["allowed"][0]["to"], "note": "x"})
    assert answer.status_code in (403, 404)
    body = {"opportunity": flow["opportunity"], **({"member": flow["member"]} if flow["member"] else {})}
    assert caller("POST", f"/{path}", json=body).status_code in (403, 404)
    assert callers["station"]("GET", f"/{path}/{flow['id']}").json()["version"] == 1


def test_an_employer_sees_a_referral_once_it_was_sent_and_the_member_masked(callers: dict[str, Caller]) -> None:
    flow = referred(callers)
    employer, station = callers["employer"], callers["station"]
    assert employer("GET", "/referrals").json()["items"] == []
    assert employer("GET", f"/referrals/{flow['id']}").status_code == 404
    move(employer, "referrals", flow, "declined", expect=404, reason="pay")
    move(station, "referrals", flow, "agreed", note="王小雁本人说13900001234")
    refused = move(station, "referrals", flow, "sent", expect=409)
    assert "POST /consents" in refused["detail"]
    consent(station, flow["member"], "employer")
    move(station, "referrals", flow, "sent")
    seen = employer("GET", f"/referrals/{flow['id']}").json()
    assert tells(seen, *SECRETS) == []
    assert seen["people"][flow["member"]]["masked"] is True and seen["explanation"]["score"] > 0
    assert not any(item["text"] for row in seen["explanation"]["criteria"] for item in row["evidence"])
    assert station("GET", f"/referrals/{flow['id']}").json()["people"][flow["member"]]["record"]["name"] == "王小雁"
    assert callers["other_employer"]("GET", f"/referrals/{flow['id']}").status_code == 404


def test_a_withdrawn_consent_binds_the_next_look_at_a_referral(callers: dict[str, Caller]) -> None:
    flow = referred(callers)
    given = consent(callers["station"], flow["member"], "employer")
    move(callers["station"], "referrals", flow, "agreed", note="当面")
    move(callers["station"], "referrals", flow, "sent")
    assert callers["employer"]("GET", f"/referrals/{flow['id']}").json()["people"]
    assert callers["station"]("POST", f"/consents/{given['id']}/withdraw").json()["live"] is False
    seen = callers["employer"]("GET", f"/referrals/{flow['id']}").json()
    assert seen["people"] == {} and seen["explanation"] is None and seen["state"] == "sent"


def test_what_was_shown_is_kept_as_it_was(callers: dict[str, Caller]) -> None:
    flow = referred(callers)
    told = callers["station"]("GET", f"/matches/{flow['member']}/{flow['opportunity']}/explanation").json()
    assert flow["explanation"]["score"] == told["score"] and flow["scorecard"] == told["scorecard"]
    callers["employer"]("PATCH", f"/openings/{flow['opportunity']}", json={"sheet": {"薪资待遇": "2000元/月"}})
    changed = callers["station"]("GET", f"/matches/{flow['member']}/{flow['opportunity']}/explanation").json()
    assert changed["score"] < told["score"]
    for language in ("zh", "en"):
        kept = callers["station"]("GET", f"/referrals/{flow['id']}", headers={"Accept-Language": language}).json()
        assert kept["explanation"]["score"] == told["score"]
    assert kept["explanation"]["criteria"][0]["label"].isascii()


def test_a_reason_is_seen_only_by_those_whom_its_row_names(callers: dict[str, Caller]) -> None:
    flow = referred(callers)
    consent(callers["station"], flow["member"], "employers")
    move(callers["station"], "referrals", flow, "agreed", note="当面")
    move(callers["station"], "referrals", flow, "sent")
    move(callers["station"], "referrals", flow, "withdrawn", reason="family_affairs", note="孩子要人照看")
    for name, code in (("station", "family_affairs"), ("administrator", "family_affairs"), ("employer", None)):
        seen = callers[name]("GET", f"/referrals/{flow['id']}").json()
        assert (seen["reason"] or {}).get("code") == (seen["steps"][-1]["reason"] or {}).get("code") == code, name
        assert bool(tells(seen, "照看")) is (code is not None), name


def test_only_the_members_side_says_that_the_member_agreed_or_withdrew(callers: dict[str, Caller]) -> None:
    flow = referred(callers)
    assert move(callers["station"], "referrals", flow, "agreed", expect=422)["faults"][0]["where"] == "$.note"
    consent(callers["station"], flow["member"], "employers")
    move(callers["station"], "referrals", flow, "agreed", note="电话，11月3日")
    move(callers["station"], "referrals", flow, "sent")
    move(callers["employer"], "referrals", flow, "withdrawn", expect=403, reason="pay")
    move(callers["employer"], "referrals", flow, "declined", expect=422)
    assert move(callers["employer"], "referrals", flow, "declined", reason="headcount_filled")["reason"]["label"] == "名额已满"


def test_an_employer_may_ask_for_a_candidate_whom_it_sees(callers: dict[str, Caller]) -> None:
    member, opening = callers["station"].create("members")["id"], callers["employer"].create("openings")["id"]
    assert callers["employer"]("POST", "/referrals", json={"member": member, "opportunity": opening}).status_code == 404
    consent(callers["station"], member, "employers")
    flow = put(callers["employer"], "referrals", member=member, opportunity=opening)
    assert tells(flow, *SECRETS) == [] and {item["to"] for item in flow["allowed"]} == {"declined"}
    move(callers["employer"], "referrals", flow, "agreed", expect=403, note="我说的")
    move(callers["station"], "referrals", flow, "agreed", note="电话")


def test_hiring_takes_a_seat_and_leaving_gives_it_back(callers: dict[str, Caller]) -> None:
    flow = referred(callers, 招聘人数="1人")
    other = callers["station"].create("members", 编号="A002", 姓名="李小雁")["id"]
    second = put(callers["station"], "referrals", member=other, opportunity=flow["opportunity"])
    hired(callers, flow)
    consent(callers["station"], other, "employers")
    for to, body in (("agreed", {"note": "当面"}), ("sent", {}), ("offered", {})):
        move(callers["station"], "referrals", second, to, **body)
    assert "1" in move(callers["station"], "referrals", second, "hired", expect=409)["detail"]
    move(callers["station"], "referrals", flow, "withdrawn", reason="pay")
    assert move(callers["station"], "referrals", second, "hired")["state"] == "hired"


def test_a_claim_is_promised_delivered_and_reviewed_by_whose_matter_it_is(callers: dict[str, Caller]) -> None:
    member = callers["other_station"].create("members", 意向="服务")["id"]
    flow = put(callers["other_station"], "claims", member=member, opportunity=matter(callers["station"]))
    assert flow["state"] == "promised" and callers["station"]("GET", f"/claims/{flow['id']}").json()["people"] == {}
    move(callers["other_station"], "claims", flow, "delivered")
    move(callers["other_station"], "claims", flow, "reviewed", expect=403)
    move(callers["station"], "claims", flow, "promised", reason="not_done")
    move(callers["other_station"], "claims", flow, "delivered")
    assert move(callers["station"], "claims", flow, "reviewed")["live"] is False


def test_a_full_matter_has_a_reserve_and_a_released_seat_goes_to_nobody_by_itself(station: Caller) -> None:
    service = matter(station, 所需人数="1")
    people = [station.create("members", 编号=f"B{n}", 意向="服务")["id"] for n in range(3)]
    flows = [put(station, "claims", member=member, opportunity=service) for member in people]
    assert [flow["state"] for flow in flows] == ["promised", "reserve", "reserve"]
    assert flows[2]["seats"] == {"most": 1, "taken": 1}
    move(station, "claims", flows[1], "promised", expect=409)
    move(station, "claims", flows[0], "released", reason="no_time")
    assert station("GET", f"/claims/{flows[1]['id']}").json()["state"] == "reserve"
    assert move(station, "claims", flows[2], "promised")["state"] == "promised"
    move(station, "claims", flows[1], "promised", expect=409)
    assert move(station, "claims", flows[1], "released", reason="too_far")["state"] == "released"


def test_a_member_has_at_most_five_live_claims(station: Caller) -> None:
    member = station.create("members", 意向="服务")["id"]
    matters = [matter(station, 编号=f"S{n}") for n in range(7)]
    flows = [put(station, "claims", member=member, opportunity=service) for service in matters[:5]]
    refused = station("POST", "/claims", json={"member": member, "opportunity": matters[5]})
    assert refused.status_code == 409 and "5" in refused.json()["detail"]
    move(station, "claims", flows[0], "released", reason="no_time")
    assert put(station, "claims", member=member, opportunity=matters[5])["state"] == "promised"
    assert station("POST", "/claims", json={"member": member, "opportunity": matters[6]}).status_code == 409


@pytest.mark.parametrize(("cells", "places"), [({"所需人数": "", "认领方式": "一人多领"}, 1), ({"所需人数": "2", "认领方式": "一人多领"}, 2), ({"所需人数": "3", "认领方式": "多人一领"}, 3), ({"所需人数": "", "认领方式": "多人一领"}, 4)])  # fmt: skip
def test_a_matter_has_as_many_places_as_it_says(station: Caller, cells: dict[str, str], places: int) -> None:
    service = matter(station, **cells)
    people = [station.create("members", 编号=f"B{n}", 意向="服务")["id"] for n in range(4)]
    states = [put(station, "claims", member=member, opportunity=service)["state"] for member in people]
    assert states == ["promised"] * places + ["reserve"] * (4 - places)


def test_the_last_place_of_a_matter_has_one_winner_in_every_race(station: Caller) -> None:
    people = [station.create("members", 编号=f"B{n}", 意向="服务")["id"] for n in range(2)]

    def claim(member: str) -> str:
        together.wait()
        return str(put(station, "claims", member=member, opportunity=service)["state"])

    with ThreadPoolExecutor(2) as pool:
        for race in range(RACES):
            service, together = matter(station, 编号=f"R{race}", 所需人数="1"), Barrier(2)
            assert sorted(pool.map(claim, people)) == ["promised", "reserve"], race
            for flow in station("GET", f"/claims?opportunity={service}").json()["items"]:
                move(station, "claims", flow, "released", reason="no_time")


def test_a_race_creates_a_pair_once_and_makes_a_move_once(station: Caller) -> None:
    member, service = station.create("members", 意向="服务")["id"], matter(station)
    together = Barrier(4)

    def create(_: int) -> int:
        together.wait()
        return int(station("POST", "/claims", json={"member": member, "opportunity": service}).status_code)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(create, range(4))) == [201, 409, 409, 409]
        flow = station("GET", "/claims").json()["items"][0]

        def release(_: int) -> int:
            together.wait()
            body = {"to": "released", "reason": "no_time"}
            return int(station("POST", f"/claims/{flow['id']}/transitions", json=body).status_code)

        assert sorted(pool.map(release, range(4))) == [200, 409, 409, 409]
    assert len(station("GET", f"/claims/{flow['id']}").json()["steps"]) == 2


def test_a_pairing_is_active_only_when_both_sides_agreed_each_for_itself(callers: dict[str, Caller]) -> None:
    pupil = callers["station"].create("members", 意向="结对", 结对意愿="想找师傅带")["id"]
    master = callers["other_station"].create("members", 意向="结对", 结对意愿="愿意带人")["id"]
    consent(callers["other_station"], master, "stations")
    flow = put(callers["station"], "pairings", member=pupil, opportunity=master)
    assert flow["people"][master]["masked"] and flow["state"] == "proposed"
    move(callers["station"], "pairings", flow, "agreed_by_one", expect=403, by="other")
    half = move(callers["station"], "pairings", flow, "agreed_by_one")
    assert half["steps"][-1]["party"] == "member" and "agreed" not in {item["to"] for item in half["allowed"]}
    move(callers["station"], "pairings", flow, "agreed", expect=409)
    whole = move(callers["other_station"], "pairings", flow, "agreed")
    assert whole["steps"][-1]["party"] == "other" and "已结对" in whole["state_label"]
    turned = callers["other_station"]("POST", "/pairings", json={"member": master, "opportunity": pupil})
    assert turned.status_code in (404, 409)
    assert move(callers["station"], "pairings", flow, "ended", reason="on_their_own_feet")["live"] is False


def test_a_station_that_speaks_for_both_says_for_whom(station: Caller) -> None:
    pupil = station.create("members", 意向="结对", 结对意愿="想找师傅带")["id"]
    master = station.create("members", 编号="A2", 意向="结对", 结对意愿="愿意带人")["id"]
    flow = put(station, "pairings", member=pupil, opportunity=master)
    assert move(station, "pairings", flow, "agreed_by_one", expect=422)["faults"][0]["where"] == "$.by"
    assert move(station, "pairings", flow, "agreed_by_one", expect=422, by="nobody")["faults"][0]["where"] == "$.by"
    move(station, "pairings", flow, "agreed_by_one", by="other")
    move(station, "pairings", flow, "agreed", expect=409, by="other")
    assert move(station, "pairings", flow, "agreed")["steps"][-1]["party"] == "member"
    assert station("POST", "/pairings", json={"member": master, "opportunity": pupil}).status_code == 409
    assert station("POST", "/pairings", json={"member": master, "opportunity": master}).status_code == 422


def test_a_lead_is_hidden_and_out_of_matching_until_it_is_verified_and_then_credited(callers: dict[str, Caller]) -> None:
    station = callers["station"]
    seeker = callers["other_station"].create("members")["id"]
    own, bringer = station.create("members", 编号="A7")["id"], station.create("members", 编号="A9", 姓名="赵小雁")["id"]
    flow = put(station, "leads", opening={"sheet": OPENING}, member=bringer)
    opening = flow["opportunity"]

    def seen(caller: Caller, member: str) -> tuple[int, int, int]:
        listed = [item["id"] for item in caller("GET", "/openings").json()["items"]]
        matched = caller("POST", f"/members/{member}/matches", json={}).json()["matches"]
        return caller("GET", f"/openings/{opening}").status_code, len(listed), len(matched)

    assert seen(callers["other_station"], seeker) == (404, 0, 0) and seen(station, own) == (200, 1, 0)
    assert station("GET", f"/openings/{opening}").json()["held"] is True
    refused = station("POST", "/referrals", json={"member": own, "opportunity": opening})
    assert refused.status_code == 409 and "核实" in refused.json()["detail"]
    move(station, "leads", flow, "verified", expect=422)
    move(station, "leads", flow, "verified", note="打电话给厂里问过")
    assert seen(callers["other_station"], seeker) == (200, 1, 1) and seen(station, own) == (200, 1, 1)
    credited = move(station, "leads", flow, "credited")
    assert (credited["member"], credited["people"][bringer]["record"]["name"]) == (bringer, "赵小雁")
    assert station("GET", f"/leads?member={bringer}&state=credited").json()["items"][0]["opportunity"] == opening


def test_a_rejected_lead_stays_hidden_and_one_found_false_is_hidden_again(callers: dict[str, Caller]) -> None:
    station, other = callers["station"], callers["other_station"]
    flow = put(station, "leads", opening={"sheet": OPENING})
    move(station, "leads", flow, "verified", note="问过")
    assert other("GET", f"/openings/{flow['opportunity']}").status_code == 200
    move(station, "leads", flow, "rejected", reason="fee_asked")
    assert other("GET", f"/openings/{flow['opportunity']}").status_code == 404
    assert station("PATCH", f"/openings/{flow['opportunity']}", json={"sheet": {"招聘人数": "9人"}}).status_code == 200
    assert other("GET", f"/openings/{flow['opportunity']}").status_code == 404


def test_a_lead_is_an_own_opening_or_a_new_one(callers: dict[str, Caller]) -> None:
    station = callers["station"]
    theirs = callers["employer"].create("openings")["id"]
    for body, status in (
        ({}, 422), ({"opening": {"sheet": OPENING}, "opportunity": theirs}, 422), ({"opportunity": theirs}, 403), ({"opening": 5}, 422),
        ({"opening": {"sheet": OPENING}, "member": "m_0"}, 404), ({"opportunity": "o_0"}, 404),
    ):  # fmt: skip
        assert station("POST", "/leads", json=body).status_code == status, body
    assert callers["employer"]("POST", "/leads", json={"opportunity": theirs}).status_code == 403
    strange = callers["other_station"].create("members", 编号="B1")["id"]
    consent(callers["other_station"], strange, "stations")
    assert station("POST", "/leads", json={"opening": {"sheet": OPENING}, "member": strange}).status_code == 403
    assert station("GET", "/openings?own=true").json()["items"] == []


@pytest.mark.parametrize(("path", "name"), [("claims", "employer"), ("pairings", "employer"), ("leads", "employer"), ("leads", "office")])
def test_a_role_that_has_no_such_move_is_refused_before_its_body_is_read(callers: dict[str, Caller], path: str, name: str) -> None:
    for where in (f"/{path}", f"/{path}/c_0/transitions"):
        assert callers[name]("POST", where, json={}).status_code == 403


@pytest.mark.parametrize(("path", "about"), [("claims", "openings"), ("pairings", "openings"), ("pairings", "services"), ("referrals", "members")])
def test_what_a_machine_is_not_about_is_refused(station: Caller, path: str, about: str) -> None:
    member = station.create("members")["id"]
    other = station.create(about, 编号="Z9")["id"]
    answer = station("POST", f"/{path}", json={"member": member, "opportunity": other})
    assert answer.status_code == 422 and answer.json()["faults"][0]["where"] == "$.opportunity"


@pytest.mark.parametrize("closed", ["members", "openings"])
def test_nobody_who_is_closed_is_put_forward_nor_for_what_is_closed(callers: dict[str, Caller], closed: str) -> None:
    member, opening = callers["station"].create("members")["id"], callers["station"].create("openings")["id"]
    callers["station"]("DELETE", f"/{closed}/{member if closed == 'members' else opening}")
    assert callers["station"]("POST", "/referrals", json={"member": member, "opportunity": opening}).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {}, {"member": "m_0"}, {"member": 5, "opportunity": "o_1"}, {"member": "m_0", "opportunity": "o_1", "state": "hired"},
        {"member": "m_0", "opportunity": "o" * 81}, {"member": "", "opportunity": "o_1"}, {"member": "m_0", "opportunity": "o_0", "on": 5},
        {"member": "m_0", "opportunity": "o_0", "note": "x" * 501}, {"member": "m_0", "opportunity": "o_0", "on": "2026-13-01"},
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_is_refused_by_name(station: Caller, body: dict[str, Any]) -> None:
    answer = station("POST", "/referrals", json=body)
    assert answer.status_code == 422 and answer.json()["faults"], answer.text


def test_a_need_of_a_project_is_referred_to_by_its_own_id(callers: dict[str, Caller]) -> None:
    project = callers["office"].create("projects")["id"]
    member = callers["station"].create("members", 意向="投资", 可投资金="10万")["id"]
    flow = put(callers["station"], "referrals", member=member, opportunity=f"{project}.capital")
    assert (flow["track"], flow["holder"], flow["opportunity"]) == ("invest", "office", f"{project}.capital")
    wrong = {"member": member, "opportunity": f"{project}.capital", "track": "work"}
    assert callers["station"]("POST", "/referrals", json=wrong).status_code == 422
