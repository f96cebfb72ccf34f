"""What people offer and ask for, read from their own words, and how near two matters are."""

import numpy as np
import pytest

from data.reference.credentials import credentials
from data.reference.matters import matters
from data.reference.skills import skills
from features.linking import link
from features.matters import found_matters, matter_index, matter_matrix, matter_nearness

SAID = [
    ("厂里欠我两个月工资要不回来", "wages.unpaid"),
    ("老板跑路了，工钱没结", "wages.unpaid"),
    ("在工地摔伤了想认定工伤", "wages.injury"),
    ("厂里不签合同", "wages.contract"),
    ("被辞退了没有补偿", "wages.dismissal"),
    ("养老保险转移", "insurance.transfer"),
    ("社保转回老家怎么弄", "insurance.transfer"),
    ("妈妈住院想异地就医备案", "insurance.settlement"),
    ("申领失业金", "insurance.jobless"),
    ("公积金怎么取", "insurance.fund"),
    ("想学叉车", "training.forklift"),
    ("想考个电工证", "training.electrician"),
    ("学氩弧焊", "training.welding"),
    ("想当月嫂", "training.matron"),
    ("学电商", "training.ecommerce"),
    ("孩子想转学回老家", "schooling.transfer"),
    ("小孩上小学要什么材料", "schooling.enrol"),
    ("儿子明年高考，户口不在这边", "schooling.exam"),
    ("小孩放学没人接", "schooling.after_class"),
    ("刚进厂还没发工资想借点生活费", "advance.wages"),
    ("想预支工资", "advance.wages"),
    ("刚来杭州没地方住", "advance.shelter"),
    ("租房子", "housing.rent"),
    ("找律师打官司", "legal.court"),
    ("网贷还不上怎么办", "legal.debt"),
    ("出车祸对方不赔", "legal.traffic"),
    ("办居住证", "papers.residence"),
    ("不会用手机办认证", "papers.online"),
    ("想注册个体户", "business.register"),
    ("返乡创业补贴怎么申请", "business.subsidy"),
    ("想贷款创业", "business.loan"),
    ("脐橙卖不出去", "business.sales"),
    ("外出务工交通补贴怎么领", "policy.subsidy"),
    ("会理发，可以给老人剪头发", "handy.hair"),
    ("会修水电", "handy.electric"),
    ("能写春联", "culture.art"),
    ("舞龙队缺人我可以", "culture.dragon"),
    ("会唱采茶戏", "culture.opera"),
    ("周末可以帮忙打扫卫生", "environment.cleaning"),
    ("义务植树", "environment.greening"),
    ("夜里巡逻可以", "safety.patrol"),
    ("路口执勤", "safety.traffic"),
    ("可以线上辅导孩子作业", "children.tutoring"),
    ("暑期防溺水巡查", "safety.drowning"),
    ("能开车接送", "errands.transport"),
    ("给村里捐书", "giving.books"),
    ("红白事可以帮忙", "festival.rites"),
    ("能教村民直播", "bringing.live_teaching"),
    ("能帮村里卖农产品", "bringing.sales"),
    ("帮新来的老乡", "pairing.newcomer"),
    ("想拜师学手艺", "pairing.trade"),
]


@pytest.mark.parametrize(("text", "code"), SAID)
def test_a_matter_is_found_in_what_people_say(text: str, code: str) -> None:
    assert code in {link.code for link in found_matters(text)}


@pytest.mark.parametrize(
    ("text", "refused", "kept"),
    [
        ("不想巡逻，可以种树", "safety.patrol", "environment.greening"),
        ("没时间带队，出点钱可以", "team.leading", "giving.money"),
        ("不会修水电，会理发", "handy.electric", "handy.hair"),
        ("直播不会，能开车接送", "bringing.live", "errands.transport"),
        ("不需要培训，只要介绍工作", "training", "job.search"),
    ],
)
def test_what_is_refused_is_not_found_and_the_rest_is(text: str, refused: str, kept: str) -> None:
    codes = {link.code for link in found_matters(text)}
    assert refused not in codes
    assert kept in codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("老板欠了我们班组八万块工钱", "wages.unpaid"),
        ("手被机器压了，厂里不管", "wages.injury"),
        ("想让娃在城里读书", "schooling.enrol"),
        ("想学开挖机", "training.machines"),
        ("想学做蛋糕", "training.pastry"),
        ("儿子初三，能不能在这边考高中", "schooling.exam"),
        ("想养牛缺本钱", "business.loan"),
        ("电动车被汽车撞了", "legal.traffic"),
        ("会打鼓敲锣", "culture.dragon"),
        ("能教种香菇", "farm.technique"),
        ("愿意出钱给村里装路灯", "giving.works"),
        ("在外省看病能不能报销", "insurance.settlement"),
    ],
)
def test_words_of_a_clause_together_mean_a_matter_that_none_of_them_names(text: str, code: str) -> None:
    assert code in {link.code for link in found_matters(text)}


def test_cues_do_not_reach_over_a_stop_or_a_refusal() -> None:
    assert found_matters("老板人好。钱都还上了") == ()
    assert "training.machines" not in {link.code for link in found_matters("不想学开挖机")}


def test_every_cue_asks_for_two_words_at_least() -> None:
    for matter in matters().values():
        assert not matter.cues or len(matter.cues) >= 2, matter.code
        assert all(all(words) for words in matter.cues), matter.code


def test_a_need_that_begins_with_cannot_is_still_a_need() -> None:
    assert "papers.online" in {link.code for link in found_matters("不会操作手机")}
    assert "business.sales" in {link.code for link in found_matters("今年的橙子卖不出去")}


@pytest.mark.parametrize("text", ["随便聊聊", "姓名", "", "江西省南昌市"])
def test_words_without_a_matter_name_none(text: str) -> None:
    assert found_matters(text) == ()


def test_the_span_of_a_matter_is_its_name_in_the_text() -> None:
    text = "周末，可以种树、捐书"
    assert [text[found.start : found.end] for found in found_matters(text)] == ["种树", "捐书"]


def test_every_name_links_to_its_own_matter() -> None:
    wrong = [matter.code for matter in matters().values() if link("matter", matter.name)[0].code != matter.code]
    assert wrong == []


def test_every_matter_has_a_kind_and_known_references() -> None:
    for matter in matters().values():
        assert matter.kinds, matter.code
        assert matter.name and matter.name_en, matter.code
        assert matter.parent is None or (matter.parent in matters() and matters()[matter.parent].parent is None)
        assert set(matter.skills) <= set(skills()), matter.code
        assert set(matter.credentials) <= set(credentials()), matter.code


def test_no_alias_stands_at_two_matters() -> None:
    said = [name for matter in matters().values() for name in {matter.name, *matter.aliases}]
    assert sorted(name for name in set(said) if said.count(name) > 1) == []


def test_a_trade_training_leads_to_a_credential() -> None:
    assert "forklift_n1" in matters()["training.forklift"].credentials
    assert "maternity_matron" in matters()["training.matron"].credentials


def test_unpaid_wages_cannot_wait_and_tutoring_can_be_done_from_away() -> None:
    assert matters()["wages.unpaid"].urgent
    assert matters()["children.tutoring"].remote
    assert not matters()["handy.hair"].remote


def test_nearness_falls_from_itself_over_its_group_and_sisters_to_strangers() -> None:
    same = matter_nearness("care.elders", "care.elders")
    group = matter_nearness("care.elders", "care")
    related = matter_nearness("care.elders", "care.visits")
    sister = matter_nearness("care.elders", "care.veterans")
    stranger = matter_nearness("care.elders", "training.forklift")
    assert (same, group, related, sister, stranger) == (1.0, 0.9, 0.7, 0.5, 0.0)


def test_nearness_is_the_same_both_ways_and_read_only() -> None:
    matrix = matter_matrix()
    assert matrix.dtype == np.uint8
    assert matrix.shape == (len(matter_index()),) * 2
    assert (matrix == matrix.T).all()
    assert (matrix.diagonal() == 100).all()
    assert not matrix.flags.writeable
