"""Filters of a ranking over the API and the command line: good ones narrow it, bad ones say what would be accepted."""

from typing import Any

import pytest

from tests.api.conftest import Caller


def ranked(caller: Caller, path: str, filters: object, **more: Any) -> Any:
    return caller("POST", f"/{path}/matches", json={"filters": filters, **more})


@pytest.fixture
def opening(station: Caller, employer: Caller) -> str:
    """An opening, with three members who are its candidates."""
    station.create("members", 编号="A001", 姓名="王小雁", 手机号="13900001231")
    station.create("members", 编号="A002", 姓名="李大山", 手机号="13900001232", 户籍地="江西黎川", 学历="大专", 期望薪资="4000")
    station.create("members", 编号="A003", 姓名="周清河", 手机号="13900001233", 户籍地="", 学历="", 证书="", 期望薪资="")
    return str(station.create("openings")["id"])


def numbers(station: Caller, answer: Any) -> set[str]:
    assert answer.status_code == 200, answer.text
    return {match["record"]["number"] for match in answer.json()["matches"]}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"A001", "A002", "A003"}),
        ({"hometown": "361021"}, {"A001"}),
        ({"hometown": "江西抚州"}, {"A001", "A002"}),
        ({"hometown": ["361021", "361022"]}, {"A001", "A002"}),
        ({"hometown": {"value": "361021", "unknown": True}}, {"A001", "A003"}),
        ({"education": "college"}, {"A002"}),
        ({"education": "大专"}, {"A002"}),
        ({"education": {"value": "college", "unknown": True}}, {"A002", "A003"}),
        ({"certificate": "叉车证N1", "hometown": "361022"}, {"A002"}),
        ({"pay_at_most": 4000}, {"A002"}),
        ({"trade": "仓管"}, {"A001", "A002", "A003"}),
        ({"trade": "6-29"}, set()),
        ({"lowest": 100}, set()),
    ],
)  # fmt: skip
def test_a_ranking_keeps_those_that_fit_and_says_how_many(
    station: Caller, opening: str, filters: dict[str, object], found: set[str]
) -> None:
    answer = ranked(station, f"openings/{opening}", filters)
    assert numbers(station, answer) == found
    assert answer.json()["considered"] == (3 if "lowest" in filters else len(found))


def test_a_score_is_the_same_with_filters_and_without(station: Caller, opening: str) -> None:
    plain = {m["record"]["number"]: m for m in ranked(station, f"openings/{opening}", None).json()["matches"]}
    narrowed = ranked(station, f"openings/{opening}", {"education": "college"}).json()["matches"]
    assert [match["record"]["number"] for match in narrowed] == ["A002"]
    assert narrowed[0]["score"] == plain["A002"]["score"]
    assert narrowed[0]["explanation"]["criteria"] == plain["A002"]["explanation"]["criteria"]


def test_opportunities_are_narrowed_for_a_member(station: Caller) -> None:
    member = station.create("members")["id"]
    station.create("openings", 编号="G001")
    station.create("openings", 编号="G002", 工作时间="两班倒", 薪资待遇="6000-7000元/月", 食宿="包吃住")
    for filters, found in (
        ({"without": ["倒班"]}, {"G001"}),
        ({"pay_at_least": 6000}, {"G002"}),
        ({"housing": True}, {"G002"}),
        ({"place": "361021"}, {"G001", "G002"}),
        ({"place": "361022"}, set()),
    ):
        assert numbers(station, ranked(station, f"members/{member}", filters)) == found, filters


def test_needs_and_services_are_narrowed_in_their_tracks(station: Caller, callers: dict[str, Caller]) -> None:
    member = station.create("members", 意向="投资、服务", 可投资金="20万", 关注行业="淡水养殖", 服务特长="照顾老人")["id"]
    callers["office"].create("projects", 最低出资="5万")
    station.create("services")
    for track, filters, count in (
        ("invest", {"ticket_at_most": 50_000}, 1),
        ("invest", {"ticket_at_most": 40_000}, 0),
        ("invest", {"industry": "A"}, 1),
        ("invest", {"place": "361022"}, 0),
        ("volunteer", {"place": "361021"}, 1),
        ("volunteer", {"place": "361022"}, 0),
    ):
        answer = ranked(station, f"members/{member}", filters, track=track)
        assert answer.status_code == 200 and answer.json()["considered"] == count, (track, filters, answer.text)


BAD: list[tuple[object, str]] = [
    ([], "filters"),
    ("hometown", "filters"),
    ({"nothing": 1}, "filters.nothing"),
    ({"kind": "其他"}, "filters.kind"),
    ({"hometown": "000000"}, "filters.hometown"),
    ({"hometown": "天上"}, "filters.hometown"),
    ({"hometown": ""}, "filters.hometown"),
    ({"hometown": None}, "filters.hometown"),
    ({"hometown": []}, "filters.hometown"),
    ({"hometown": ["361021"] * 21}, "filters.hometown"),
    ({"hometown": {"value": "361021", "unknown": 1}}, "filters.hometown"),
    ({"hometown": {"unknown": True}}, "filters.hometown"),
    ({"hometown": {"value": "361021", "more": 1}}, "filters.hometown"),
    ({"education": "elsewhere"}, "filters.education"),
    ({"education": ["college", "senior"]}, "filters.education"),
    ({"education": 4}, "filters.education"),
    ({"trade": "zzzz"}, "filters.trade"),
    ({"certificate": "x" * 81}, "filters.certificate"),
    ({"pay_at_most": "5000"}, "filters.pay_at_most"),
    ({"pay_at_most": -1}, "filters.pay_at_most"),
    ({"pay_at_most": True}, "filters.pay_at_most"),
    ({"start_by": "2026-02-30"}, "filters.start_by"),
    ({"start_by": "年后"}, "filters.start_by"),
    ({"lowest": 101}, "filters.lowest"),
    ({"lowest": 60.555}, "filters.lowest"),
    ({"lowest": [60]}, "filters.lowest"),
]


@pytest.mark.parametrize(("filters", "where"), BAD)
def test_a_filter_that_cannot_be_taken_says_what_would_be(
    station: Caller, opening: str, filters: object, where: str
) -> None:
    answer = ranked(station, f"openings/{opening}", filters)
    assert answer.status_code == 422, answer.text
    (fault,) = answer.json()["faults"]
    assert fault["where"] == where and fault["accepted"] and fault["message"]
    english = station(
        "POST", f"/openings/{opening}/matches", json={"filters": filters}, headers={"Accept-Language": "en"}
    ).json()["faults"]
    assert english[0]["where"] == where and english[0]["message"] != fault["message"]


def test_every_faulty_filter_is_named_at_once(station: Caller, opening: str) -> None:
    answer = ranked(station, f"openings/{opening}", {"hometown": "天上", "education": 1, "lowest": 60})
    assert {fault["where"] for fault in answer.json()["faults"]} == {"filters.hometown", "filters.education"}


def test_a_filter_that_a_track_has_no_column_for_names_those_it_has(station: Caller) -> None:
    member = station.create("members", 意向="投资")["id"]
    answer = ranked(station, f"members/{member}", {"without": "倒班"}, track="invest")
    (fault,) = answer.json()["faults"]
    assert answer.status_code == 422 and "ticket_at_most" in fault["accepted"] and "without" not in fault["accepted"]


def test_the_description_knows_every_filter(station: Caller) -> None:
    from matcher.filter_table import FILTERS

    schemas = station.client.get("/openapi.json").json()["components"]["schemas"]
    assert schemas["MatchesBody"]["properties"]["filters"] == {"$ref": "#/components/schemas/MatchFilters"}
    assert set(schemas["MatchFilters"]["properties"]) == {one.key for one in FILTERS} | {"lowest"}


def test_a_command_line_s_filters_are_those_of_a_body() -> None:
    from api.use_cases.filtering import filters_from_words
    from data.errors import InvalidInput

    words = ["hometown=361021", "hometown=361022", "pay_at_most=5000", "housing=true", "lowest=60.5"]
    assert filters_from_words(words) == {
        "hometown": ["361021", "361022"], "pay_at_most": 5000.0, "housing": True, "lowest": 60.5,
    }  # fmt: skip
    assert filters_from_words(["education=college", "lowest=60"], unknown=True) == {
        "education": {"value": "college", "unknown": True}, "lowest": 60.0,
    }  # fmt: skip
    for bad in ("hometown", "=361021"):
        with pytest.raises(InvalidInput):
            filters_from_words([bad])
