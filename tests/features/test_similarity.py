"""How near occupations and skills are: the pairs that stations know, and what must hold for every pair."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reference.occupation_near import occupation_near
from data.reference.occupations import occupations
from data.reference.skills import Skill
from features import similarity
from features.linking import link
from features.similarity import (
    occupation_index,
    occupation_matrix,
    occupation_similarity,
    skill_neighbours,
    skill_similarity,
)

CODES = tuple(occupations())
BY_NAME = {row.name: row.code for row in reversed(occupations().values())}

NEAR = [
    ("仓储管理员", "理货员", 0.7),
    ("仓储管理员", "起重装卸机械操作工", 0.5),
    ("仓储管理员", "装卸搬运工", 0.5),
    ("仓储管理员", "快件处理员", 0.5),
    ("仓储管理员", "物流服务师", 0.6),
    ("连锁经营管理师", "收银员", 0.5),
    ("连锁经营管理师", "商品营业员", 0.6),
    ("连锁经营管理师", "仓储管理员", 0.45),
    ("连锁经营管理师", "电子商务师", 0.45),
    ("保安员", "停车管理员", 0.6),
    ("保安员", "消防设施操作员", 0.5),
    ("家政服务员", "保育师", 0.6),
    ("养老护理员", "家政服务员", 0.5),
    ("养老护理员", "医疗护理员", 0.7),
    ("电工", "机电设备维修工", 0.7),
    ("电工", "电气设备安装工", 0.7),
    ("互联网营销师", "电子商务师", 0.7),
    ("互联网营销师", "商品营业员", 0.5),
    ("电子设备装接工", "小型家用电器制造工", 0.6),
    ("中式烹调师", "中式面点师", 0.6),
    ("客运车辆驾驶员", "道路货运汽车驾驶员", 0.5),
    ("客运车辆驾驶员", "汽车代驾员", 0.7),
    ("钢筋工", "混凝土工", 0.6),
    ("手工木工", "混凝土工", 0.4),
    ("农艺工", "园艺工", 0.7),
    ("家畜饲养员", "家禽饲养员", 0.65),
    ("小学教师", "初级中学教师", 0.7),
    ("计算机程序设计员", "计算机软件工程技术人员", 0.85),
    ("快递员", "网约配送员", 0.7),
    ("裁缝", "缝纫工", 0.7),
    ("焊工", "金属船体制造工", 0.55),
]

FAR = [
    ("电工", "电子商务师", 0.15),
    ("保安员", "保洁员", 0.15),
    ("焊工", "营销员", 0.15),
    ("焊工", "焊接材料制造工", 0.15),
    ("医疗护理员", "内科护士", 0.3),
    ("养老护理员", "内科护士", 0.3),
    ("健康照护师", "外科护士", 0.3),
    ("车工", "缝纫工", 0.1),
    ("车工", "道路货运汽车驾驶员", 0.1),
    ("内科护士", "内科医师", 0.2),
    ("遗体火化师", "保育师", 0.1),
    ("轨道交通列车司机", "客运车辆驾驶员", 0.2),
    ("电子设备装接工", "焊工", 0.15),
    ("焊工", "中式烹调师", 0.1),
]


@pytest.mark.parametrize(("a", "b", "least"), NEAR)
def test_workers_move_between_these(a: str, b: str, least: float) -> None:
    assert occupation_similarity(BY_NAME[a], BY_NAME[b]) >= least


@pytest.mark.parametrize(("a", "b", "most"), FAR)
def test_these_only_look_alike(a: str, b: str, most: float) -> None:
    assert occupation_similarity(BY_NAME[a], BY_NAME[b]) <= most


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_similarity_is_the_same_both_ways_and_between_nought_and_one(a: str, b: str) -> None:
    assert 0 <= occupation_similarity(a, b) == occupation_similarity(b, a) <= 1


def test_the_matrix_is_symmetric_read_only_and_only_the_diagonal_is_whole() -> None:
    matrix = occupation_matrix()
    assert matrix.shape == (len(CODES), len(CODES)) and matrix.dtype == np.uint8
    assert (matrix == matrix.T).all() and matrix.max() == 100
    assert [tuple(spot) for spot in np.argwhere(matrix == 100)] == [(row, row) for row in range(len(CODES))]
    with pytest.raises(ValueError, match="read-only"):
        matrix[0, 1] = 5


def test_the_matrix_is_built_in_under_a_second() -> None:
    occupation_matrix.cache_clear()
    begun = time.perf_counter()
    occupation_matrix()
    assert time.perf_counter() - begun < 1


def test_the_place_in_the_classification_decides_where_nothing_is_written() -> None:
    assert occupation_similarity("6-26-01-01", "6-26-01-02") == 0.6
    assert occupation_similarity("6-06-01-01", "6-06-02-02") == 0.35
    assert occupation_similarity("6-03-01-01", "6-17-01-01") == 0.08
    assert occupation_similarity("5-01-02-01", "6-17-01-01") == 0


def test_a_narrower_statement_beats_a_wider_one() -> None:
    assert occupation_similarity("2-02-07-03", "2-02-20-01") == 0.15  # engineers of two fields: by hand
    assert occupation_similarity("2-02-07-03", "2-02-07-10") == 0.6  # of one field: by place


def test_a_broad_title_is_near_what_lies_below_it() -> None:
    assert occupation_similarity("4-02-02-00", BY_NAME["道路货运汽车驾驶员"]) == 0.85
    assert occupation_similarity("6-05-01-00", BY_NAME["缝纫工"]) == 0.8
    assert occupation_similarity("6-00-00-00", BY_NAME["电子设备装接工"]) == 0.8
    assert occupation_similarity("6-00-00-00", BY_NAME["焊工"]) <= 0.2


def test_a_pair_written_in_the_table_is_what_is_answered() -> None:
    exact = [near for near in occupation_near() if {near.a, near.b} <= set(CODES)]
    assert len(exact) >= 400
    for near in exact:
        assert occupation_similarity(near.a, near.b) == near.hundredths / 100


def test_every_row_of_the_table_is_known_once_and_says_why() -> None:
    beginnings = {code[:length] for code in CODES for length in (4, 7)}
    rows = occupation_near()
    assert not [near for near in rows if not {near.a, near.b} <= beginnings | set(CODES)]
    assert not [near for near in rows if not (0 <= near.hundredths < 100 and near.why)]
    assert Counter(frozenset((near.a, near.b)) for near in rows).most_common(1)[0][1] == 1


def test_an_unknown_occupation_is_refused() -> None:
    with pytest.raises(KeyError):
        occupation_similarity("9-99-99-99", CODES[0])


def test_every_occupation_is_in_the_index_in_the_order_of_the_codes() -> None:
    assert list(occupation_index().values()) == list(range(len(CODES)))
    assert list(occupation_index()) == sorted(CODES)


def _skill(code: str, parent: str | None = None, related: tuple[tuple[str, float], ...] = ()) -> Skill:
    return Skill(code, code, (), "test", parent, related, (), code)


@pytest.fixture
def small_tree(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mapping[str, Skill]]:
    """weld -> {arc -> {pipe}, argon}; arc ~ cut .5; cut -> {laser}; sew stands alone."""
    tree = [
        _skill("weld"),
        _skill("arc", "weld", (("cut", 0.5),)),
        _skill("pipe", "arc"),
        _skill("argon", "weld", (("gas", 0.45),)),
        _skill("gas", "weld", (("argon", 0.45),)),
        _skill("cut", None, (("arc", 0.5),)),
        _skill("laser", "cut"),
        _skill("sew"),
    ]
    caches = (skill_neighbours, similarity._children)
    table = MappingProxyType({skill.code: skill for skill in tree})
    monkeypatch.setattr(similarity, "skills", lambda: table)
    for cached in caches:
        cached.cache_clear()
    yield table
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("small_tree")
@pytest.mark.parametrize(
    ("asked", "held", "share"),
    [
        ("weld", "weld", 1.0),
        ("weld", "arc", 0.9),
        ("weld", "pipe", 0.9),
        ("arc", "weld", 0.6),
        ("pipe", "weld", 0.36),
        ("arc", "argon", 0.4),
        ("gas", "argon", 0.45),
        ("arc", "cut", 0.5),
        ("arc", "laser", 0.3),
        ("laser", "arc", 0.3),
        ("weld", "cut", 0.3),
        ("weld", "laser", 0.0),
        ("weld", "sew", 0.0),
    ],
)
def test_a_skill_held_brings_this_share_of_the_skill_asked(asked: str, held: str, share: float) -> None:
    assert skill_similarity(asked, held) == pytest.approx(share)


def test_every_share_of_a_skill_is_at_least_a_fifth_and_at_most_one(small_tree: Mapping[str, Skill]) -> None:
    for code in small_tree:
        shares = skill_neighbours(code)
        assert shares[code] == 1.0
        assert all(0.2 <= share < 1 for held, share in shares.items() if held != code)


@pytest.mark.usefixtures("small_tree")
def test_an_unknown_skill_is_refused() -> None:
    with pytest.raises(KeyError):
        skill_similarity("weld", "fly")
    with pytest.raises(KeyError):
        skill_neighbours("fly")


def test_the_real_skills_keep_to_the_same_rules() -> None:
    for skill in similarity.skills().values():
        shares = skill_neighbours(skill.code)
        assert shares[skill.code] == 1.0 and min(shares.values()) >= 0.2
        if skill.parent:
            stated = dict(skill.related).get(skill.parent)
            assert shares[skill.parent] == (0.6 if stated is None else stated)


ALIKE = [
    ("月嫂", "母婴护理", 1.0),
    ("母婴护理", "育婴", 0.7),
    ("水电安装", "低压电工", 0.6),
    ("直播带货", "电商运营", 0.5),
    ("开过小店", "门店店长", 0.6),
    ("养老护理", "护理(养老)", 1.0),
    ("养老护理", "病人陪护", 0.6),
    ("二保焊", "氩弧焊", 0.5),
    ("炒菜", "切配", 0.5),
    ("砌墙", "贴瓷砖", 0.5),
    ("平车", "锁边", 0.5),
    ("快递派送", "外卖配送", 0.6),
    ("保安", "消防值班", 0.4),
    ("收银", "补货", 0.4),
    ("会计", "出纳", 0.6),
    ("挖掘机", "装载机", 0.5),
    ("家政保洁", "日常保洁", 0.6),
    ("导购", "销售", 0.6),
    ("数控车床", "加工中心", 0.6),
    ("空调安装", "空调维修", 0.6),
    ("水稻种植", "插秧", 0.6),
]

UNLIKE = [
    ("电工", "电商"),
    ("保安", "保洁"),
    ("养老护理", "注册护士"),
    ("护理(养老)", "注册护士"),
    ("焊工", "焊材销售"),
    ("月嫂", "护士"),
    ("厨师", "收银"),
    ("叉车", "挖掘机"),
    ("会计", "保安"),
    ("养猪", "卖猪肉"),
    ("直播带货", "流水线"),
    ("网管", "网格管理"),
    ("司机", "汽车维修"),
    ("绿化", "蔬菜种植"),
    ("砌墙", "贴膜"),
    ("木工", "家具销售"),
    ("采茶", "茶艺"),
    ("数据分析", "数据录入"),
    ("美容", "美工"),
    ("电工", "电焊"),
]


def _meant(words: str) -> str:
    return link("skill", words, 1)[0].code


@pytest.mark.parametrize(("asked", "held", "least"), ALIKE)
def test_who_has_the_one_skill_brings_much_of_the_other(asked: str, held: str, least: float) -> None:
    assert skill_similarity(_meant(asked), _meant(held)) >= least


@pytest.mark.parametrize(("asked", "held"), UNLIKE)
def test_skills_whose_words_only_look_alike_bring_nothing(asked: str, held: str) -> None:
    assert skill_similarity(_meant(asked), _meant(held)) == 0


def test_analysts_of_trade_and_engineers_of_data_do_the_same_work() -> None:
    assert occupation_similarity("4-07-02-05", "2-02-30-09") >= 0.8
