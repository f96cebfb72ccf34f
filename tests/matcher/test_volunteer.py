"""Who can help with a matter or join a team: what they can do, when, where from, and what they rule out."""

from collections.abc import Mapping

import pytest

from api.use_cases.scoring import score_pair
from matcher.explanation import Explanation
from tests.matcher.projects import TODAY, points, unmet

HELPER = {"户籍地": "江西省南城县", "现居地": "江西省南城县", "意向": "服务", "服务特长": "理发", "可服务时间": "周末"}
HAIRCUTS = {"事项名称": "给老人理发", "类型": "志愿服务", "所在地": "江西省南城县", "时间": "周六上午"}
BOOKS = {"事项名称": "给村小捐书", "类型": "实事认领", "所在地": "江西省南城县", "认领方式": "多人一领", "说明": "寄来或转账都行"}
Sheet = Mapping[str, str]


def volunteer(member: Sheet, service: Sheet) -> Explanation:
    """How somebody who would help and a matter meet."""
    pair = {"track": "volunteer", "member": {"sheet": dict(member)}, "opportunity": {"sheet": dict(service)}}
    return score_pair(pair, TODAY)[0]


@pytest.mark.parametrize(
    ("job", "matter", "skill"),
    [("水电工十年", "给独居老人换灯修水管", "水电"), ("开理发店", "给老人剪头", "理发"), ("卫生院护士", "义诊量血压", "护士")],
)
def test_a_former_job_tells_what_somebody_can_help_with(job: str, matter: str, skill: str) -> None:
    service = {**HAIRCUTS, "事项名称": matter, "技能要求": skill}
    fit = volunteer({**HELPER, "服务特长": "", "工作经历": job}, service)
    other = volunteer({**HELPER, "服务特长": "", "工作经历": "仓库管理员"}, service)
    assert points(fit, "knowhow") > points(other, "knowhow")
    assert fit.score > other.score


def test_anybody_can_lend_a_hand_with_an_open_matter_and_not_with_a_skilled_one() -> None:
    litter = volunteer(HELPER, {**HAIRCUTS, "事项名称": "捡垃圾"})
    repairs = volunteer(HELPER, {**HAIRCUTS, "事项名称": "修家电", "技能要求": "修家电"})
    assert volunteer(HELPER, HAIRCUTS).score > litter.score > repairs.score


@pytest.mark.parametrize("hours", ["工作日白天", "周六不行，周一休息", "周一至周五晚上，周末要上班"])
def test_times_that_never_meet_exclude(hours: str) -> None:
    assert unmet(volunteer({**HELPER, "可服务时间": hours}, HAIRCUTS)) == {"meeting"}


@pytest.mark.parametrize("hours", ["", "周六", "周末上午", "随时", "都可以，提前说"])
def test_times_that_can_meet_or_are_not_stated_do_not(hours: str) -> None:
    assert volunteer({**HELPER, "可服务时间": hours}, HAIRCUTS).eligible


def test_a_note_may_rule_a_day_out() -> None:
    assert unmet(volunteer({**HELPER, "可服务时间": "", "备注": "周六要上班"}, HAIRCUTS)) == {"meeting"}


def test_who_comes_home_for_the_festival_can_help_then_and_not_every_week() -> None:
    away = {**HELPER, "现居地": "广东省东莞市", "可服务时间": "过年在家"}
    assert volunteer(away, {**HAIRCUTS, "时间": "腊月二十五"}).eligible
    assert unmet(volunteer(away, {**HAIRCUTS, "时间": "每周六上午"})) == {"meeting"}


def test_home_counts_less_for_who_lives_far_and_names_no_time_of_being_there() -> None:
    near, far = (points(volunteer({**HELPER, "现居地": place}, HAIRCUTS), "distance") for place in ("江西省南城县", "广东省东莞市"))
    assert near > far


def test_giving_needs_nobody_to_come() -> None:
    giver = {**HELPER, "现居地": "广东省东莞市", "服务特长": "捐钱捐书都行，人回不去", "可服务时间": ""}
    assert volunteer(giver, BOOKS).eligible
    assert unmet(volunteer(giver, HAIRCUTS)) == {"presence"}
    assert volunteer(giver, BOOKS).score > volunteer({**giver, "服务特长": "唱歌"}, BOOKS).score


@pytest.mark.parametrize(
    ("remark", "matter"),
    [("不会游泳", "防溺水巡查，要会游泳"), ("高空的活不接", "给五保户修屋顶，要上房"), ("不捐钱", "捐款助学"), ("不会电脑", "用电脑录入书目")],
)
def test_what_somebody_rules_out_is_not_asked_of_them(remark: str, matter: str) -> None:
    service = {**HAIRCUTS, "事项名称": matter}
    assert "refused" in unmet(volunteer({**HELPER, "备注": remark}, service))
    assert volunteer(HELPER, service).eligible


def test_who_helps_in_one_place_only_is_not_asked_elsewhere() -> None:
    local = {**HELPER, "备注": "只在本县"}
    assert volunteer(local, HAIRCUTS).eligible
    assert unmet(volunteer(local, {**HAIRCUTS, "所在地": "江西省黎川县"})) == {"presence"}


@pytest.mark.parametrize(("held", "excluded"), [("C1驾驶证", {"licence"}), ("A1驾驶证", set()), ("", set())])
def test_a_higher_class_of_licence_is_not_met_by_a_lower_one_and_silence_does_not_exclude(held: str, excluded: set[str]) -> None:
    driver = {**HELPER, "服务特长": "开车", "工作经历": "", "证书": held}
    outing = {**HAIRCUTS, "事项名称": "老人郊游大巴", "技能要求": "大客车A1驾驶证"}
    assert unmet(volunteer(driver, outing)) == excluded


def test_who_owns_a_factory_is_asked_for_gifts_before_who_works_in_one() -> None:
    gifts = {**HAIRCUTS, "事项名称": "认捐课桌椅", "技能要求": "", "时间": ""}
    owner = volunteer({**HELPER, "服务特长": "", "工作经历": "开家具厂"}, gifts)
    worker = volunteer({**HELPER, "服务特长": "", "工作经历": "仓库管理员"}, gifts)
    assert points(owner, "knowhow") > points(worker, "knowhow")
