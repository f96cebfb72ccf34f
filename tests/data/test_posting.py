"""What a posting may not ask: conditions on the person, money, papers; and the words that only look like it."""

import csv
import json
import re
import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.disguise import undisguised
from data.reading.posting import check_posting
from data.reference.lawfulness import Label, compiled, expanded, grounds, rules
from data.reference.spellings import spellings
from tests.bench.public import REAL, needs_real

CASES = [json.loads(line) for line in Path(__file__).with_name("postings.jsonl").read_text("utf-8").splitlines()]
RULES_TABLE = files("data.reference").joinpath("lawfulness.csv").read_text(encoding="utf-8")
PLAIN_LINES = [case["text"] for case in CASES if case["label"] == "ok"]
HOSTILE = (
    "女 ", "限", "男女", "xian nan ", "abcdefgh ", "18-35", "二十", "不收取任何费用", "押", "（女", "身份证", "不要", "只要限仅",
    "培训贷款学费分期", "女\u200b士\u200b优\u200b先\u200b", "女.士.优.先.", "河南", "nan", "18岁到", "交费", "无乙肝病毒", "male only ",
    "pay a b deposit ", "keep x y ",
)  # fmt: skip


def test_every_invented_posting_is_labelled_as_it_should_be() -> None:
    wrong = [
        (case["text"], case["label"], case["category"], got["label"], got["category"])
        for case in CASES
        if ((got := check_posting(case["text"]).as_json())["label"], got["category"]) != (case["label"], case["category"])
    ]
    assert wrong == []


def test_the_invented_postings_cover_every_category_and_label() -> None:
    assert len(CASES) >= 250
    assert {case["category"] for case in CASES} - {None} == set(grounds())
    assert {case["label"] for case in CASES} == {label.value for label in Label}


def test_every_rule_finds_its_own_example() -> None:
    for rule in rules():
        findings = check_posting(rule.example).findings
        assert rule.code in {found.rule.code for found in findings}, rule.example


def test_every_rule_has_a_ground_and_a_code_of_its_own() -> None:
    assert {rule.category for rule in rules()} == set(grounds())
    assert len({rule.code for rule in rules()}) == len(rules())


def test_the_quick_pattern_of_a_rule_never_hides_what_the_rule_would_find() -> None:
    """Every rule is tried on every text without its quick pattern: what it then finds, it also finds with it."""
    for case in CASES:
        for plain in undisguised(case["text"]):
            for rule in rules():
                if compiled(rule.pattern).search(plain.text):
                    assert compiled(rule.needs).search(plain.text), (rule.code, case["text"])


def test_no_surrounding_of_a_rule_is_broken_or_found_everywhere() -> None:
    """They are compiled only when a text calls for them, so that a slip in the table would show late."""
    for rule in rules():
        for expression in (rule.before, rule.after, rule.clause, rule.sentence, rule.beside):
            assert not expression or compiled(expression).search("") is None, rule.code


@pytest.mark.parametrize("category", list(grounds()))
def test_a_rewording_is_itself_a_good_posting(category: str) -> None:
    ground = grounds()[category]
    for wording in (ground.rewording.zh, ground.rewording.en):
        assert check_posting(wording).label is Label.OK, wording


def test_every_spelling_says_something_else_than_it_is_written() -> None:
    written = [spelling.written for spelling in spellings()]
    assert len(written) == len(set(written))
    assert all(spelling.written != spelling.means for spelling in spellings())


def test_a_rule_that_goes_over_several_rows_has_the_wordings_of_all_of_them() -> None:
    patterns = {rule.code: rule.pattern for rule in rules()}
    rows = list(csv.DictReader(RULES_TABLE.splitlines()))
    assert len(rows) > len(patterns)
    assert all(expanded(row["pattern"]) in patterns[row["code"]] for row in rows)
    assert max(map(len, RULES_TABLE.splitlines())) < 400


@pytest.mark.parametrize("refused", ["就别投了", "暂不安排", "请另谋高就", "恕不接待", "就算了吧", "没法安排", "先不考虑", "确实不合适"])
@pytest.mark.parametrize("group", ["少数民族同胞", "农村户口的", "乙肝患者", "离过婚的", "残疾人", "河南籍的", "女同志", "信教的", "备孕的"])
def test_who_is_turned_away_counts_however_it_is_said(group: str, refused: str) -> None:
    assert check_posting(f"招包装工，{group}{refused}，包吃住").label is Label.DISCRIMINATORY


@pytest.mark.parametrize("money", ["转200元", "交三百块", "付伍佰元", "缴纳368元", "先垫付500"])
@pytest.mark.parametrize("entering", ["入职前", "报到时", "面试通过后", "上岗前", "进厂当天"])
def test_money_asked_for_entering_is_found_whatever_it_is_called(entering: str, money: str) -> None:
    assert check_posting(f"电子厂招普工，{entering}{money}，包吃住").label is Label.FRAUD_FEE
    assert check_posting(f"电子厂招普工，{entering}无需{money}，包吃住").label is Label.OK


@pytest.mark.parametrize("hidden", ["交呀斤300", "服zhuang费200元自理", "女士忧仙", "少树民族勿饶", "交押 金三百", "培xun贷", "f3male only", "45岁↓"])
def test_a_word_hidden_by_its_sound_or_look_is_found(hidden: str) -> None:
    assert check_posting(f"招普工，{hidden}，包住").label is not Label.OK


@pytest.mark.parametrize(
    "text",
    [
        "普法：用人单位不得收取押金，不得扣押身份证，不得限定性别。",
        "问：老板把身份证押在厂里合法吗？",
        "招聘启事写“仅限男性”被法院认定为性别歧视。",
        "求职者如遇先交钱的单位，谨防上当。",
    ],
)  # fmt: skip
def test_a_text_that_quotes_the_ban_is_no_condition(text: str) -> None:
    assert check_posting(text).label is Label.OK


def test_what_was_found_is_the_text_as_written() -> None:
    text = "诚聘前台，女\u200b 士\u200b 优 先，月薪4000"
    found = check_posting(text).findings[0]
    assert text[found.start : found.end] == found.found == "女\u200b 士\u200b 优 先"


def test_pinyin_is_quoted_as_written() -> None:
    assert check_posting("包住，yajin 300元").as_json()["found"] == "yajin 300"


def test_taking_money_weighs_more_than_a_condition_and_that_more_than_an_age() -> None:
    check = check_posting("18-35岁，限男性，入职交押金300元")
    assert [found.label for found in check.findings] == [Label.FRAUD_FEE, Label.DISCRIMINATORY, Label.REVIEW]
    assert check.label is Label.FRAUD_FEE


def test_a_good_posting_has_neither_category_nor_words() -> None:
    assert check_posting("普工10名，男女不限，月薪5000，包吃住").as_json() == {
        "label": "ok", "category": None, "found": None, "findings": [],
    }  # fmt: skip


def test_a_finding_says_the_law_and_how_to_reword_in_both_languages() -> None:
    finding = check_posting("限男性").as_json()["findings"][0]  # type: ignore[index]
    assert "第四十三条" in finding["law"]["zh"] and "art. 43" in finding["law"]["en"]
    assert finding["rewording"] == {"zh": "性别不限，能胜任岗位工作即可", "en": "Open to everyone able to do the work"}


@pytest.mark.parametrize("condition", ["限男性", "交押金300元", "未婚优先", "扣押身份证", "18-35岁"])
@pytest.mark.parametrize("posting", ["{0}。普工，包吃住，月薪5000", "岗位职责：装配、包装。要求：{0}，能倒班", "电子厂招普工 {0} 五险一金"])
def test_a_condition_is_found_wherever_it_stands(posting: str, condition: str) -> None:
    alone = check_posting(condition)
    assert check_posting(posting.format(condition)).label is alone.label


@pytest.mark.parametrize("word", ["女士优先", "入职交押金", "少数民族勿扰", "扣押身份证", "未婚优先", "农村户口勿扰"])
@pytest.mark.parametrize("between", [" ", ".", "*", "·", "\u200b", "_", "，", "\u00ad", "~"])
def test_symbols_between_the_characters_hide_nothing(word: str, between: str) -> None:
    assert check_posting(between.join(word)).label is check_posting(word).label is not Label.OK


@pytest.mark.parametrize("first", PLAIN_LINES[::17])
@pytest.mark.parametrize("second", PLAIN_LINES[::41])
def test_two_good_lines_make_a_good_posting(first: str, second: str) -> None:
    assert check_posting(f"{first}。{second}").label is Label.OK


@given(st.text(max_size=300))
def test_any_text_is_checked(text: str) -> None:
    for found in check_posting(text).findings:
        assert text[found.start : found.end] == found.found != ""


@given(st.lists(st.sampled_from([*"男女限招优先不要押金岁婚孕，。 .*", "nan", "\u200b", "♂", "18-35", "身份证", "\ud800"]), max_size=40))
def test_any_heap_of_telling_words_is_checked(words: list[str]) -> None:
    text = "".join(words)
    assert check_posting(text) == check_posting(text)
    for found in check_posting(text).findings:
        assert text[found.start : found.end] == found.found


@given(st.sampled_from([case["text"] for case in CASES]))
def test_a_text_whose_disguises_are_undone_keeps_its_label(text: str) -> None:
    plain = undisguised(text)[0].text
    assert check_posting(plain).label is check_posting(text).label


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_kilobytes_of_anything_are_read_in_bounded_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    check_posting(text)
    assert time.process_time() - began < 10


@needs_real
def test_real_postings_are_seldom_stopped() -> None:
    """Two exports of vacancies for office work: ages are asked now and then, hardly anything else."""
    labels = [check_posting(text).label for text in _real_postings()]
    assert len(labels) == 6779
    assert sum(label in (Label.DISCRIMINATORY, Label.FRAUD_FEE) for label in labels) <= 10
    assert 50 <= sum(label is Label.REVIEW for label in labels) <= 200


def _real_postings() -> list[str]:
    texts: list[str] = []
    for name, encoding in (("openings_51job.csv", "gb18030"), ("openings_lagou.csv", "utf-8-sig")):
        with (REAL / name).open(encoding=encoding, errors="replace", newline="") as file:
            texts += [re.sub(r"\s+", " ", " ".join(list(row.values())[1:])) for row in csv.DictReader(file)]
    return texts
