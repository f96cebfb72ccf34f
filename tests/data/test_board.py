"""Board and lodging in kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.board import read_board

BOTH, NEITHER, SILENT = (True, True), (False, False), (None, None)
FORMS = {
    "包吃住": BOTH,
    "包食宿": BOTH,
    "食宿全包": BOTH,
    "包吃包住": BOTH,
    "包吃、住": BOTH,
    "免费提供食宿": BOTH,
    "提供食宿": BOTH,
    "供吃住": BOTH,
    "包三餐和住宿": BOTH,
    "吃住公司包": BOTH,
    "包住宿、包三餐": BOTH,
    "包吃住水电自理": BOTH,
    "4500管吃住": BOTH,
    "供膳宿": BOTH,
    "供兩餐一宿": BOTH,
    "dorm and meals": BOTH,
    "room and board": BOTH,
    "no meals, free dorm": (True, False),
    "no accommodation": (False, None),
    "food factory, housing allowance": SILENT,
    "不包吃住": NEITHER,
    "食宿自理": NEITHER,
    "吃住自理": NEITHER,
    "不含食宿": NEITHER,
    "无食宿": NEITHER,
    "食宿费自理": NEITHER,
    "管吃不管住": (False, True),
    "包住不包吃": (True, False),
    "包吃，住宿自理": (False, True),
    "提供宿舍": (True, None),
    "提供員工宿舍": (True, None),
    "有宿舍": (True, None),
    "住宿免费": (True, None),
    "没有宿舍": (False, None),
    "不提供住宿": (False, None),
    "住宿自理": (False, None),
    "包午饭": (None, True),
    "包午餐": (None, True),
    "工作餐": (None, True),
    "包三餐": (None, True),
    "管一顿饭": (None, True),
    "包兩餐": (None, True),
    "公司提供中餐": (None, True),
    "最好包午饭": (None, True),
    "伙食自理": (None, False),
    "不管饭": (None, False),
    "吃饭自己解决": (None, False),
    "餐补": SILENT,
    "餐补300": SILENT,
    "吃住老板包": (True, True),
    "吃住在我家": (True, True),
    "夫妻房免费": (True, None),
    "自己解决住宿": (False, None),
    "供膳": (None, True),
    "住工棚": (True, None),
    "吃住厂里": (True, True),
    "工作餐补": SILENT,
    "有食堂": SILENT,
    "房补500": SILENT,
    "提供住房补贴": SILENT,
    "五险一金": SILENT,
    "不需要住宿": SILENT,
    "住家保姆": SILENT,
    "能吃苦": SILENT,
    "餐饮店服务员": SILENT,
    "": SILENT,
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_board_is_read(text: str, expected: tuple[bool | None, bool | None]) -> None:
    assert read_board(text) == expected


@given(st.text(alphabet="不包管吃住食宿提供免费三餐自理有没无、，补贴堂"))
def test_no_words_of_board_stop_it(text: str) -> None:
    read_board(text)


@given(st.text())
def test_no_text_stops_it(text: str) -> None:
    read_board(text)
