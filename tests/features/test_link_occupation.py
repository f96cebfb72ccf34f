"""Titles and wishes come out as a good clerk would file them."""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import InvalidInput
from data.reference.occupations import assignable, occupations
from features.linkers.agreement import Answer, agreement, calibration, reliability, worst
from features.linkers.judgement import fitted
from features.linkers.learned import ARTEFACT, NEVER, Learned, learned, load, save
from features.linkers.lexicon import Lexicon, Row
from features.linkers.linear import traits
from features.linkers.occupation import joined
from features.linkers.stand_in import stand_in
from features.linkers.title import pieces
from features.linking import UNKNOWN_BELOW, find, link

AS_A_CLERK_FILES = [
    ("保安队长", "保安员"),
    ("叉车司机", "起重装卸机械操作工"),
    ("仓管员", "仓储管理员"),
    ("仓库活", "仓储管理员"),
    ("开小店", "连锁经营管理师"),
    ("普工", "其他生产辅助人员"),
    ("操作工", "其他生产辅助人员"),
    ("打螺丝", "其他生产辅助人员"),
    ("月嫂", "家政服务员"),
    ("住家保姆", "家政服务员"),
    ("焊工", "焊工"),
    ("数控车床", "车工"),
    ("快递员", "快递员"),
    ("外卖骑手", "网约配送员"),
    ("抖音直播", "互联网营销师"),
    ("钢筋工", "钢筋工"),
    ("水电工", "电工"),
    ("幼师", "幼儿园教师"),
    ("厨师", "中式烹调师"),
    ("洗碗工", "餐厅服务员"),
    ("收银员", "收银员"),
    ("缝纫工", "缝纫工"),
    ("焊材销售", "营销员"),
    ("电商客服", "呼叫中心服务员"),
    ("文员", "秘书"),
    ("会计", "会计专业人员"),
    ("程序员", "计算机软件工程技术人员"),
    ("养猪", "家畜饲养员"),
    ("种水稻", "农艺工"),
    ("挖机师傅", "挖掘铲运和桩工机械司机"),
    ("護理員", "医疗护理员"),
    ("护理(养老)", "养老护理员"),
    ("销售（房产）", "房地产经纪人"),
    ("护士(内科)", "内科护士"),
    ("forklift driver", "起重装卸机械操作工"),
    ("Software Engineer", "计算机软件工程技术人员"),
]


@pytest.mark.parametrize(("said", "name"), AS_A_CLERK_FILES)
def test_a_title_is_filed_as_a_clerk_would(said: str, name: str) -> None:
    first = link("occupation", said)[0]
    assert first.name == name
    assert first.similarity >= UNKNOWN_BELOW


@pytest.mark.parametrize(
    "title",
    [
        "【急聘】叉车司机",
        "高薪诚聘叉车司机 包吃住",
        "叉车司机6000-8000元/月",
        "叉车司机（双休+五险一金）",
        "某某物流园招聘叉车司机2名",
        "叉 车 司 机",
    ],
)
def test_pay_perks_and_calls_do_not_change_the_occupation(title: str) -> None:
    first = link("occupation", title)[0]
    assert first.name == "起重装卸机械操作工"
    assert "叉车司机" in title[first.start : first.end].replace(" ", "")


@pytest.mark.parametrize("said", ["随便", "都行", "轻松的活", "asdf", "收款码升级  5分钟一单"])
def test_what_names_no_work_stays_unknown(said: str) -> None:
    links = link("occupation", said)
    assert not links or links[0].similarity < UNKNOWN_BELOW


@pytest.mark.parametrize("said", ["", "   ", "🐟🐟", "6000-8000", "包吃住"])
def test_nothing_said_links_to_nothing(said: str) -> None:
    assert link("occupation", said) == ()


def test_only_assignable_occupations_come_out() -> None:
    codes = {row.code for row in assignable()}
    for said in ("销售", "普工", "老师", "销售工程师", "电子厂", "工程师", "教育"):
        assert {found.code for found in link("occupation", said)} <= codes


def test_a_group_may_come_out_when_asked_for() -> None:
    found = {entry.code for entry in link("occupation", "高薪销售", groups=True)}
    assert found - {row.code for row in assignable()}


def test_a_vague_title_is_counted_as_the_remainder_of_its_group() -> None:
    assert stand_in("6-02-00-00") == "6-02-99-00"
    assert stand_in("4-01-02-03") == "4-01-02-03"
    assert stand_in("9-99-00-00") is None


def test_the_last_word_decides() -> None:
    assert link("occupation", "焊材销售")[0].code.startswith("4-01")
    assert link("occupation", "房产销售")[0].code.startswith("4-06")


def test_links_are_ordered_and_bounded() -> None:
    links = link("occupation", "电商运营兼客服", 5)
    assert len(links) <= 5
    assert [found.similarity for found in links] == sorted(
        (found.similarity for found in links), reverse=True
    )
    assert len({found.code for found in links}) == len(links)


def test_a_call_for_workers_leads_to_the_trade() -> None:
    assert pieces("某某餐馆招聘烧烤师傅")[0].text == "烧烤师傅"


def test_mentions_in_a_text_come_with_their_place() -> None:
    text = "以前做钢筋工，后来开叉车。"
    found = find("occupation", text)
    assert [text[entry.start : entry.end] for entry in found] == ["钢筋工", "开叉车"]


def test_a_mention_does_not_reach_over_a_mark() -> None:
    lexicon = Lexicon([Row("a", "电工")])
    assert lexicon.find("通水电、工资高") == ()
    assert lexicon.find("通水电工") != ()


def test_a_latin_alias_is_a_whole_word() -> None:
    lexicon = Lexicon([Row("a", "Java")])
    assert lexicon.find("会JavaScript") == ()
    assert [entry.code for entry in lexicon.find("会 java 开发")] == ["a"]


def test_the_longest_of_overlapping_names_is_taken() -> None:
    lexicon = Lexicon([Row("a", "电工"), Row("b", "低压电工证")])
    assert [entry.code for entry in lexicon.find("有低压电工证，做过电工")] == ["b", "a"]


def test_a_slip_of_the_pen_is_forgiven() -> None:
    lexicon = Lexicon([Row("a", "数控机床操作"), Row("b", "园林绿化")])
    first = lexicon.link("数控机床操做")[0]
    assert (first.code, first.via) == ("a", "fuzzy")
    assert first.similarity < 1


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InvalidInput):
        link("colour", "红")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer_with_spans_inside_it(text: str) -> None:
    for found in (*link("occupation", text), *find("occupation", text)):
        assert 0 <= found.start <= found.end <= len(text)
        assert 0 < found.similarity <= 1


def test_a_very_long_text_is_scanned_in_linear_time() -> None:
    find("occupation", "焊工")
    text = "做过焊工和保安，也开过叉车。" * 5_000
    start = time.perf_counter()
    assert len(find("occupation", text)) >= 15_000
    assert time.perf_counter() - start < 5


def test_a_thousand_titles_take_about_a_second() -> None:
    link("occupation", "焊工")
    titles = [f"{said}{number}号线" for number in range(35) for said, _ in AS_A_CLERK_FILES][:1000]
    start = time.perf_counter()
    for title in titles:
        link("occupation", title)
    assert time.perf_counter() - start < 5


def test_importing_linking_brings_no_heavy_library() -> None:
    heavy = "('sklearn', 'scipy', 'opencc', 'rapidfuzz')"
    seen = f"import sys, features.linking; print(any(m.split('.')[0] in {heavy} for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_was_learned_is_small_and_knows_only_codes_of_the_table() -> None:
    known = learned()
    assert known is not None
    assert ARTEFACT.stat().st_size < 5_000_000
    assert known.sound.taught <= set(occupations())


def test_what_was_learned_is_read_as_it_was_written(tmp_path: Path) -> None:
    known = learned()
    assert known is not None
    offsets = np.where(known.sound.offsets > NEVER, known.sound.offsets + 0.5, NEVER)
    changed = Learned(replace(known.sound, offsets=offsets), replace(known.filing, counts=known.filing.counts * 2))
    save(changed, tmp_path / "kept.npz")
    again = load(tmp_path / "kept.npz")
    np.testing.assert_allclose(again.sound.offsets, offsets, atol=1e-3)
    np.testing.assert_array_equal(again.filing.counts, changed.filing.counts)
    np.testing.assert_array_equal(again.filing.judgement.weights, known.filing.judgement.weights)
    shown = traits(pieces("养老院护理员"))
    for linear, original in ((again.sound.margins, known.sound.margins), (again.filing.shares, known.filing.shares)):
        np.testing.assert_array_equal(linear.sums(shown), original.sums(shown))


def test_agreement_counts_first_five_and_broader_levels() -> None:
    ranked = [("4-01-02-01", "4-01-02-03"), ("6-18-02-04",)]
    measured = agreement(ranked, ["4-01-02-03", "6-18-02-04"])
    assert measured == {"acc@1": 0.5, "acc@5": 1.0, "level3": 1.0, "level2": 1.0}


def test_words_alone_answer_where_no_weights_are_shipped() -> None:
    assert joined("二保焊", None)[0].name == "焊工"


def test_a_trade_that_is_all_that_was_said_comes_first_with_groups_too() -> None:
    for said, name in (("月嫂", "家政服务员"), ("叉车司机", "起重装卸机械操作工"), ("清洁工", "保洁员"), ("钢筋工", "钢筋工")):
        first = link("occupation", said, groups=True)[0]
        assert first.name == name
        assert first.similarity >= 0.9


@pytest.mark.parametrize("title", ["清洁工2名 包吃住", "【急聘】清洁工", "高薪诚聘清洁工", "清洁工（双休+五险）", "月薪4000 清洁工"])
def test_perks_and_bare_calls_leave_a_trade_all_that_was_said(title: str) -> None:
    assert link("occupation", title, groups=True)[0].name == "保洁员"


def test_an_office_may_be_counted_as_its_whole_group() -> None:
    first = link("occupation", "电力工程师", groups=True)[0]
    assert first.code == "2-02-12-00"


def test_similarity_is_reliable_when_it_comes_true_and_unsure_answers_are_withheld() -> None:
    answers = [Answer("甲", "a", (("a", 0.95),)), Answer("乙", "a", (("b", 0.35),)), Answer("丙", "a", ())]
    assert calibration(answers, 0.3) == {"ece": 0.1333, "answered": 0.6667, "right": 0.5}
    assert calibration(answers, 0.9) == {"ece": 0.1333, "answered": 0.3333, "right": 1.0}
    assert [(level.count, level.right) for level in reliability(answers) if level.count] == [(1, 0.0), (1, 0.0), (1, 1.0)]
    assert worst(answers, 1) == [answers[1]]


def test_the_judgement_weighs_what_tells_right_from_wrong() -> None:
    rows = np.array([[[1.0, 0.0], [0.0, 1.0]], [[0.0, 0.0], [1.0, 1.0]]] * 50)
    candidates = np.array([[7, 8]] * 100)
    judged = fitted(list(zip(candidates, rows, strict=True)), np.array([7, 8] * 50))
    first, second = judged.weights
    assert first > abs(second)
    assert judged.chances(np.array([[1.0, 0.0], [0.0, 1.0]]))[0] > 0.9


def test_a_trait_never_met_makes_a_title_less_like_those_that_taught() -> None:
    known = learned()
    assert known is not None
    plain = traits(pieces("焊工"))
    strange = {**plain, "从未见过": 1.0}
    assert known.filing.shares.sums(strange).max() < known.filing.shares.sums(plain).max()


@pytest.mark.parametrize(
    ("title", "work"),
    [
        ("招聘专员", "招聘专员"),
        ("某某公司招聘专员", "招聘专员"),
        ("招聘主管（双休）", "招聘主管"),
        ("某某公司招聘主管", "主管"),
        ("招生老师", "招生老师"),
        ("招商经理", "招商经理"),
        ("招工人", "工人"),
        ("招生产工人", "生产工人"),
        ("急诊医生", "急诊医生"),
    ],
)
def test_whoever_recruits_is_no_call_for_workers(title: str, work: str) -> None:
    assert pieces(title)[0].text == work
