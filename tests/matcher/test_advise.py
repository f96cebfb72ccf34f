"""Who can advise a project at home: the know-how, the goods, the market, and whether the help can be given."""

from collections.abc import Mapping

import pytest

from api.use_cases.scoring import score_pair
from matcher.explanation import Explanation
from tests.matcher.projects import TODAY, points, unmet

AGRONOMIST = {"户籍地": "江西省南城县", "现居地": "江西省南昌市", "意向": "出谋", "工作经历": "农科所花生栽培技术员十年"}
PEANUTS = {"项目名称": "花生高产示范", "所在地": "江西省南城县", "行业": "种植", "需求类型": "技术", "需求说明": "缺花生高产栽培技术"}
ORANGES = {"项目名称": "蜜桔外销", "所在地": "江西省南城县", "行业": "水果", "需求类型": "销路", "需求说明": "要进广州的批发市场"}
DEALER = {"户籍地": "江西省南城县", "现居地": "广东省广州市", "意向": "出谋", "工作经历": "江南市场水果批发档口八年"}
Sheet = Mapping[str, str]


def advise(member: Sheet, need: Sheet) -> Explanation:
    """How somebody who would advise and a need meet."""
    return score_pair({"track": "advise", "member": {"sheet": dict(member)}, "opportunity": {"sheet": dict(need)}}, TODAY)[0]


def test_the_right_know_how_with_the_right_goods_comes_first() -> None:
    own = advise(AGRONOMIST, PEANUTS)
    other_goods = advise({**AGRONOMIST, "工作经历": "农科所脐橙栽培技术员十年"}, PEANUTS)
    other_trade = advise({**AGRONOMIST, "工作经历": "花生油厂会计十年"}, PEANUTS)
    assert own.score > other_goods.score > other_trade.score


def test_who_knows_the_crop_does_not_therefore_know_how_to_sell_it() -> None:
    grower = {**DEALER, "工作经历": "种蜜桔二十年"}
    assert points(advise(grower, ORANGES), "knowhow") == 0
    assert advise(DEALER, ORANGES).score > advise(grower, ORANGES).score


@pytest.mark.parametrize("job", ["水果批发", "连锁超市采购经理", "学校食堂采购", "社区团购团长", "开水果店"])
def test_whoever_buys_or_sells_for_a_living_has_ways_of_selling(job: str) -> None:
    told = advise({**DEALER, "工作经历": job}, ORANGES)
    assert points(told, "knowhow") >= 0.3 * told.scorecard.entry("knowhow").maximum


def test_a_market_elsewhere_counts_less_than_an_unknown_one() -> None:
    there, unknown = advise(DEALER, ORANGES), advise({**DEALER, "现居地": ""}, ORANGES)
    elsewhere = advise({**DEALER, "现居地": "黑龙江省哈尔滨市"}, ORANGES)
    assert there.score > unknown.score > elsewhere.score


def test_goods_that_only_sound_alike_are_other_goods() -> None:
    phones = {**DEALER, "工作经历": "苹果手机批发"}
    apples = {**ORANGES, "项目名称": "苹果外销"}
    assert points(advise(phones, apples), "knowhow") < points(advise(DEALER, apples), "knowhow")


def test_who_sells_a_tool_need_not_be_able_to_use_it() -> None:
    need = {**PEANUTS, "项目名称": "农机棚", "需求说明": "缺会电焊的师傅", "技能要求": "焊工"}
    welder, seller = ({**AGRONOMIST, "工作经历": work} for work in ("电焊工八年", "卖电焊机八年"))
    assert points(advise(welder, need), "knowhow") > points(advise(seller, need), "knowhow")


@pytest.mark.parametrize("remark", ["太忙，一切指导都不接了", "不能远程，也回不去"])
def test_who_takes_nothing_on_is_not_proposed(remark: str) -> None:
    assert unmet(advise({**AGRONOMIST, "备注": remark}, PEANUTS)) == {"presence"}


def test_who_says_that_he_cannot_sell_is_not_asked_to() -> None:
    assert unmet(advise({**DEALER, "工作经历": "种蜜桔", "备注": "不会卖东西"}, ORANGES)) == {"refused"}
    assert advise({**DEALER, "工作经历": "种蜜桔"}, ORANGES).eligible


@pytest.mark.parametrize("hours", ["只有周末", "工作日晚上", "只能线上", "每季度回来两天"])
def test_a_post_on_the_spot_all_year_is_not_for_who_has_little_time_or_cannot_come(hours: str) -> None:
    post = {**PEANUTS, "需求说明": "花生栽培技术员，全年驻场"}
    assert unmet(advise({**AGRONOMIST, "可服务时间": hours}, post)) >= {"presence"}
    assert advise(AGRONOMIST, post).eligible
    assert advise({**AGRONOMIST, "可服务时间": hours}, {**PEANUTS, "需求说明": "花生栽培，不用驻场，可视频"}).eligible


def test_a_fixed_day_that_the_member_has_ruled_out_excludes() -> None:
    clinic = {**PEANUTS, "需求说明": "花生栽培，每周三上午坐诊"}
    assert unmet(advise({**AGRONOMIST, "可服务时间": "周六日"}, clinic)) == {"meeting"}
    assert advise(AGRONOMIST, clinic).eligible


def test_a_month_in_which_the_trouble_comes_is_not_the_time_of_the_help() -> None:
    assert advise({**AGRONOMIST, "可服务时间": "农闲十一月到二月"}, {**PEANUTS, "需求说明": "花生七月烂根，要懂栽培的"}).eligible


def test_silence_about_oneself_excludes_nobody_and_stands_between() -> None:
    silent = advise({"户籍地": "江西省南城县", "意向": "出谋"}, PEANUTS)
    assert silent.eligible
    assert advise(AGRONOMIST, PEANUTS).score > silent.score > advise({**AGRONOMIST, "工作经历": "理发师"}, PEANUTS).score
