"""A note in one way of writing, cut into clauses that each say one thing, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from data.reading.script import Folded, fold, simplify
from features.drafts.subjects import spoken_for
from features.drafts.wording import HAN, one_of

LONGEST = 4000
"""Characters of a note that are read; what comes after is left alone."""

MARKS = r"[,。;!?\n\r\t|~…【】《》\[\]]+|(?<!\d)\.(?!\d)|(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])"
LABEL_LINE = r"(?<=[\d\u4e00-\u9fff)])[:：](?=\n)"
PICTURES = r"[\u2600-\u27bf\U0001f000-\U0001faff]+"
NUMBERING = r"(?<![^,。;:!?\s])\(?\d{1,2}[、.)](?!\d)"
FILLERS = one_of(
    "嗯+ 呃+ 就是说 那个(?=我|就|嘛|什么) (?<=[\\u4e00-\\u9fff])嘛(?!什) 对吧 是吧(?=我|他|她|俺) 吧(?=然后|我|他|就是|还)"
)
STOPS = re.compile("|".join((MARKS, LABEL_LINE, PICTURES, NUMBERING, FILLERS)))

LEAD = one_of("我 本人 他 她") + "?" + one_of("也 还 就 都 但是? 不过 所以 又 并且 而且 然后 另外 可是 因为") + "{0,2}"
NEW_THING = one_of(
    "现住 现居 现在(?!就) 目前 之前(?!的) 以前(?!的) 原来 从前 曾经 想(?:找|做|干|去|在|回|要|学|投|转行|换) 希望 期望 最好 打算 老家(?=[\\u4e00-\\u9fff是:]) 户籍",
    "能接受 可以接受 随时(?:可|能|到|上) 我姓 我叫 家里(?=有|小|孩|老|人) (?:需要|带动)(?=\\d)",
    "(?<=[了年的有吧行证])人在(?!外) 厂里(?=活|没|效益|不) 一个月(?=[给要想得]) (?<=[的证照])(?:开|做|干)(?:了|过)(?=[\\d一二两三四五六七八九十]|差不多|大概|快) 家是(?!我) 包吃住",
)
CAN = r"(?<![社协不只才教])(?<!(?<![挖载])机)会(?=[开做修电焊砌炒烧用操驾装木泥瓦水讲说养种看打调裁])"
REFUSES = r"(?<![要如是回出进用得])不(?:想|愿|上|做|干|去|要(?!求)|接受|考虑|包|会)"
HOLDS = rf"(?<![有证])没有?(?={HAN}{{0,8}}证)|(?:持|考)?有(?={HAN}{{1,8}}证)"
COMES = rf"(?:下个?月|年后|过完年){HAN}{{0,3}}(?:能|可以|上岗|到岗|来)"
EARNS = r"(?<![的份])(?:工资|月薪|薪资|待遇)(?=[\d一二两三四五六七八九希想要不最先嘛])"
BREAK = re.compile(LEAD + one_of(NEW_THING, CAN, REFUSES, HOLDS, COMES, EARNS))
SHORTEST_LEFT = 3
HANGING = re.compile(
    one_of(
        "我 本人 是 的 也 还 就 都 但 很 不 没 只 才 (?<!现)在 个 份 做 干 找 想 说 能 要 等 和 跟 如果 因为 地 一直 主要 人",
        "老婆 老公 爱人 儿子 女儿 父亲 母亲 爸 妈 弟弟? 哥哥? 妹妹? 姐姐? 孩子 小孩 媳妇",
    )
    + "$"
)
"""Words after which a clause cannot end."""

SELF = re.compile(r"我(?:姓|叫|之前|以前|想)|[开做干][了过](?=差不多|大概|快)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the folded note; `joined` when nothing but a break of sense parts it from the one before."""

    text: str
    start: int
    end: int
    joined: bool = False


class Note:
    """The note, its folded form, and its clauses in folded places.

    `plain` is what is read: as long as the folded text, with the person who is spoken for in the first person.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: Folded = fold(text[:LONGEST])
        self.plain = spoken_for(self.folded.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in order, none of them blank."""
        return tuple(_clauses(self.plain))

    def original(self, start: int, end: int) -> tuple[int, int, str]:
        """The span of the note as given, and its words in simplified characters."""
        first, last = self.folded.original_span(start, end)
        return first, last, simplify(self.text[first:last])

    def said(self, start: int, end: int) -> str:
        """The words of [start, end) as they were said, in one way of writing."""
        return self.folded.text[start:end]


def _clauses(plain: str) -> Iterator[Clause]:
    start = 0
    for stop in (*(match.span() for match in STOPS.finditer(plain)), (len(plain), len(plain))):
        yield from _broken(plain, start, stop[0])
        start = stop[1]


def _broken(plain: str, start: int, end: int) -> Iterator[Clause]:
    """One stretch between marks, cut where a new thing is said without a mark."""
    begun, joined = start, False
    for match in BREAK.finditer(plain, start, end):
        at = match.start()
        if at - begun < SHORTEST_LEFT or (HANGING.search(plain, max(begun, at - 3), at) and not SELF.match(plain, at)):
            continue
        yield from _trimmed(plain, begun, at, joined)
        begun, joined = at, True
    yield from _trimmed(plain, begun, end, joined)


def _trimmed(plain: str, start: int, end: int, joined: bool) -> Iterator[Clause]:
    piece = plain[start:end]
    bare = piece.lstrip(" 　·•*-:①②③④⑤⑥⑦⑧⑨⑩、")
    at = start + len(piece) - len(bare)
    bare = bare.rstrip(" 　、:")
    if bare:
        yield Clause(bare, at, at + len(bare), joined)
