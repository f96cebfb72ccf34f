"""What the last word of a Chinese title decides: a 焊材销售 sells, whatever comes before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from features.linkers.title import Piece, stems

MISFIT = 0.6
"""What is left of a learned chance when the last word speaks against it."""

HEADS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile("(?:销售|业务员?|推销员?|导购员?|营业员|售货员|店员|地推员?|促销员?|电销)$"),
        ("4-0", "2-06", "1-06", "2-02-34"),
    ),
    (re.compile("(?:客服|客户服务)$"), ("4-02", "4-04-05-03", "4-05", "4-06", "4-07-02")),
    (re.compile("(?:司机|驾驶员)$"), ("4-02", "4-10-08", "4-09-08", "6-30", "6-29-01-03", "6-29-02", "6-10", "5-05", "6-16")),
    (re.compile("(?:老师|教师|助教)$"), ("2-08", "2-06-08", "2-09", "4-07-03", "4-10", "4-13", "4-14")),
    (re.compile("教练员?$"), ("2-08", "2-09-07", "4-02-02-07", "4-14", "4-10")),
    (re.compile("(?:会计|出纳员?)$"), ("2-06",)),
    (re.compile("(?:保安员?)$"), ("4-07-05", "3-02")),
    (re.compile("(?:厨师|厨工|面点师?)$"), ("4-03", "6-02")),
    (re.compile("(?:护士|(?<!照)护师|医生|医师|大夫)$"), ("2-05", "2-03", "4-14")),
    (re.compile("(?:文员|文秘|内勤)$"), ("3-01-01", "3-01-02-02", "4-0", "2-06")),
    (re.compile("(?:设计师?)$"), ("2-", "4-", "3-01-02")),
    (re.compile("(?<!员)(?<!社)工$"), ("4-", "5-", "6-", "2-07-11")),
)


def allowed(whole: Sequence[Piece]) -> tuple[str, ...]:
    """The beginnings of codes that the end of the first piece allows; empty when it does not say."""
    if not whole:
        return ()
    for stem in stems(whole[0].text):
        for ending, codes in HEADS:
            if ending.search(stem):
                return codes
    return ()


def fits(code: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a code begins in one of the ways allowed."""
    return not beginnings or code.startswith(beginnings)


def fitting(chances: Mapping[str, float], beginnings: tuple[str, ...]) -> dict[str, float]:
    """Chances, less for the codes that the last word speaks against."""
    return {code: chance if fits(code, beginnings) else chance * MISFIT for code, chance in chances.items()}
