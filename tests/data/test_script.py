"""Folding: one way of writing, and the way back to what was written."""

from hypothesis import given
from hypothesis import strategies as st

from data.reading.script import fold, simplify


def test_traditional_is_made_simplified_in_place() -> None:
    assert simplify("計件日結，叉車證") == "计件日结，叉车证"


def test_full_width_and_invisible_characters_are_folded() -> None:
    assert fold("４５００元／\u200b月").text == "4500元/月"


def test_a_span_leads_back_to_the_original() -> None:
    original = "月薪\u200b４５\u200b００元，包喫住"
    folded = fold(original)
    start = folded.text.index("4500")
    first, last = folded.original_span(start, start + 4)
    assert original[first:last] == "４５\u200b００"


def test_a_character_that_folds_to_several_keeps_its_place() -> None:
    folded = fold("㎡①")
    assert folded.text == "m21"
    assert folded.original_span(0, 2) == (0, 1)


@given(st.text())
def test_simplifying_keeps_the_length_of_any_text(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(st.text())
def test_every_folded_character_has_a_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    for index in range(len(folded.text)):
        start, end = folded.original_span(index, index + 1)
        assert 0 <= start < end <= len(text)


@given(st.text())
def test_folding_again_changes_nothing_of_width(text: str) -> None:
    once = fold(text).text
    assert len(fold(once).text) == len(once)


def test_hostile_characters_do_not_stop_it() -> None:
    assert simplify("計\ud800件\x00結") == "计\ud800件\x00结"
    assert fold("計\ud800件").text == "计\ud800件"
