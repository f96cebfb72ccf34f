"""Pairing: one gives where the other receives, in the same trade, far enough apart in years, where and when they can meet."""

from datetime import date
from typing import Any

import pytest

from api.use_cases.scoring import score_pair
from data.reading.pairing_wish import read_place_side, read_side, read_standing
from data.vocabulary import PairingWish
from matcher.explanation import Explanation

TODAY = date(2026, 11, 22)
NEWCOMER = {"现居地": "江苏省昆山市", "意向": "结对", "工作经历": "电工学徒", "结对意愿": "想找个师傅带"}


def mentor(member: dict[str, str], place: dict[str, str]) -> Explanation:
    """The explanation of one member and one place."""
    person: dict[str, Any] = {"sheet": {**NEWCOMER, **member}}
    given = {"sheet": {"事项名称": "电工师傅带徒", "类型": "结对帮带", "所在地": "江苏省昆山市", **place}}
    return score_pair({"track": "mentor", "member": person, "opportunity": given}, TODAY)[0]


def unmet(found: Explanation) -> set[str]:
    """The hard conditions that are not met."""
    return {requirement.key for requirement in found.requirements if requirement.status == "unmet"}


@pytest.mark.parametrize("wish", ["愿带新人", "愿意带徒弟", "能教", "可以带人"])
def test_who_offers_is_a_giver(wish: str) -> None:
    assert read_side(wish).wish is PairingWish.GIVE


@pytest.mark.parametrize("wish", ["求带", "想学当店长", "谁带带我", "想跟版师学", "缺人带"])
def test_who_would_learn_is_a_receiver(wish: str) -> None:
    assert read_side(wish).wish is PairingWish.RECEIVE


@pytest.mark.parametrize(
    ("name", "description", "side"),
    [
        ("老钣金师傅找徒弟", "", PairingWish.GIVE),
        ("贴片机师傅带徒", "愿带新人", PairingWish.GIVE),
        ("刚学焊的新手找师傅", "入行两个月", PairingWish.RECEIVE),
        ("招募导师", "", PairingWish.RECEIVE),
        ("养蜂新手", "求个老师傅", PairingWish.RECEIVE),
    ],
)
def test_a_place_says_by_its_words_whether_it_gives_or_seeks(name: str, description: str, side: PairingWish) -> None:
    assert read_place_side(name, description).wish is side


def test_two_who_would_both_learn_are_not_paired() -> None:
    assert "wishes" in unmet(mentor({}, {"事项名称": "电工新手找师傅", "说明": "求带"}))
    assert not unmet(mentor({}, {}))


def test_who_wants_no_pairing_is_not_paired_and_who_said_nothing_may_be() -> None:
    assert "wishes" in unmet(mentor({"结对意愿": "不带人，没空"}, {}))
    assert not unmet(mentor({"结对意愿": ""}, {}))


def test_a_mentor_of_the_trade_that_is_wanted_comes_before_one_of_the_former_trade() -> None:
    wish = {"工作经历": "保安", "结对意愿": "想学电工，找师傅"}
    assert mentor(wish, {}).score > mentor(wish, {"事项名称": "保安队长带新人"}).score


def test_many_years_ahead_are_better_than_one() -> None:
    assert mentor({}, {"说明": "干了十二年，愿带"}).score > mentor({}, {"说明": "干了一年，愿带"}).score


def test_years_that_are_asked_of_the_other_are_not_ones_own() -> None:
    read = read_standing("学苏绣一个月，想找绣龄十年以上的老师")
    assert read.years is not None
    assert read.years < 1
    assert read.least == 10


def test_a_full_mentor_is_ruled_out() -> None:
    assert "pair_room" in unmet(mentor({}, {"说明": "名额已满"}))


def test_times_that_never_meet_rule_out() -> None:
    assert "pair_times" in unmet(mentor({"可服务时间": "周末"}, {"时间": "周一到周五白天"}))


def test_a_mentor_far_away_is_ruled_out_in_person_and_welcome_on_line() -> None:
    far = {"所在地": "甘肃省兰州市"}
    assert "pair_reach" in unmet(mentor({"户籍地": "江苏省昆山市"}, {**far, "说明": "仅面授"}))
    assert not unmet(mentor({"户籍地": "江苏省昆山市"}, {**far, "说明": "可视频"}))


def test_who_wants_to_meet_in_person_is_not_sent_on_line() -> None:
    assert "pair_way" in unmet(mentor({"结对意愿": "求带，只要当面，不要电话"}, {"所在地": "线上", "说明": "线上带"}))


def test_who_asks_for_tuition_is_no_mentor_of_a_pairing() -> None:
    assert "wishes" in unmet(mentor({}, {"说明": "学费两万，全日制"}))
    assert not unmet(mentor({}, {"说明": "不收学费，周末教"}))


def test_what_happened_in_spring_binds_nobody_to_spring() -> None:
    assert "pair_times" not in unmet(mentor({"可服务时间": "冬天三个月"}, {"说明": "今年春天分了六箱"}))


@pytest.mark.parametrize("wish", ["退休了想把手艺传下去", "谁想学来找我", "乐意带，每周可以"])
def test_who_would_hand_on_a_craft_is_a_giver(wish: str) -> None:
    assert read_side(wish).wish is PairingWish.GIVE
