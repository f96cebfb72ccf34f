"""How near industries are in a county, which trade a former job speaks of, and how industries are called."""

import numpy as np
import pytest

from data.reference.industries import industries
from data.reference.industry_near import industry_near
from data.reference.occupation_industries import industries_of, occupation_industries
from data.reference.occupations import assignable, occupations
from features.industries import industry_index, industry_matrix, industry_nearness
from features.linking import UNKNOWN_BELOW, find, link

CALLED = [
    ("水库养鱼", "A0412"),
    ("稻虾共作", "A0412"),
    ("小龙虾养殖", "A0412"),
    ("民宿", "H613"),
    ("莲子加工", "C13"),
    ("竹笋加工", "C137"),
    ("红薯粉丝加工", "C139"),
    ("预制菜", "C143"),
    ("米粉加工", "C143"),
    ("油茶", "A0162"),
    ("茶油加工", "C133"),
    ("屋顶光伏", "D4416"),
    ("直播电商", "F5292"),
    ("农村电商", "F5292"),
    ("冷库", "G593"),
    ("中药材", "A017"),
    ("黄精", "A0171"),
    ("罗汉果", "A0171"),
    ("白茶", "A0164"),
    ("脐橙种植", "A0153"),
    ("猕猴桃", "A0159"),
    ("葡萄", "A0152"),
    ("香菇", "A0142"),
    ("大棚蔬菜", "A0141"),
    ("种粮大户", "A011"),
    ("再生稻", "A0111"),
    ("烤烟", "A0134"),
    ("养鸡", "A0321"),
    ("养猪", "A0313"),
    ("肉牛养殖", "A0311"),
    ("黑山羊", "A0314"),
    ("养蜂", "A0392"),
    ("林下经济", "A0231"),
    ("苗木", "A0212"),
    ("有机肥", "C262"),
    ("农机服务", "A051"),
    ("服装厂", "C18"),
    ("制衣厂", "C18"),
    ("鞋厂", "C195"),
    ("箱包", "C192"),
    ("家具厂", "C21"),
    ("竹制品加工", "C204"),
    ("电子厂", "C39"),
    ("汽车配件", "C367"),
    ("五金加工", "C33"),
    ("烟花爆竹", "C267"),
    ("陶瓷", "C307"),
    ("砂石", "B10"),
    ("饲料厂", "C132"),
    ("酿酒", "C151"),
    ("建筑", "E"),
    ("装修", "E501"),
    ("餐饮", "H62"),
    ("超市", "F521"),
    ("养老院", "Q851"),
    ("家政", "O801"),
    ("快递", "G602"),
    ("物业", "K702"),
    ("乡村旅游", "R903"),
    ("露营", "H614"),
]


@pytest.mark.parametrize(("text", "code"), CALLED)
def test_an_industry_is_known_by_what_counties_call_it(text: str, code: str) -> None:
    best = link("industry", text)[0]
    assert best.similarity >= UNKNOWN_BELOW
    assert best.code.startswith(code), best


def test_a_trade_that_is_two_industries_names_both() -> None:
    assert {"C3825", "D4416"} <= {found.code for found in find("industry", "光伏项目")}
    assert {"G5432", "G593"} <= {found.code for found in find("industry", "县里的冷链")}


@pytest.mark.parametrize(
    ("a", "nearer", "farther"),
    [
        ("A0412", "C136", "C181"),
        ("A0412", "C132", "E471"),
        ("A0153", "F5292", "C339"),
        ("A0153", "A0151", "A0313"),
        ("A0164", "C153", "C131"),
        ("A0162", "C133", "C135"),
        ("H613", "R903", "G543"),
        ("H613", "H612", "F521"),
        ("C181", "C171", "C361"),
        ("C18", "F523", "A01"),
        ("C303", "E471", "Q841"),
        ("E471", "E501", "I651"),
        ("G593", "A015", "P831"),
        ("F5292", "G602", "B06"),
        ("C143", "H624", "C303"),
        ("O801", "Q851", "G543"),
    ],
)
def test_what_belongs_together_in_a_county_is_nearer(a: str, nearer: str, farther: str) -> None:
    assert industry_nearness(a, nearer) > industry_nearness(a, farther)


def test_nearness_falls_up_the_tree() -> None:
    steps = [industry_nearness("A0151", other) for other in ("A0151", "A015", "A0153", "A01", "A0313")]
    assert steps == sorted(steps, reverse=True)
    assert steps[0] == 1.0


def test_the_matrix_is_symmetric_whole_and_read_only() -> None:
    matrix = industry_matrix()
    assert matrix.dtype == np.uint8
    assert matrix.shape == (len(industries()),) * 2
    assert tuple(industry_index()) == tuple(sorted(industries()))
    assert (matrix == matrix.T).all()
    assert (matrix.diagonal() == 100).all()
    assert matrix.max() == 100
    assert not matrix.flags.writeable


def test_every_statement_of_nearness_is_about_two_known_branches_and_said_once() -> None:
    said = [frozenset((near.a, near.b)) for near in industry_near()]
    assert len(said) == len(set(said)) >= 250
    for near in industry_near():
        assert near.a in industries() and near.b in industries(), near
        assert not near.a.startswith(near.b) and not near.b.startswith(near.a), near
        assert 0 < near.hundredths < 100 and near.why, near


@pytest.mark.parametrize(
    ("occupation", "industry"),
    [
        ("6-05-01-03", "C18"),
        ("6-05-04-01", "C195"),
        ("6-25-04-00", "C39"),
        ("4-01-06-02", "F5292"),
        ("4-02-07-08", "G602"),
        ("4-02-02-02", "G543"),
        ("4-02-06-04", "G593"),
        ("4-03-02-01", "H62"),
        ("4-14-06-02", "H613"),
        ("4-10-01-05", "Q851"),
        ("4-10-01-06", "O801"),
        ("5-04-02-01", "A041"),
        ("5-03-02-01", "A031"),
        ("5-01-02-03", "A0142"),
        ("5-01-02-05", "A017"),
        ("5-05-06-05", "C204"),
        ("6-01-05-01", "C136"),
        ("6-02-06-10", "C153"),
        ("6-29-01-01", "E47"),
        ("6-29-04-01", "E50"),
        ("6-30-05-05", "E48"),
        ("6-18-01-01", "C348"),
        ("2-08-02-01", "P832"),
        ("1-05-00-02", "S96"),
        ("6-05-00-00", "C18"),
    ],
)
def test_a_former_job_speaks_of_a_trade(occupation: str, industry: str) -> None:
    assert industry in industries_of(occupation)


@pytest.mark.parametrize("occupation", ["2-06-03-00", "3-01-02-02", "8-00-00-00", "", "no-code"])
def test_work_that_is_the_same_everywhere_speaks_of_no_trade(occupation: str) -> None:
    assert industries_of(occupation) == ()


def test_the_table_holds_known_occupations_and_industries() -> None:
    for prefix, codes in occupation_industries().items():
        assert any(code == prefix or code.startswith(f"{prefix}-") for code in occupations()), prefix
        assert set(codes) <= set(industries()), prefix


def test_most_occupations_speak_of_a_trade() -> None:
    told = [occupation for occupation in assignable() if industries_of(occupation.code)]
    assert len(told) >= 0.9 * len(assignable())
