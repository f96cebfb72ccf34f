"""Sentences in both languages, and the errors made of them."""

import ast
from pathlib import Path

import pytest

from data.errors import Fault, GuiyanError, InvalidInput, NotFound
from data.text import Text

PACKAGES = ("data", "features", "matcher", "api")
ROOT = Path(__file__).parents[2]
ACCEPTED = Text(zh="数", en="a number")


def written() -> list[tuple[str, Text]]:
    """Every Text written out in the code with both sentences as plain strings."""
    found = []
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                    given = {word.arg: word.value for word in node.keywords} | dict(zip(("zh", "en"), node.args, strict=False))
                    if all(isinstance(given.get(language), ast.Constant) for language in ("zh", "en")):
                        text = Text(given["zh"].value, given["en"].value)  # type: ignore[attr-defined]
                        found.append((f"{path.relative_to(ROOT)}:{node.lineno}", text))
    return found


def test_a_sentence_is_said_in_the_language_asked_for() -> None:
    text = Text(zh="第{row}行", en="row {row}")
    assert (text.say("zh", row=3), text.say("en", row=3), text.say()) == ("第3行", "row 3", "第{row}行")
    assert text.placeholders("zh") == text.placeholders("en") == {"row"}


def test_every_sentence_of_the_code_has_both_languages_and_the_same_blanks() -> None:
    sentences = written()
    assert len(sentences) >= 100
    for where, text in sentences:
        assert text.zh.strip() and text.en.strip(), where
        assert text.placeholders("zh") == text.placeholders("en"), where


def test_every_sentence_of_the_code_can_be_said_with_its_blanks_filled() -> None:
    for where, text in written():
        for language in ("zh", "en"):
            filled = text.say(language, **dict.fromkeys(text.placeholders(language), 1), unasked=1)
            assert filled.strip() and "{" not in filled, where


@pytest.mark.parametrize(
    ("fault", "zh", "en"),
    [
        (Fault("招聘人数", "很多", ACCEPTED, 7, "岗位"), "岗位 第7行 招聘人数：读到“很多”，可以填写：数", "岗位 row 7, 招聘人数: found “很多”; accepted: a number"),
        (Fault("招聘人数", "", ACCEPTED), "招聘人数：读到“（空）”，可以填写：数", "招聘人数: found “(empty)”; accepted: a number"),
        (Fault("a{b}", "{0}", ACCEPTED), "a{b}：读到“{0}”，可以填写：数", "a{b}: found “{0}”; accepted: a number"),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_and_what_instead(fault: Fault, zh: str, en: str) -> None:
    assert (fault.say("zh"), fault.say("en")) == (zh, en)


def test_what_was_found_is_not_shown_at_any_length() -> None:
    assert len(Fault("x", "长" * 10_000, ACCEPTED).say()) < 150


def test_an_error_tells_all_its_faults() -> None:
    error = InvalidInput(Text(zh="不行", en="no"), (Fault("甲", "1", ACCEPTED), Fault("乙", "2", ACCEPTED)))
    assert str(error).splitlines() == ["不行", "甲：读到“1”，可以填写：数", "乙：读到“2”，可以填写：数"]
    assert isinstance(error, GuiyanError) and str(NotFound(Text(zh="没有", en="none"))) == "没有"
