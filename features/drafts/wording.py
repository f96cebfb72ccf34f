"""Lists of words made into patterns, so that a list can be read and one more word added."""

from __future__ import annotations


def one_of(*lists: str) -> str:
    """A group that matches any word of the lists, which blanks part; a word may be a pattern itself."""
    return "(?:" + "|".join(word for words in lists for word in words.split()) + ")"


def some_of(*lists: str) -> str:
    """One or more of the words, one after another."""
    return one_of(*lists) + "+"


NUMERAL = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百千几半壹贰叁肆伍陆柒捌玖拾]+)"
HAN = r"[\u4e00-\u9fff]"
