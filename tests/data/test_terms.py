"""What rows say beyond their headings: terms of projects, tolerances of investors, assets, markets, figures, coming home."""

from collections.abc import Callable
from datetime import date

import pytest

from data.reading.assets import read_holdings
from data.reading.attendance import read_online, read_seasonal
from data.reading.channels import read_channels, read_markets
from data.reading.returning import read_current_pay, said_of_return
from data.reading.shares import WHOLE, find_shares
from data.reading.terms import (
    read_bonus,
    read_horizon,
    read_involvement,
    read_most,
    read_offer,
    read_promised,
    read_stake,
    read_tickets,
)
from data.reading.tolerances import read_guaranteed, read_least_share, read_longest_wait
from data.reading.yields import read_yields
from data.records import Member, Project
from data.reference.assets import assets
from data.reference.channels import channels
from data.sheets.rows import record_from_row
from data.vocabulary import NEED_WORDS, Involvement, NeedKind, RecordKind

TODAY = date(2026, 11, 22)
ONLY, PART, LEAD = Involvement.MONEY_ONLY, Involvement.TAKE_PART, Involvement.TAKE_LEAD


def shares(text: str) -> dict[str, float]:
    return {share.party: share.percent / 100 for share in find_shares(text)}


def horizon(text: str) -> tuple[float, float | None] | None:
    years = read_horizon(text)
    return (years.low, years.high) if years else None


def offer(text: str) -> tuple[float | None, str | None] | None:
    pay = read_offer(text)
    return (pay.low_raw, pay.period) if pay else None


def markets(text: str) -> list[str | None]:
    return [place.code for place in read_markets(text)]


def holdings(text: str) -> list[tuple[str, float | None, str]]:
    return [(one.kind, one.quantity, one.unit) for one in read_holdings(text, "已有资源")]


def earns(text: str) -> tuple[float | None, str | None] | None:
    pay = read_current_pay(text)
    return (pay.low_raw, pay.period) if pay else None


def figures(text: str) -> dict[str, object]:
    """Every figure read, as (value, unit); a range has its end as well."""
    read = read_yields(text, "需求说明")
    if read is None:
        return {}
    single = {name: getattr(read, name) for name in ("quantity", "per_mu", "area", "price", "revenue", "profit")}
    told: dict[str, object] = {name: (f.value, f.unit) if f.high is None else (f.value, f.high, f.unit) for name, f in single.items() if f}
    if read.costs:
        told["costs"] = [(cost.value, cost.unit) for cost in read.costs]
    return told


SHARES: list[tuple[str, dict[str, float]]] = [
    ("村集体51%，出资人49%", {"村集体": 51, "出资人": 49}),
    ("投资方40%，合作社60%", {"投资方": 40, "合作社": 60}),
    ("户主30% 村10% 投资方60%", {"户主": 30, "村": 10, "投资方": 60}),
    ("四六分，出资方四", {"出资方": 40, "另一方": 60}),
    ("村里五成一，基金四成九", {"村里": 51, "基金": 49}),
    ("村集体、基金会、农户按4:3:3分配", {"村集体": 40, "基金会": 30, "农户": 30}),
    ("村里和投资人对半分", {"村里": 50, "投资人": 50}),
    ("出资人45%，其余归村集体", {"出资人": 45, "村集体": 55}),
    ("百分之五十一归村集体，百分之四十九归股东", {"村集体": 51, "股东": 49}),
    ("村占百分之三十三点五，公司占66.5%", {"村": 33.5, "公司": 66.5}),
    ("投资方不超过49%", {}),
    ("出资人占股40%-60%", {}),
    ("同股同权", {}),
    ("面议", {}),
    ("按出资比例分红，前两年保留三成作发展金", {}),
    ("带头人按销售额提8%", {}),
    ("回本前投资人七成，三年后五五", {}),
    ("村三七开，村三，公司七", {"村": 30, "公司": 70}),
    ("利润村里拿两成，农户三成，投资人五成", {"村里": 20, "农户": 30, "投资人": 50}),
    ("村集體51％，出資人49％", {"村集体": 51, "出资人": 49}),
    ("乡贤60%、村民40%", {"乡贤": 60, "村民": 40}),
    ("股东每年保底分红8%", {}),
    ("村里拿一半，剩下的归投资人", {"村里": 50, "投资人": 50}),
    ("20%归村集体，80%归种植户", {"村集体": 20, "种植户": 80}),
]
TICKETS: list[tuple[str, tuple[float | None, float | None]]] = [
    ("1万元", (10_000, None)),
    ("5000元，单户不超过5万", (5_000, 50_000)),
    ("1万-5万", (10_000, 50_000)),
    ("1-3万", (10_000, 30_000)),
    ("1万起，最高5万", (10_000, 50_000)),
    ("每户最多3万", (None, 30_000)),
    ("10万起，单户30万封顶", (100_000, 300_000)),
    ("一股5000，不设上限", (5_000, None)),
    ("不限", (None, None)),
    ("两万元起投", (20_000, None)),
    ("每人限投1万", (None, 10_000)),
    ("至少五千", (5_000, None)),
]
MOST: list[tuple[str, float | None]] = [
    ("小额大家凑，单户不超过5万", 50_000),
    ("每人最多投2万元", 20_000),
    ("个人最高认购10万元", 100_000),
    ("出资上限20万", 200_000),
    ("成本不超过5万", None),
    ("每户限额3万", 30_000),
]
PROMISED: list[tuple[str, float | None]] = [
    ("80万（已落实20万）", 200_000),
    ("总投资100万，已认筹35万，还差65万", 350_000),
    ("已到位15万元", 150_000),
    ("自筹10万，缺30万", 100_000),
    ("20万已到位", 200_000),
    ("村里已出10万，县里补5万", 150_000),
    ("资金还没落实", 0),
    ("已落实水面320亩", None),
    ("50万元", None),
    ("已有人认了8万", 80_000),
    ("乡贤已认购三十万元", 300_000),
    ("已筹到六十多万", 600_000),
]
HORIZON: list[tuple[str, tuple[float, float | None] | None]] = [
    ("三年回本", (3, 3)),
    ("期限5年", (5, 5)),
    ("预计2-3年收回投资", (2, 3)),
    ("五年可退", (5, 5)),
    ("合作期十年", (10, 10)),
    ("投资回收期约4年", (4, 4)),
    ("一年半回本", (1.5, 1.5)),
    ("18个月回本", (1.5, 1.5)),
    ("三年内回本", (0, 3)),
    ("至少五年才回本", (5, None)),
    ("回本要三四年", (3, 4)),
    ("老屋使用权20年", None),
    ("前两年保留三成作发展金", None),
    ("带头人要有三年经验", None),
    ("期限六年，三年回本", (3, 3)),
    ("果树四年见效", (4, 4)),
]
INVOLVED: list[tuple[str, set[Involvement]]] = [
    ("缺鱼苗的钱，合作社负责养", {ONLY}),
    ("只分红不参与管理", {ONLY}),
    ("欢迎参与经营", {PART}),
    ("要能牵头运营", {LEAD}),
    ("找人牵头", {LEAD}),
    ("不参与经营", {ONLY}),
    ("可参与管理，也可只出资", {ONLY, PART}),
    ("整体承包给能人", {LEAD}),
    ("首批打包线和流动资金", set()),
    ("村里统一管理，股东坐等分红", {ONLY}),
    ("最好是合伙人一起经营", {PART}),
    ("招一名场长，全权负责", {LEAD}),
    ("不用牵头", set()),
    ("出钱又出力都欢迎", {PART}),
]
OFFER: list[tuple[str, tuple[float | None, str | None] | None]] = [
    ("年薪10万", (100_000, "year")),
    ("月薪6000+分红", (6_000, "month")),
    ("年薪8-12万，另给5%干股", (80_000, "year")),
    ("每天200元劳务费", (200, "day")),
    ("每次劳务费500元", (500, None)),
    ("驻场兽医一名", None),
    ("工人月薪4000", None),
    ("带头人占股30%", None),
    ("底薪五千加提成", (5_000, "month")),
    ("县里设备补贴10万元", None),
]
STAKE: list[tuple[str, int | None]] = [
    ("带头人占股30%起谈", 3000),
    ("场长干股10%另算出资", 1000),
    ("带头人按销售额提8%", None),
    ("带头人60%，村40%", 6000),
    ("年薪8万，另给5%干股", 500),
    ("技术入股15%", 1500),
    ("村里给两成干股", 2000),
    ("利润的20%归带头人", 2000),
    ("村集体51%，出资人49%", None),
    ("面议", None),
]
BONUS: list[tuple[str, bool | None]] = [
    ("月薪6000+分红", True),
    ("带头人按销售额提8%", True),
    ("年薪10万，没有提成", False),
    ("年薪10万", None),
]
ONLINE: list[tuple[str, bool | None]] = [
    ("鳙鱼自繁和水质管理，每月看两次，可视频", True),
    ("远程指导", True),
    ("必须到现场", False),
    ("回来常住", False),
    ("线上订房", None),
    ("会做短视频的两名", None),
    ("电话随时", True),
    ("联系电话13900000000", None),
    ("不能远程，要下地看", False),
    ("平时微信指导，关键期到现场", True),
    ("过年前后驻厂一个月", False),
    ("周末线上", True),
    ("网上卖货", None),
    ("人不用回来，拍照发来看就行", True),
]
SEASONAL: list[tuple[str, bool | None]] = [
    ("采收季", True),
    ("3-5月", True),
    ("三月到五月", True),
    ("播种和田管时各来几天", True),
    ("过年前后驻厂一个月", True),
    ("桔子季", True),
    ("农闲每月4天", True),
    ("每月看两次，可视频", None),
    ("每季度来一次", None),
    ("常年在场", False),
    ("能回来常住", False),
    ("周六", None),
    ("暑假可以回", True),
    ("保鲜到春节后", None),
]
CHANNELS: list[tuple[str, set[str]]] = [
    ("想进抚州、南昌的酒楼和商超", {"restaurant", "supermarket"}),
    ("商超、电商平台、干货批发", {"supermarket", "platform", "wholesale"}),
    ("找批发档口和社区团购", {"wholesale", "group_buy"}),
    ("接广州、杭州快返订单", {"brand_order"}),
    ("学校食堂", {"canteen"}),
    ("珠三角的批发市场，不做电商", {"wholesale"}),
    ("出口东南亚", {"export"}),
    ("抖音带货", {"live_stream"}),
    ("鲜花生和花生油", set()),
    ("江南市场有水果档口", {"wholesale"}),
    ("能进永辉和盒马", {"supermarket"}),
    ("北上广粉面连锁", {"restaurant"}),
]
MARKETS: list[tuple[str, list[str]]] = [
    ("想进抚州、南昌、厦门的酒楼和商超", ["361000", "360100", "350200"]),
    ("上海、杭州、广东优先", ["310000", "330100", "440000"]),
    ("北上广粉面连锁", ["110000", "310000", "440100"]),
    ("能帮销桔子莲子到杭州", ["330100"]),
    ("产自南城，想卖到上海", ["310000"]),
    ("找批发档口", []),
    ("江浙沪的商超", ["320000", "330000", "310000"]),
]
HOLDINGS: list[tuple[str, list[tuple[str, float | None, str]]]] = [
    ("水库水面320亩，管护房两间", [("water", 320, "亩"), ("house", 2, "间")]),
    ("标准仓1200平，三年免租", [("warehouse", 1200, "平方米"), ("rent_free", 3, "年")]),
    ("厂房800平，莲田2000亩", [("workshop", 800, "平方米"), ("land", 2000, "亩")]),
    ("厂房3000平，熟手90人", [("workshop", 3000, "平方米"), ("workers", 90, "人")]),
    ("村部厂房500平", [("house", None, ""), ("workshop", 500, "平方米")]),
    ("老屋八栋", [("house", 8, "栋")]),
    ("用地手续齐全，猪舍两栋", [("licence", None, ""), ("workshop", 2, "栋")]),
    ("标准厂房、SC证", [("workshop", None, ""), ("licence", None, "")]),
    ("仓库免租、县里设备补贴", [("warehouse", None, ""), ("rent_free", None, ""), ("subsidy", None, "")]),
    ("没有厂房，缺冷库", []),
    ("流转土地一千二百亩", [("land", 1200, "亩")]),
    ("连片旱地40亩，农机两台", [("land", 40, "亩"), ("equipment", 2, "台")]),
    ("冷库1座，注册商标", [("cold_store", 1, "座"), ("brand", None, "")]),
    ("大棚30个", [("greenhouse", 30, "个")]),
    ("拟建冷库一座", []),
    ("山林5000畝", [("forest", 5000, "亩")]),
    ("订单6000万元/年", [("orders", 60_000_000, "元")]),
]
FIGURES: list[tuple[str, dict[str, object]]] = [
    ("年产约五万斤生态鱼，想进抚州", {"quantity": (50_000, "斤")}),
    ("年产五万斤，每斤10元，成本20万", {"quantity": (50_000, "斤"), "price": (10, "斤"), "costs": [(200_000, "")]}),
    ("50000斤×10元", {"quantity": (50_000, "斤"), "price": (10, "")}),
    ("亩产800斤，40亩，6元一斤", {"per_mu": (800, "斤"), "area": (40, "亩"), "price": (6, "斤")}),
    ("年出栏3000头", {"quantity": (3000, "头")}),
    ("年产值60万，纯利15万", {"revenue": (600_000, ""), "profit": (150_000, "")}),
    ("每亩投入2000元，亩产600斤", {"per_mu": (600, "斤"), "costs": [(2000, "亩")]}),
    ("总投资100万", {}),
    ("8-10元/斤，年产2-3万斤", {"quantity": (20_000, 30_000, "斤"), "price": (8, 10, "斤")}),
    ("每季2000吨", {}),
    ("卖10块钱一斤，一年能产五万斤", {"quantity": (50_000, "斤"), "price": (10, "斤")}),
    ("干莲子年30吨", {"quantity": (30, "吨")}),
    ("收回成本", {}),
    ("年产蜂蜜2万斤，每斤40元，饲料费3万元，人工5万", {"quantity": (20_000, "斤"), "price": (40, "斤"), "costs": [(30_000, ""), (50_000, "")]}),
    ("每公斤成本6元", {"costs": [(6, "公斤")]}),
    ("年销售额预计80万元", {"revenue": (800_000, "")}),
    ("每瓶68元，年产5000瓶", {"price": (68, "瓶"), "quantity": (5000, "瓶")}),
    ("单价12元，年产量3万公斤", {"price": (12, ""), "quantity": (30_000, "公斤")}),
]
LEAST: list[tuple[str, tuple[float | None, bool]]] = [
    ("分红不低于四成", (40, True)),
    ("至少占股51%", (51, True)),
    ("要控股", (51, True)),
    ("想控股", (51, False)),
    ("不要求控股", (None, False)),
    ("占股30%以上", (30, False)),
    ("最好占四成", (40, False)),
    ("低于30%免谈", (30, True)),
    ("四六分，我拿六", (60, False)),
    ("只要两成就行", (None, False)),
    ("年化8%", (None, False)),
    ("分红四六可以谈", (None, False)),
    ("跟大家一起投，小额", (None, False)),
    ("必须控股", (51, True)),
    ("股份不能少于百分之二十", (20, True)),
]
WAIT: list[tuple[str, tuple[float | None, bool]]] = [
    ("三年内要回本", (3, True)),
    ("最好三年能回本", (3, False)),
    ("回本期不超过5年", (5, True)),
    ("钱最多放三年", (3, True)),
    ("希望2-3年收回投资", (3, False)),
    ("五金厂十年", (None, False)),
    ("五年内收回成本", (5, False)),
    ("一年半要见效", (1.5, True)),
]
SAFE: list[tuple[str, bool | None]] = [
    ("要保本", True),
    ("不能亏本", True),
    ("亏了也认，别超过一万", False),
    ("保底分红", True),
    ("要看得到账", None),
    ("不求保本", False),
    ("风险共担", False),
    ("本金安全就行", True),
]
RETURN: list[tuple[str, str | None]] = [
    ("想回来", "home"),
    ("有机会就回", "home"),
    ("明年回", "home"),
    ("暂不回", "away"),
    ("不打算回", "away"),
    ("过几年再回", "later"),
    ("孩子高考完回来", "later"),
    ("在深圳定居", "away"),
    ("晚上要回家", None),
    ("每季回来三天", None),
    ("过年回家看看", None),
    ("回来创业", "home"),
    ("暂时不回，过几年再说", "later"),
    ("离家近", None),
    ("家里老人要照顾，准备回乡", "home"),
    ("退休后再回村", "later"),
    ("工资合适就回来", "home"),
    ("没想过回去", "away"),
    ("只投家乡水库项目", None),
    ("明年想返鄉", "home"),
]
EARNS: list[tuple[str, tuple[float | None, str | None] | None]] = [
    ("现在月薪8000", (8000, "month")),
    ("年收入20万", (200_000, "year")),
    ("目前在厂里一个月拿7000", (7000, "month")),
    ("期望月薪8000", None),
    ("以前月薪6000", None),
    ("现年薪15万", (150_000, "year")),
    ("电子厂五年，现工资6500", (6500, "month")),
    ("现在一年挣十五万", (150_000, "year")),
    ("店里年营业额200万", None),
    ("目前到手9k", (9000, "month")),
    ("电子厂五年", None),
]
READERS: dict[str, tuple[Callable[[str], object], list[tuple[str, object]]]] = {
    "shares": (shares, SHARES), "tickets": (read_tickets, TICKETS), "most": (read_most, MOST), "promised": (read_promised, PROMISED),
    "horizon": (horizon, HORIZON), "involvement": (read_involvement, INVOLVED), "offer": (offer, OFFER), "stake": (read_stake, STAKE),
    "bonus": (read_bonus, BONUS), "online": (read_online, ONLINE), "seasonal": (read_seasonal, SEASONAL), "channels": (read_channels, CHANNELS),
    "markets": (markets, MARKETS), "holdings": (holdings, HOLDINGS), "figures": (figures, FIGURES), "least": (read_least_share, LEAST),
    "wait": (read_longest_wait, WAIT), "safe": (read_guaranteed, SAFE), "return": (said_of_return, RETURN), "earns": (earns, EARNS),
}  # type: ignore[dict-item]  # fmt: skip
CASES = [(name, text, gold) for name, (_, several) in READERS.items() for text, gold in several]


@pytest.mark.parametrize(("field", "text", "gold"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wording_means_what_a_clerk_would_say(field: str, text: str, gold: object) -> None:
    assert READERS[field][0](text) == gold


@pytest.mark.parametrize("text", ["", "。", "　", "￥%……&*", "嗯" * 3000, "年" * 500, "1" * 400, "51%" * 300, "（" * 200, "\u200b\ud7a3x"])
def test_nonsense_reads_as_nothing_and_quickly(text: str) -> None:
    for name, (reader, _) in READERS.items():
        found = reader(text)
        assert not found or found in ((None, None), (None, False)) or name in ("shares", "stake", "least"), (name, found)


def project(**cells: str) -> Project:
    record, _ = record_from_row(RecordKind.NEED, {"项目名称": "养鱼", "所在地": "江西南城", **cells}, TODAY)
    assert isinstance(record, Project)
    return record


def member(**cells: str) -> Member:
    record, _ = record_from_row(RecordKind.MEMBER, {"姓名": "王某", "户籍地": "江西南城", **cells}, TODAY)
    assert isinstance(record, Member)
    return record


def test_a_capital_row_has_its_terms() -> None:
    found = project(
        需求类型="资金", 需求说明="合作社负责养，三年回本，年产五万斤，每斤10元", 所需资金="80万（已落实20万）", 最低出资="1万，单户不超过5万",
        收益分配="村集体51%，出资人49%", 已有资源="水库水面320亩",
    )  # fmt: skip
    (need,) = found.needs
    assert (need.capital, need.promised, need.min_ticket, need.max_ticket) == (800_000, 200_000, 10_000, 50_000)
    assert need.years and need.years.high == 3 and need.involvement == {ONLY}
    assert [(share.party, share.percent, share.side) for share in need.shares] == [("村集体", 5100, "village"), ("出资人", 4900, "investors")]
    assert sum(share.percent for share in need.shares) == WHOLE
    assert need.yields and need.yields.price and need.yields.price.phrase.text == "每斤10元"
    assert found.cells["需求说明"][need.yields.price.phrase.start :].startswith("每斤10元")
    assert [holding.kind for holding in found.holdings] == ["water"]
    assert (need.online, need.channels, need.offer) == (None, frozenset(), None)


def test_every_kind_of_need_takes_what_is_its_own() -> None:
    said = "年薪10万，可视频，采收季来，进南昌商超"
    found = {need.kind: need for need in project(需求类型="资金、带头人、技术、销路、人才", 需求说明=said).needs}
    assert set(found) == set(NEED_WORDS.values())
    assert found[NeedKind.CHANNEL].channels == {"supermarket"} and found[NeedKind.CHANNEL].markets
    assert all(not need.channels for kind, need in found.items() if kind is not NeedKind.CHANNEL)
    assert found[NeedKind.LEADER].offer and found[NeedKind.TALENT].offer and found[NeedKind.CAPITAL].offer is None
    assert found[NeedKind.TECHNIQUE].online is True and found[NeedKind.TECHNIQUE].seasonal is True
    assert found[NeedKind.CAPITAL].online is None


def test_a_row_that_says_nothing_leaves_everything_unknown() -> None:
    found = project(需求类型="资金", 需求说明="养鱼")
    (need,) = found.needs
    assert (need.promised, need.max_ticket, need.years, need.online, need.yields, need.offer_stake) == (None,) * 6
    assert need.shares == () and need.involvement == frozenset() and found.holdings == ()


def test_a_yield_a_mu_goes_with_the_one_area_that_is_held() -> None:
    one = project(需求说明="亩产800斤", 已有资源="旱地40亩").needs[0].yields
    assert one and one.area and (one.area.value, one.area.phrase.source) == (40, "已有资源")
    two = project(需求说明="亩产800斤", 已有资源="旱地40亩，水面10亩").needs[0].yields
    assert two and two.area is None


def test_a_ticket_that_cannot_be_read_is_a_fault() -> None:
    row = {"项目名称": "养鱼", "所在地": "江西南城", "最低出资": "看着给"}
    assert [fault.where for fault in record_from_row(RecordKind.NEED, row, TODAY)[1]] == ["最低出资"]


def test_an_investor_says_what_they_insist_on() -> None:
    wish = member(意向="投资", 可投资金="20万", 参与方式="只出资，分红不低于四成", 备注="三年内要回本，要保本").invest
    assert wish and (wish.min_share, wish.min_share_firm) == (40, True)
    assert (wish.max_years, wish.max_years_firm, wish.guaranteed) == (3, True, True)
    assert wish.involvement is ONLY
    silent = member(意向="投资", 可投资金="20万").invest
    assert silent and (silent.min_share, silent.max_years, silent.guaranteed) == (None, None, None)


def test_terms_in_the_cell_of_taking_part_are_no_fault_and_nonsense_is() -> None:
    row = {"姓名": "王某", "可投资金": "20万", "参与方式": "要控股"}
    assert record_from_row(RecordKind.MEMBER, row, TODAY)[1] == ()
    assert [f.where for f in record_from_row(RecordKind.MEMBER, {**row, "参与方式": "随缘"}, TODAY)[1]] == ["参与方式"]


@pytest.mark.parametrize(
    ("cells", "wish"),
    [
        ({"意向": "求职、返乡"}, "home"),
        ({"意向": "返乡", "备注": "过几年再回"}, "later"),
        ({"意向": "求职", "备注": "暂不回"}, "away"),
        ({"意向": "求职", "期望工作地": "老家"}, "home"),
        ({"意向": "求职", "现居地": "福建晋江", "期望工作地": "南城或晋江"}, "home"),
        ({"意向": "求职", "现居地": "江西南城", "期望工作地": "南城县城"}, None),
        ({"意向": "求职", "期望工作地": "东莞"}, None),
        ({"备注": "晚上要回家"}, None),
    ],
)
def test_coming_home_is_read_from_what_was_said_last_and_plainest(cells: dict[str, str], wish: str | None) -> None:
    assert member(**cells).return_wish == wish


def test_pay_that_is_earned_now_is_kept_and_pay_that_is_wanted_is_not() -> None:
    now = member(期望薪资="9000", 工作经历="电子厂五年，现在月薪8000").current_pay
    assert now and now.low == 8000
    assert member(期望薪资="9000", 工作经历="电子厂五年").current_pay is None


def test_an_adviser_tells_how_and_where() -> None:
    serve = member(意向="出谋", 可服务时间="每月3天，可视频", 服务特长="能帮销莲子到杭州商超").serve
    assert serve and serve.online is True and serve.channels == {"supermarket"}
    assert [place.code for place in serve.markets] == ["330100"]
    worker = member(意向="求职", 技能特长="超市理货", 备注="杭州").serve
    assert worker is None


def test_every_word_of_the_tables_is_told_once_and_found() -> None:
    for table in (channels(), assets()):
        words = [alias.lower() for entry in table.values() for alias in entry.aliases]
        assert len(words) == len(set(words))
        assert all(entry.label.zh and entry.label.en for entry in table.values())
    for code, channel in channels().items():
        assert all(code in read_channels(alias) for alias in channel.aliases), code
    for code, asset in assets().items():
        assert all(code in {holding.kind for holding in read_holdings(alias, "")} for alias in asset.aliases), code
