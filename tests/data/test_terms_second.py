"""More wordings of the same fields, written down with what they mean before the readers were tried on them."""

import pytest

from data.vocabulary import Involvement
from tests.data.test_terms import READERS

ONLY, PART, LEAD = Involvement.MONEY_ONLY, Involvement.TAKE_PART, Involvement.TAKE_LEAD
SECOND: dict[str, list[tuple[str, object]]] = {
    "shares": [
        ("村民小组10%、合作社40%、入股人50%", {"合作社": 40, "入股人": 50}),
        ("利润分配：公司占七成，村占三成", {"公司": 70, "村": 30}),
        ("集体占股51%，社会资本占股49%", {"集体": 51, "社会资本": 49}),
        ("村里二，企业八，二八开", {"村里": 20, "企业": 80}),
        ("股东60%，余下归村集体", {"股东": 60, "村集体": 40}),
        ("收益五五开", {}),
    ],
    "promised": [
        ("总共要120万，目前已筹措45万", 450000),
        ("已认缴 28 万元", 280000),
        ("合作社自筹30万元，其余招募", 300000),
        ("前期投入50万", None),
        ("10万元已有着落", 100000),
        ("目前一分钱都没到位", 0),
    ],
    "horizon": [
        ("预计三年左右可回本", (3, 3)),
        ("投资周期为五年", (5, 5)),
        ("两年半能收回成本", (2.5, 2.5)),
        ("2年回本，合作8年", (2, 2)),
        ("第三年见效", (3, 3)),
        ("五年后退还本金", (5, 5)),
    ],
    "involvement": [
        ("村委会统一打理", {ONLY}),
        ("希望投资人派人参与管理", {PART}),
        ("找个懂行的老板来承包经营", {LEAD}),
        ("投资人不参与日常管理，年底分红", {ONLY}),
        ("可以一起干", {PART}),
    ],
    "offer": [
        ("工资8000元每月，包吃住", (8000, "month")),
        ("年薪15万起", (150000, "year")),
        ("每月补贴3000元", (3000, "month")),
        ("待遇面议", None),
        ("一天300元，来回路费报销", (300, "day")),
    ],
    "stake": [
        ("可占20%股份", 2000),
        ("给运营方30%的干股", 3000),
        ("店长分红10%", 1000),
        ("投资人占60%", None),
    ],
    "online": [
        ("主要靠微信群里答疑", True),
        ("需驻村三个月", False),
        ("可以线上看图纸", True),
        ("一年来一趟现场就行", None),
        ("线下手把手教", False),
    ],
    "seasonal": [
        ("清明前后采茶时来两周", True),
        ("每年9-11月", True),
        ("全年驻点", False),
        ("稻子收割时", True),
        ("随叫随到", None),
    ],
    "channels": [
        ("帮忙联系单位食堂和商场", {"canteen", "supermarket"}),
        ("想上淘宝、拼多多", {"platform"}),
        ("直播带货找主播", {"live_stream"}),
        ("餐饮连锁采购", {"restaurant"}),
        ("农产品经纪人", set()),
    ],
    "markets": [
        ("主要卖到长沙、武汉", ["430100", "420100"]),
        ("想打开广东市场", ["440000"]),
        ("深圳和东莞的超市", ["440300", "441900"]),
    ],
    "holdings": [
        ("鱼塘80亩", [("water", 80, "亩")]),
        ("闲置小学教学楼一栋", [("house", 1, "栋")]),
        ("茶园300亩、加工厂房一座、有机认证", [("orchard", 300, "亩"), ("workshop", 1, "座"), ("brand", None, "")]),
        ("林权证齐全，竹林2000亩", [("licence", None, ""), ("forest", 2000, "亩")]),
        ("挖机一台", [("equipment", 1, "台")]),
        ("暂无", []),
    ],
    "figures": [
        ("每亩能产800斤稻谷，收购价1.5元一斤", {"per_mu": (800, "斤"), "price": (1.5, "斤")}),
        ("年加工干笋20吨，出厂价4万元/吨", {"quantity": (20, "吨"), "price": (40000, "吨")}),
        ("预计年收入120万元，成本70万元", {"revenue": (1200000, ""), "costs": [(700000, "")]}),
        ("每头猪纯利300元，年出栏2000头", {"quantity": (2000, "头"), "profit": (300, "头")}),
        ("产量3万斤，卖价每斤8块", {"quantity": (30000, "斤"), "price": (8, "斤")}),
        ("民宿一晚280元，8间房", {"price": (280, "晚")}),
    ],
    "least": [
        ("股份少于三成不谈", (30, True)),
        ("想占大头", (51, False)),
        ("希望能分到35%", (35, False)),
        ("不占股也行", (None, False)),
        ("起码拿两成半", (25, True)),
    ],
    "wait": [
        ("两年之内必须见到回头钱", (2, True)),
        ("三到五年回本都可以", (5, False)),
        ("投资期不超过三年", (3, True)),
        ("十年老厂", (None, False)),
    ],
    "safe": [
        ("稳当点，本钱不能赔", True),
        ("赔了就赔了，支持家乡", False),
        ("最好能保本", True),
        ("收益随行就市", None),
    ],
    "return": [
        ("等小孩上大学了就回来", "later"),
        ("打算年底回县里找事做", "home"),
        ("外面买了房，不回去了", "away"),
        ("家里有事，随时可回", "home"),
        ("三年后考虑返乡", "later"),
        ("不急着回", "later"),
        ("回老家照顾父母", "home"),
        ("周末回家", None),
    ],
    "earns": [
        ("目前年薪18万左右", (180000, "year")),
        ("现收入月均9000", (9000, "month")),
        ("原来在富士康6000一个月", None),
    ],
}


@pytest.mark.parametrize(("field", "text", "gold"), [(name, *case) for name, several in SECOND.items() for case in several])
def test_a_wording_that_was_not_seen_before_means_what_a_clerk_would_say(field: str, text: str, gold: object) -> None:
    assert READERS[field][0](text) == gold
