"""Who would put money into what at home: sums, terms, trades and what somebody ruled out."""

import pytest

from tests.matcher.projects import invest, points, unmet


def test_a_member_whose_money_is_unknown_is_not_excluded() -> None:
    assert invest({"可投资金": ""}).eligible
    assert invest({"可投资金": "看项目"}).eligible


def test_known_enough_stands_above_unknown_and_too_little_is_excluded() -> None:
    assert invest().score > invest({"可投资金": ""}).score
    assert unmet(invest({"可投资金": "3万"})) == {"least_ticket"}
    assert unmet(invest({"可投资金": "暂时拿不出钱"})) == {"least_ticket"}


@pytest.mark.parametrize("sum_", ["20万", "贰拾万", "20个w", "二十萬", "20万以内", "二十来万", "十几二十万"])
def test_a_sum_counts_however_it_is_written(sum_: str) -> None:
    assert invest({"可投资金": sum_}).eligible


def test_a_share_below_what_was_firmly_set_excludes_and_a_wish_does_not() -> None:
    split = {"收益分配": "村集体70%，出资人30%"}
    assert unmet(invest({"备注": "分红低于四成不投"}, split)) == {"terms"}
    wished = invest({"备注": "最好分四成以上"}, split)
    assert wished.eligible
    assert wished.score < invest({}, split).score
    assert invest({"备注": "分红低于四成不投"}, {"收益分配": "村集体51%，出资人49%"}).eligible


def test_a_share_that_nobody_stated_is_no_clash() -> None:
    assert invest({"备注": "不控股不投"}).eligible


@pytest.mark.parametrize("remark", ["三年内必须回本", "当年就要见分红"])
def test_a_wait_longer_than_was_set_excludes(remark: str) -> None:
    assert unmet(invest({"备注": remark}, {"需求说明": "预计八年回本"})) == {"terms"}
    assert invest({"备注": "十年回本也行"}, {"需求说明": "预计八年回本"}).eligible


def test_who_wants_the_money_safe_is_not_sent_where_losses_are_ones_own() -> None:
    careful = {"备注": "要有抵押或保底，不然不投"}
    assert unmet(invest(careful, {"收益分配": "无保底，盈亏自负"})) == {"terms"}
    backed = points(invest(careful, {"收益分配": "年保底6%"}), "terms")
    assert backed > points(invest(careful, {"收益分配": "村集体51%，出资人49%"}), "terms")


def test_only_money_does_not_do_where_somebody_must_be_there() -> None:
    assert unmet(invest({}, {"需求说明": "合伙人须驻厂参与经营"})) == {"part"}
    assert invest({"参与方式": "参与经营"}, {"需求说明": "合伙人须驻厂参与经营"}).eligible
    assert invest({"参与方式": ""}, {"需求说明": "合伙人须驻厂参与经营"}).eligible
    assert invest({}, {"需求说明": "可只出资，不必常住"}).eligible


def test_who_wants_the_last_word_does_not_go_where_investors_have_none() -> None:
    ruler = {"参与方式": "牵头", "备注": "自己说了算才投"}
    assert unmet(invest(ruler, {"需求说明": "出资人不参与管理，只按年分红"})) == {"part"}


@pytest.mark.parametrize(
    ("remark", "key"),
    [
        ("今年不再投", "size"),
        ("一百万以下不谈", "size"),
        ("养殖类的一律不投", "never_trade"),
        ("只投水果", "only_trade"),
        ("除了茶叶的项目别的都不投", "only_trade"),
        ("只投长三角", "only_place"),
    ],
)
def test_what_was_ruled_out_in_so_many_words_excludes(remark: str, key: str) -> None:
    assert unmet(invest({"备注": remark})) == {key}


@pytest.mark.parametrize("remark", ["餐饮不投", "只投水产", "除了养鱼别的都不投", "只投江西", "三十万以下不谈", "以前投过水果"])
def test_what_was_ruled_out_elsewhere_does_not_exclude(remark: str) -> None:
    assert invest({"备注": remark}).eligible


def test_a_project_that_has_all_it_wanted_excludes_everybody() -> None:
    assert unmet(invest({}, {"需求说明": "资金已筹齐"})) == {"full"}
    assert unmet(invest({}, {"需求说明": "已落实50万"})) == {"full"}
    assert invest({}, {"需求说明": "已落实20万"}).eligible


def test_what_has_run_out_is_not_open_and_an_unstated_day_never_runs_out() -> None:
    assert unmet(invest({}, {"有效期至": "2025-06-30"})) == {"open"}
    assert invest({}, {"有效期至": "2027-06-30"}).eligible


def test_home_comes_before_the_next_county_and_that_before_another_province() -> None:
    places = ("江西省南城县", "江西省南丰县", "江西省九江市", "广西钦州市")
    scores = [invest({}, {"所在地": place}).score for place in places]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_place_far_from_home_never_excludes_by_itself() -> None:
    assert invest({}, {"所在地": "新疆喀什市"}).eligible


def test_the_trade_itself_comes_before_a_neighbour_and_that_before_a_stranger() -> None:
    trades = ("水产", "水产加工", "软件")
    scores = [invest({}, {"行业": trade, "项目名称": "新项目"}).score for trade in trades]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_broad_cell_means_what_the_name_says() -> None:
    fish = {"项目名称": "鳙鱼苗繁育", "行业": "养殖"}
    pigs = {"项目名称": "生态猪场", "行业": "养殖"}
    assert points(invest({"关注行业": "水产"}, fish), "industry") > points(invest({"关注行业": "生猪"}, fish), "industry")
    assert points(invest({"关注行业": "生猪"}, pigs), "industry") > points(invest({"关注行业": "水产"}, pigs), "industry")


def test_a_word_of_the_name_beside_the_trade_counts_less() -> None:
    cinema, orchard = {"项目名称": "樱桃电影院", "行业": "影视"}, {"项目名称": "樱桃园", "行业": "水果"}
    assert points(invest({"关注行业": "樱桃"}, cinema), "industry") < points(invest({"关注行业": "樱桃"}, orchard), "industry") / 1.5


def test_a_known_trade_counts_where_nothing_is_followed() -> None:
    known = invest({"关注行业": "", "工作经历": "开鱼塘十年"})
    assert points(known, "industry") > points(invest({"关注行业": ""}), "industry")
