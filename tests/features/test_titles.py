"""Titles are ranked by the work they name, whatever words, script or language they use for it."""

import pytest

from data.reference.regional_words import as_on_the_mainland
from data.reference.title_kin import title_kin
from features.linking import link
from features.similarity import occupation_similarity, skill_similarity
from features.title_units import bag
from features.titles import TitleIndex

LINES = ["仓库管理员", "叉車司機", "保安", "保洁员", "月嫂", "育婴员", "门店店长", "电商运营", "低压电工", "", "会计", "babysitter", "software developer"]
INDEX = TitleIndex(LINES)

MIXED = (
    "保安队长 保洁员 物业经理 叉车司机 货车司机 出租车司机 快递员 外卖骑手 仓库管理员 分拣员 厨师长 面点师 餐厅服务员 收银员 超市导购 "
    "门店店长 育婴员 养老护理员 医院护工 注册护士 药店营业员 家政阿姨 小学老师 幼儿园老师 会计 出纳 人事专员 行政文员 销售代表 焊材销售 "
    "房产中介 电商运营 网络主播 软件开发工程师 平面设计师 低压电工 焊工 钳工 车床操作工 钢筋工 木工 油漆工 瓦工 挖掘机司机 塔吊司机 缝纫工 "
    "质检员 装配工 养猪场饲养员 蔬菜种植 护林员 理发师 汽车维修工 空调安装工 水管工 电梯维保 绿化养护 环卫工人 律师 导游 医生 兽医"
).split()
AMONG = TitleIndex(MIXED)

ALIKE = [
    ("月嫂", "育婴员"),
    ("母婴护理", "育婴员"),
    ("开过小店", "门店店长"),
    ("水电工", "低压电工"),
    ("直播带货", "电商运营"),
    ("带货主播", "网络主播"),
    ("跑滴滴", "出租车司机"),
    ("炒菜师傅", "厨师长"),
    ("打荷", "厨师长"),
    ("小区门卫", "保安队长"),
    ("库管", "仓库管理员"),
    ("送外卖", "外卖骑手"),
    ("大货车驾驶员", "货车司机"),
    ("泥瓦匠", "瓦工"),
    ("开挖机", "挖掘机司机"),
    ("烧电焊", "焊工"),
    ("QC检验", "质检员"),
    ("幼教", "幼儿园老师"),
    ("敬老院照护", "养老护理员"),
    ("财务做账", "会计"),
    ("HR", "人事专员"),
    ("程序员", "软件开发工程师"),
    ("卖房子", "房产中介"),
    ("修车师傅", "汽车维修工"),
    ("扫马路", "环卫工人"),
    ("理货打包", "分拣员"),
    ("数控车床", "车床操作工"),
    ("组装工", "装配工"),
    ("园林绿化工", "绿化养护"),
    ("跑业务", "销售代表"),
]

# What is called, what truly is of its kind, what only looks so.
NOT_ALIKE = [
    ("电工", ("低压电工", "水管工"), "电商运营"),
    ("保安", ("保安队长",), "保洁员"),
    ("保洁", ("保洁员", "环卫工人", "家政阿姨"), "保安队长"),
    ("护理(养老)", ("养老护理员",), "注册护士"),
    ("养老护理", ("养老护理员", "医院护工"), "注册护士"),
    ("焊工", ("焊工", "车床操作工"), "焊材销售"),
    ("电焊工", ("焊工",), "低压电工"),
    ("美工", ("平面设计师",), "木工"),
    ("车工", ("车床操作工", "钳工"), "货车司机"),
    ("车间主任", ("装配工",), "货车司机"),
    ("行车工", ("塔吊司机",), "出租车司机"),
    ("油工", ("油漆工",), "分拣员"),
    ("理货员", ("分拣员", "仓库管理员"), "理发师"),
    ("导购", ("超市导购", "门店店长"), "导游"),
    ("兽医", ("兽医",), "医生"),
    ("护林", ("护林员", "绿化养护"), "养老护理员"),
    ("网店客服", ("电商运营",), "平面设计师"),
    ("电梯司机", ("电梯维保",), "货车司机"),
    ("面点", ("面点师", "厨师长"), "平面设计师"),
    ("木匠", ("木工", "油漆工"), "瓦工"),
    ("铲车司机", ("挖掘机司机", "塔吊司机"), "货车司机"),
    ("收银", ("收银员", "超市导购"), "注册护士"),
    ("人事", ("人事专员",), "家政阿姨"),
    ("水果导购", ("超市导购",), "水管工"),
]

OCCUPATIONS_ALIKE = [
    ("月嫂", "母婴护理"),
    ("月嫂", "育婴员"),
    ("母婴护理", "育婴员"),
    ("开过小店", "门店店长"),
    ("水电工", "低压电工"),
    ("直播带货", "电商运营"),
    ("保安", "门卫"),
    ("叉车司机", "仓库管理员"),
    ("外卖骑手", "快递员"),
    ("货车司机", "出租车司机"),
    ("厨师", "面点师"),
    ("养老护理员", "医院护工"),
    ("家政", "保洁"),
    ("瓦工", "抹灰工"),
    ("木工", "装修工"),
    ("会计", "出纳"),
    ("缝纫工", "裁剪工"),
    ("车床操作工", "数控机床操作工"),
    ("客房服务员", "保洁员"),
    ("导购", "收银员"),
    ("养猪", "养鸡"),
    ("塔吊司机", "挖掘机司机"),
]
OCCUPATIONS_NOT_ALIKE = [
    ("电工", "电商"),
    ("保安", "保洁"),
    ("养老护理员", "注册护士"),
    ("焊工", "焊材销售"),
    ("车工", "货车司机"),
    ("美工", "木工"),
    ("理货员", "理发师"),
    ("兽医", "医生"),
    ("导购", "导游"),
    ("会计", "会务"),
    ("安全员", "保安"),
    ("厨师", "药剂师"),
    ("育种员", "育婴员"),
    ("护林员", "养老护理员"),
    ("水管工", "水果销售"),
    ("叉车司机", "叉车销售"),
    ("电焊工", "电话销售"),
    ("面点师", "面料采购"),
    ("木工", "木材销售"),
    ("律师", "教师"),
]
SKILLS_ALIKE = [("月嫂", "育婴"), ("开过小店", "门店店长"), ("水电工", "低压电工"), ("直播带货", "电商运营"), ("瓦工", "抹灰"), ("保洁", "客房服务")]
SKILLS_NOT_ALIKE = [("电工", "电商运营"), ("保安", "保洁"), ("养老护理", "护士"), ("焊工", "焊材销售"), ("导购", "导游"), ("木工", "木材销售")]


@pytest.mark.parametrize(
    ("title", "closest"),
    [("仓管", {0}), ("叉车工", {1}), ("母婴护理", {4, 5}), ("水电工", {8}), ("直播带货", {7}), ("nanny", {4, 5, 11}), ("programmer", {12})],
)
def test_the_closest_title_names_the_same_work(title: str, closest: set[int]) -> None:
    assert INDEX.rank(title)[0] in closest


@pytest.mark.parametrize(("title", "kin"), ALIKE)
def test_what_is_alike_is_among_the_first_three_of_sixty(title: str, kin: str) -> None:
    assert kin in [MIXED[at] for at in AMONG.rank(title)[:3]]


@pytest.mark.parametrize(("title", "kin", "stranger"), NOT_ALIKE)
def test_what_only_looks_alike_comes_after_the_real_kin(title: str, kin: tuple[str, ...], stranger: str) -> None:
    order = [MIXED[at] for at in AMONG.rank(title)]
    assert max(map(order.index, kin)) < order.index(stranger)


@pytest.mark.parametrize(("a", "b"), OCCUPATIONS_ALIKE)
def test_the_occupations_of_alike_titles_are_near(a: str, b: str) -> None:
    assert _between_occupations(a, b) >= 0.45


@pytest.mark.parametrize(("a", "b"), OCCUPATIONS_NOT_ALIKE)
def test_the_occupations_of_titles_that_only_look_alike_are_far(a: str, b: str) -> None:
    assert _between_occupations(a, b) <= 0.2


def test_the_skills_of_alike_titles_are_nearer_than_those_that_only_look_alike() -> None:
    assert min(_between_skills(*pair) for pair in SKILLS_ALIKE) > max(_between_skills(*pair) for pair in SKILLS_NOT_ALIKE)


def _between_occupations(a: str, b: str) -> float:
    return occupation_similarity(link("occupation", a, 1)[0].code, link("occupation", b, 1)[0].code)


def _between_skills(a: str, b: str) -> float:
    one, other = link("skill", a, 1)[0].code, link("skill", b, 1)[0].code
    return max(skill_similarity(one, other), skill_similarity(other, one))


@pytest.mark.parametrize(
    ("said", "kin"),
    [("lawyer", "律师"), ("nurse", "注册护士"), ("truck driver", "货车司机"), ("welder", "焊工"), ("warehouse keeper", "仓库管理员")],
)
def test_an_english_title_finds_the_chinese_one(said: str, kin: str) -> None:
    assert kin in [MIXED[at] for at in AMONG.rank(said)[:2]]


def test_a_chinese_title_finds_the_english_one() -> None:
    lines = ["civil engineer", "hairdresser", "truck driver", "pastry cook", "tax adviser"]
    assert [TitleIndex(lines).rank(title)[0] for title in ("理发师", "货车司机", "面点师", "税务会计")] == [1, 2, 3, 4]


@pytest.mark.parametrize(("word", "kind"), [("撒网", "fishery"), ("刷漆", "painting_trade"), ("砍树", "forestry"), ("拉面", "cook")])
def test_a_word_that_no_table_of_kin_lists_takes_the_kind_of_the_occupations_it_stands_in(word: str, kind: str) -> None:
    assert not any(word in kin.zh for kin in title_kin().values())
    assert bag(word).get("~" + kind, 0) > 0.1


def test_every_line_is_ranked_once_and_ties_keep_their_order() -> None:
    assert sorted(INDEX.rank("厨师")) == list(range(len(LINES)))
    assert INDEX.rank("") == list(range(len(LINES)))
    assert TitleIndex(["保安", "保安", "保安"]).rank("保安") == [0, 1, 2]


def test_traditional_spelling_changes_nothing() -> None:
    assert INDEX.rank("倉庫管理員") == INDEX.rank("仓库管理员")


@pytest.mark.parametrize(
    ("regional", "mainland"),
    [
        ("軟體工程師", "软件工程师"),
        ("計程車司機", "出租车司机"),
        ("的士司機", "出租车司机"),
        ("巴士司機", "公交车司机"),
        ("資訊工程師", "信息工程师"),
        ("網路工程師", "网络工程师"),
        ("程式設計師", "程序员"),
        ("幼稚園老師", "幼儿园老师"),
        ("堆高機操作員", "叉车操作员"),
    ],
)
def test_words_of_taiwan_and_hong_kong_rank_as_the_mainland_s_do(regional: str, mainland: str) -> None:
    assert AMONG.rank(regional) == AMONG.rank(mainland)


def test_a_mainland_word_that_only_contains_a_regional_one_stays() -> None:
    assert as_on_the_mainland("软体家具沙发工") == "软体家具沙发工"


def test_every_neighbour_is_a_kind_and_every_kind_has_words_in_both_languages() -> None:
    kinds = title_kin()
    assert {near for kin in kinds.values() for near in kin.near} <= kinds.keys()
    assert all(kin.zh and kin.en and 0 < kin.weight <= 1 for kin in kinds.values())


def test_an_empty_corpus_has_an_empty_ranking() -> None:
    assert TitleIndex([]).rank("保安") == []
