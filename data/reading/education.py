"""Schooling as it is written: 初中, 中专以上, 大专优先, 学历不限, 本科在读."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.reading.script import fold
from data.vocabulary import Education

WORDS: dict[Education, tuple[str, ...]] = {
    Education.DOCTOR: ("博士", "phd", "doctor"),
    Education.MASTER: ("硕士", "研究生", "mba", "master"),
    Education.BACHELOR: (
        "本科",
        "大学本科",
        "学士",
        "统招本科",
        "二本",
        "一本",
        "三本",
        "985",
        "211",
        "bachelor",
        "大学毕业",
        "大学",
    ),
    Education.COLLEGE: ("大专", "专科", "高职", "大学专科", "高专", "college", "专升本", "电大", "函授"),
    Education.SENIOR: (
        "高中",
        "中专",
        "中技",
        "技校",
        "职高",
        "职中",
        "中职",
        "职业高中",
        "高中毕业",
        "技工学校",
        "high school",
    ),
    Education.JUNIOR: ("初中", "初级中学", "初二", "初三", "初一", "中学", "junior"),
    Education.PRIMARY: ("小学", "primary"),
}
LEVEL_OF = {word: level for level, words in WORDS.items() for word in words}
LEVEL = re.compile("|".join(sorted(map(re.escape, LEVEL_OF), key=len, reverse=True)))
ANY = re.compile(
    r"(?:学历|文化(?:程度)?|教育)?(?:不限|无要求|没有?要求|不作?要求|没限制|无限制|不拘|均可|都可)|^(?:无|没有|无学历|文盲|没上过学|没读过书"
    r"|不识字)$|有无学历"
)
DOWNWARD = re.compile(r" ?(?:学历|文化|程度)?(?:及|或|和)?(?:其)?(?:以下|之下)")
PREFERRED = re.compile(
    r" ?(?:学历|文化|毕业生?|程度|及以上|以上|或以上|者){0,3} ?(?:者|的)?(?:优先|尤佳|更好|更佳|为佳|最好|优先考虑)"
)
LIKED = re.compile(r"(?:最好|优先|优先考虑)(?:是|有|具有)?[^,。;]{0,3}$")
UNFINISHED = re.compile(r" ?(?:没有?(?:毕业|读完|念完|上完)|未毕业|肄业|辍学|没毕业|在读|读了?[一两]年)")
DENIED = re.compile(r"(?:不是|没有?(?:读|上|念)过?|未(?:读|上))[^,。;]{0,2}$")


@dataclass(frozen=True, slots=True)
class EducationAsk:
    """The least schooling asked (None: none), whether it is a must, and where it was read.

    `unlimited` is True where the text says that anyone will do, and False where it says nothing of the kind.
    """

    level: Education | None = None
    must: bool = False
    unlimited: bool = False
    start: int = 0
    end: int = 0


def _mentions(plain: str) -> list[tuple[Education, re.Match[str]]]:
    return [(LEVEL_OF[match[0]], match) for match in LEVEL.finditer(plain)]


def read_education(text: str) -> Education | None:
    """The least schooling that an opening asks; None where it asks none or says nothing."""
    return read_education_ask(text).level


def education_must(text: str) -> bool:
    """Whether the schooling asked is a condition, not a preference (优先)."""
    return read_education_ask(text).must


def any_education(text: str) -> bool:
    """Whether the text says that any schooling will do (学历不限, 初中及以下)."""
    return read_education_ask(text).unlimited


def read_education_ask(text: str) -> EducationAsk:
    """What an opening asks: the lowest level named; 优先 makes it a wish, 及以下 or 不限 no limit at all."""
    folded = fold(text)
    plain = folded.text.lower()
    mentions = _mentions(plain)
    must = [m for m in mentions if not _preferred(plain, m[1])]
    anyone = ANY.search(plain.strip())
    if not mentions:
        return EducationAsk(unlimited=bool(anyone))
    if any(DOWNWARD.match(plain, match.end()) for _, match in must):
        return EducationAsk(unlimited=True)
    level, match = min(must or mentions, key=lambda mention: mention[0])
    start, end = folded.original_span(*match.span())
    return EducationAsk(level=level, must=bool(must), unlimited=bool(anyone), start=start, end=end)


def _preferred(plain: str, match: re.Match[str]) -> bool:
    return bool(
        PREFERRED.match(plain, match.end()) or LIKED.search(plain[max(0, match.start() - 10) : match.start()])
    )


def read_level(text: str) -> Education | None:
    """The schooling that a person has: the highest completed level named; an unfinished one counts as the one below."""
    plain = fold(text).text.lower()
    held: list[Education] = []
    for level, match in _mentions(plain):
        if DENIED.search(plain[max(0, match.start() - 8) : match.start()]):
            continue
        if UNFINISHED.match(plain, match.end()) and level > Education.PRIMARY:
            level = Education(level - 1)
        held.append(level)
    return max(held, default=None)
