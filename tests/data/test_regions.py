"""What the table of divisions and the table of industries promise."""

import math
from collections import Counter

import pytest

from data.reference.industries import broader, industries
from data.reference.regions import (
    ancestors,
    common_area,
    current,
    distance_km,
    full_name,
    is_within,
    regions,
    towns,
)
from features.industries import industry_nearness


def active(level: str) -> list[str]:
    return [code for code, region in regions().items() if region.level == level and region.active]


def test_there_are_as_many_divisions_as_the_country_has() -> None:
    assert len(active("province")) == 34
    assert 333 <= len(active("city")) <= 340
    assert 2835 <= len(active("county")) <= 2870


def test_every_parent_exists_and_stands() -> None:
    for region in regions().values():
        if region.level == "province":
            assert region.parent is None
        else:
            assert region.parent is not None, region
            assert regions()[region.parent].active, region
            assert regions()[region.parent].level in ("province", "city"), region


def test_every_ended_division_has_a_standing_successor_and_no_other_has_one() -> None:
    for region in regions().values():
        if region.active:
            assert region.successor is None, region
        else:
            assert region.successor is not None, region
            assert regions()[region.successor].active, region
            assert region.successor != region.code


def test_codes_are_six_digits_and_lie_in_their_province() -> None:
    for code, region in regions().items():
        assert len(code) == 6 and code.isdigit()
        assert region.parent is None or region.parent[:2] == code[:2], region


def test_every_division_lies_somewhere_in_china_and_a_county_near_its_city() -> None:
    for code, region in regions().items():
        assert 73 < region.lon < 136 and 3 < region.lat < 54, region
        if region.active and region.parent is not None:
            assert distance_km(code, region.parent) < 1300, region


def test_no_two_standing_divisions_of_one_parent_share_a_name() -> None:
    names = Counter((region.parent, region.name) for region in regions().values() if region.active)
    assert max(names.values()) == 1


def test_a_short_name_is_never_one_character() -> None:
    assert all(len(region.short) >= 2 for region in regions().values())


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("360000", "江西"),
        ("361000", "抚州"),
        ("361021", "南城"),
        ("320583", "昆山"),
        ("422800", "恩施"),
        ("532800", "西双版纳"),
        ("222400", "延边"),
        ("632700", "玉树"),
        ("410425", "郏县"),
        ("331127", "景宁"),
        ("450000", "广西"),
        ("150000", "内蒙古"),
        ("310115", "浦东"),
        ("533103", "芒市"),
        ("140109", "万柏林"),
        ("522300", "黔西南"),
        ("620721", "肃南"),
    ],
)
def test_the_short_name_is_what_people_say(code: str, short: str) -> None:
    assert regions()[code].short == short


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("361021", "江西省抚州市南城县"),
        ("110105", "北京市朝阳区"),
        ("500233", "重庆市忠县"),
        ("429004", "湖北省仙桃市"),
        ("419001", "河南省济源市"),
        ("441900", "广东省东莞市"),
        ("659001", "新疆维吾尔自治区石河子市"),
        ("999999", ""),
    ],
)
def test_a_full_name_goes_from_the_province_down(code: str, name: str) -> None:
    assert full_name(code) == name


def test_ancestors_skip_the_artificial_layers() -> None:
    assert ancestors("361021") == ("361000", "360000")
    assert ancestors("110105") == ("110000",)
    assert ancestors("429004") == ("420000",)
    assert ancestors("360000") == ()
    assert ancestors("000000") == ()


@pytest.mark.parametrize(
    ("ended", "now"),
    [
        ("330103", "330105"),
        ("330104", "330102"),
        ("320124", "320117"),
        ("310108", "310106"),
        ("310103", "310101"),
        ("110103", "110101"),
        ("120225", "120119"),
        ("362502", None),
        ("511521", "511504"),
        ("420681", "421303"),
        ("371202", "370116"),
        ("130103", "130102"),
        ("410306", "410308"),
        ("512301", "500102"),
        ("510222", "500113"),
        ("442129", "460400"),
        ("542421", "540602"),
        ("361021", "361021"),
    ],
)
def test_an_ended_code_leads_to_what_the_place_is_now(ended: str, now: str | None) -> None:
    if now is None:
        assert ended not in regions() or current(ended) is not None
    else:
        assert current(ended) == now


def test_distance_is_symmetric_and_about_right() -> None:
    assert distance_km("361021", "361021") == 0
    assert distance_km("110000", "310000") == distance_km("310000", "110000")
    assert 1040 < distance_km("110000", "310000") < 1100
    assert 30 < distance_km("361021", "361000") < 60
    assert math.isnan(distance_km("361021", "000000"))


def test_the_smallest_common_area_is_found() -> None:
    assert common_area("361021", "361022") == "361000"
    assert common_area("361021", "360100") == "360000"
    assert common_area("361021", "440300") is None
    assert common_area("361021") == "361021"
    assert common_area() is None
    assert is_within("361021", "360000") and not is_within("360000", "361021")


def test_every_town_lies_in_a_standing_division() -> None:
    assert len(towns()) > 41_000
    assert len({town.code for town in towns()}) == len(towns())
    assert all(regions()[town.county].active for town in towns())
    assert [town.county for town in towns() if town.name == "浔溪乡"] == ["361021"]


def test_every_industry_has_its_parent_one_level_up() -> None:
    table = industries()
    assert [sum(entry.level == level for entry in table.values()) for level in (1, 2)] == [20, 97]
    for entry in table.values():
        if entry.level == 1:
            assert entry.parent is None
        else:
            assert entry.parent is not None
            assert table[entry.parent].level == entry.level - 1, entry
    assert broader("A0412") == ("A041", "A04", "A")
    assert broader("nowhere") == ()


def test_sections_divisions_and_what_people_name_are_in_english_too() -> None:
    for entry in industries().values():
        if entry.level <= 2 or entry.aliases:
            assert entry.name_en, entry
        assert entry.name_en.isascii() or "é" in entry.name_en, entry


AKIN = 0.4
"""So near must two industries be that share a word."""


def test_an_alias_that_names_two_industries_names_two_that_are_near() -> None:
    named: dict[str, list[str]] = {}
    for entry in industries().values():
        assert len(set(entry.aliases)) == len(entry.aliases), entry.code
        for alias in entry.aliases:
            named.setdefault(alias, []).append(entry.code)
    far = {alias: codes for alias, codes in named.items() if industry_nearness(codes[0], codes[-1]) < AKIN}
    assert far == {}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("养鱼", "A041"),
        ("电商", "F5292"),
        ("物流", "G543"),
        ("白莲", "A0141"),
        ("蜜桔", "A0153"),
        ("民宿", "H613"),
        ("餐饮", "H62"),
        ("家政", "O801"),
        ("小龙虾", "A0412"),
    ],
)
def test_what_people_say_finds_its_industry(said: str, code: str) -> None:
    assert [entry.code for entry in industries().values() if said in entry.aliases] == [code]
