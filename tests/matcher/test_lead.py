"""Who would come home to run what: the trade, the leading, the stake, the return and the pay given up."""

import pytest

from tests.matcher.projects import lead, points, unmet


@pytest.mark.parametrize("remark", ["暂不回", "生意走不开，回不去", "已在温州安家，不会再回去", "三年内回不去"])
def test_who_said_not_to_come_is_excluded(remark: str) -> None:
    assert unmet(lead({"备注": remark})) == {"return"}


@pytest.mark.parametrize("remark", ["年前走不开，过完年就回", "不想再回深圳打工", "想回乡定居", "在外多年，但愿意回来干", ""])
def test_who_only_spoke_of_it_is_not_excluded(remark: str) -> None:
    assert lead({"备注": remark}).eligible


def test_what_can_be_run_from_afar_asks_nobody_to_come() -> None:
    assert lead({"备注": "暂不回"}, {"需求说明": "牵头人可在外地，一个季度回来一次"}).eligible


def test_some_day_is_less_than_now_and_least_where_somebody_is_wanted_at_once() -> None:
    now, later = lead({"备注": "年底就回"}), lead({"备注": "三年以后再回"})
    urgent = lead({"备注": "三年以后再回"}, {"需求说明": "场长马上上任"})
    assert points(now, "returning") > points(later, "returning") > points(urgent, "returning")


def test_a_little_short_of_the_stake_is_worth_a_talk_and_a_fifth_is_not() -> None:
    full, short, half = (points(lead({"可投资金": sum_}), "stake") for sum_ in ("15万", "12万", "7万"))
    assert full > short > half
    assert lead({"可投资金": "7万"}).eligible
    assert unmet(lead({"可投资金": "2万"})) == {"least_stake"}
    assert unmet(lead({"可投资金": "拿不出钱"})) == {"least_stake"}
    assert lead({"可投资金": ""}).eligible


@pytest.mark.parametrize("member", [{"参与方式": "只出资"}, {"备注": "不想管事"}, {"备注": "只想打工，不想当头"}])
def test_who_would_not_run_anything_is_no_leader(member: dict[str, str]) -> None:
    assert unmet(lead(member)) == {"part"}


def test_who_comes_for_some_weeks_cannot_stay() -> None:
    assert unmet(lead({"备注": "一年只能回来两次"}, {"需求说明": "招场长，常驻"})) >= {"part"}


def test_terms_hold_for_a_leader_too() -> None:
    split = {"收益分配": "牵头人50%，村集体50%"}
    assert unmet(lead({"关注行业": "水产", "备注": "占股不到六成的不干"}, split)) == {"terms"}
    assert lead({"关注行业": "水产", "备注": "占股不到四成的不干"}, split).eligible


def test_only_home_means_only_home() -> None:
    assert unmet(lead({"备注": "只回南城，别处不去"}, {"所在地": "江西省南丰县"})) == {"only_place"}
    assert lead({"备注": "只回南城，别处不去"}).eligible


def test_pay_given_up_counts_and_never_excludes_by_itself() -> None:
    paid = [lead({"期望薪资": "10000元"}, {"需求说明": f"招场长，月薪{yuan}元"}) for yuan in (3000, 6000, 8000, 10000)]
    given = [points(each, "given_up") for each in paid]
    assert given == sorted(given)
    assert given[0] < points(lead({"期望薪资": ""}, {"需求说明": "招场长，月薪3000元"}), "given_up") < given[-1]
    assert all(each.eligible for each in paid)


def test_the_trade_counts_for_more_than_having_led_elsewhere() -> None:
    worker, stranger = lead({"工作经历": "鱼苗场技术员五年"}), lead({"工作经历": "服装厂厂长十年"})
    assert worker.score > stranger.score
    assert points(worker, "managing") < points(stranger, "managing")


def test_having_led_puts_one_of_the_trade_before_another() -> None:
    assert lead({"工作经历": "鱼苗场场长五年"}).score > lead({"工作经历": "鱼苗场工人五年"}).score


def test_an_empty_history_stands_between_the_trade_and_a_stranger() -> None:
    known, empty, stranger = (lead({"工作经历": text}).score for text in ("管过鱼苗场", "", "模具钳工十年"))
    assert known > empty > stranger


def test_words_that_only_look_alike_are_not_the_trade() -> None:
    care = {"项目名称": "养老照料中心", "行业": "养老服务", "需求说明": "找负责人"}
    nurse, seller = ({"工作经历": text} for text in ("养老院护理主管五年", "养老保险推销员五年"))
    assert points(lead(nurse, care), "record") > 3 * points(lead(seller, care), "record")


def test_home_comes_before_the_next_county_and_that_before_another_province() -> None:
    places = ("江西省南城县", "江西省南丰县", "江西省九江市", "海南省文昌市")
    scores = [lead({}, {"所在地": place}).score for place in places]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
