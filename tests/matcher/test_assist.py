"""Help for members: what is asked for in anybody's words, where it is covered, and whom a service's conditions rule out."""

from datetime import date
from typing import Any

import pytest

from api.use_cases.scoring import score_pair
from matcher.explanation import Explanation

TODAY = date(2026, 11, 22)
MEMBER = {"户籍地": "江西省广昌县", "现居地": "浙江省慈溪市", "意向": "求助"}


def assist(member: dict[str, str], service: dict[str, str]) -> Explanation:
    """The explanation of one member and one service."""
    asked: dict[str, Any] = {"sheet": {**MEMBER, **member}}
    given = {"sheet": {"事项名称": "服务", "所在地": "浙江省慈溪市", **service}}
    return score_pair({"track": "assist", "member": asked, "opportunity": given}, TODAY)[0]


def unmet(found: Explanation) -> set[str]:
    """The hard conditions that are not met."""
    return {requirement.key for requirement in found.requirements if requirement.status == "unmet"}


LEGAL = {"事项名称": "欠薪维权窗口", "类型": "法律援助"}


@pytest.mark.parametrize("words", ["老板拖着三个月钱不给", "包工头跑了，血汗钱没给", "讨薪"])
def test_unpaid_wages_are_understood_in_the_words_that_people_use(words: str) -> None:
    wages = assist({"求助事项": words}, LEGAL)
    course = assist({"求助事项": words}, {"事项名称": "三个月焊工班", "类型": "技能培训"})
    divorce = assist({"求助事项": words}, {"事项名称": "婚姻家庭法律援助", "类型": "法律援助"})
    assert wages.score > divorce.score > course.score


def test_what_is_asked_is_read_from_the_remarks_where_its_own_cell_is_blank() -> None:
    told = assist({"备注": "孩子九月要上一年级"}, {"事项名称": "入学指引", "类型": "子女入学"})
    assert told.score > assist({"备注": "随时联系"}, {"事项名称": "入学指引", "类型": "子女入学"}).score


def test_the_kind_of_a_service_speaks_for_it_where_its_name_does_not() -> None:
    advance = assist({"求助事项": "刚进厂没钱吃饭"}, {"事项名称": "暖心服务", "类型": "工资借支"})
    assert advance.score > assist({"求助事项": "刚进厂没钱吃饭"}, {"事项名称": "暖心服务", "类型": "法律援助"}).score


def test_a_word_in_common_does_not_make_legal_aid_a_course() -> None:
    course = assist({"求助事项": "想学电焊考个证"}, {"事项名称": "焊工夜校", "类型": "技能培训"})
    assert course.score - assist({"求助事项": "想学电焊考个证"}, {"事项名称": "焊工工伤赔偿", "类型": "法律援助"}).score > 20


@pytest.mark.parametrize(
    ("member", "service"),
    [
        ({"求助事项": "被辞退没赔", "备注": "手里没合同"}, {"类型": "法律援助", "服务对象": "须有书面劳动合同者"}),
        ({"求助事项": "孩子上一年级"}, {"类型": "子女入学", "服务对象": "只收高中段"}),
        ({"求助事项": "想支点钱", "备注": "在厂两年，每月都发"}, {"类型": "工资借支", "服务对象": "新入职员工"}),
        ({"求助事项": "三年前工伤"}, {"类型": "法律援助", "说明": "受伤一年内可申请"}),
        ({"求助事项": "孩子上学"}, {"类型": "子女入学", "服务对象": "仅限慈溪户籍"}),
    ],
)
def test_a_stated_condition_that_the_case_does_not_meet_rules_the_service_out(member: dict[str, str], service: dict[str, str]) -> None:
    assert "case" in unmet(assist(member, service))


@pytest.mark.parametrize("audience", ["须有书面劳动合同者", "只收高中段", "新入职员工", "仅限女职工", "仅限少数民族"])
def test_a_condition_on_what_nobody_stated_rules_nobody_out(audience: str) -> None:
    assert not unmet(assist({"求助事项": "求助"}, {"类型": "法律援助", "服务对象": audience}))


def test_help_in_another_city_is_ruled_out_unless_it_can_be_had_from_afar() -> None:
    far = {**LEGAL, "所在地": "上海市嘉定区"}
    assert "coverage" in unmet(assist({"求助事项": "讨薪"}, far))
    assert not unmet(assist({"求助事项": "讨薪"}, {**far, "说明": "全国可电话咨询"}))


def test_a_course_at_home_helps_little_whom_work_keeps_away() -> None:
    here = assist({"求助事项": "学电工"}, {"事项名称": "电工班", "类型": "技能培训"})
    home = assist({"求助事项": "学电工"}, {"事项名称": "电工班", "类型": "技能培训", "所在地": "江西省广昌县"})
    assert here.score > home.score


def test_a_day_course_is_ruled_out_for_who_can_come_in_the_evening_only() -> None:
    day = {"事项名称": "电工班", "类型": "技能培训", "时间": "工作日白天"}
    assert "attendance" in unmet(assist({"求助事项": "学电工", "可服务时间": "晚上"}, day))
    assert not unmet(assist({"求助事项": "学电工"}, day))
