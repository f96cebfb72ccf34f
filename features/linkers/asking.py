"""Which parts of a duty text ask for something, and which tell of the firm, the pay, a career or a degree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.reading.script import simplify
from data.reference.duty_headings import duty_headings

LINE_START = r"(?:^|(?<=[\s。；;！!、.．)）】\]~*★●◆\-—]))"
SENTENCE_START = r"(?:^|(?<=[\s。；;！!]))"
IN_A_HEADING = r"[^\s，。；;：:【】\[\]、]"
FIRM = re.compile("有限公司|成立于|是一家|旗下|创立于|总部位于|上市公司|集团")
WHAT_A_FIRM_IS = "是(?:一家|国内|中国|全国|全球|一个)"
WHAT_A_FIRM_DID = "(?:公司|集团|我们?|我司)[^，。]{0,6}(?:成立|创立|致力|拥有|专注|主营|自成立)"
FOUNDED = "成立于|创立于|创建于|总部(?:位于|设)|致力于成为"
GREATNESS = "我国|国务院|年销售额|市值|融资|世界500强|时代|史无前例|荣获|荣膺|注册资金|隶属于|前景"
ABOUT_US = re.compile("|".join((WHAT_A_FIRM_IS, WHAT_A_FIRM_DID, FOUNDED, GREATNESS)))
WANTED = re.compile("现?(?:诚|急|特)?(?:招聘?|聘请?|需要?)(?!标|商|投)|负责|要求")
SENTENCE = re.compile("[^。；;！!？?\n]+")
SUBJECTS_THEN = r"(?:等|相关|类|以上|等等)(?:的)?(?:相关|理工科?|技术类?)?专业"
SUBJECT_WANTED = "专业(?:优先|毕业|背景|本科|硕士|大专|专科|学历|不限|均可|者优先|的?应届)"
LEVEL_THEN_SUBJECT = "(?:学历|本科|硕士|大专|专科|博士)[^，。；;]{0,6}专业"
SUBJECT_THEN_LEVEL = "专业[^，。；;、]{0,3}(?:本科|硕士|大专|学历)"
DEGREE = re.compile("|".join((SUBJECTS_THEN, SUBJECT_WANTED, LEVEL_THEN_SUBJECT, SUBJECT_THEN_LEVEL)))
FIELD_OF_SUBJECTS = r"[\u4e00-\u9fff]{2,8}类[:：][^。；;\n]*"
SUBJECTS_HEADING = r"(?:专业要求|专业需求(?:范围)?|需求专业|所学专业|招聘专业|要求专业)[:：为是\s]?"
SUBJECTS_END = r"(?=\d\s?[、.．)）]|岗位|任职|职责|学历|$|[。；;\n])"
SUBJECTS = re.compile(rf"{FIELD_OF_SUBJECTS}|{SUBJECTS_HEADING}[^。；;\n]*?{SUBJECTS_END}")
COLLEAGUES = re.compile("(?:人员|团队|部门?|同事|经理|工程师|专家|员)")
WITH = re.compile("(?:与|和|跟|协助|配合|支持|对|向|为|督促|指导|协调)[^，,。；;]{0,6}$")
CLAUSE = re.compile(r"(?:(?!\d\s?[、.．)）)])[^，,。；;：:！!\n])+")
NAMES_ONLY = re.compile(r"[\s\w、/（）()和与或及]{2,14}")
PAPER = re.compile("证|资格|资质|职称|持有?|取得|考取|考过|通过|优先|级")
NEAR = 8
"""So many characters beside a name are looked at."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """A text with those of its stretches that ask for nothing: (start, end) of what is `told` and of what is `studied`."""

    text: str
    told: tuple[tuple[int, int], ...]
    studied: tuple[tuple[int, int], ...]

    def covers(self, place: int) -> bool:
        """Whether what stands at `place` is asked for."""
        return not any(start <= place < end for start, end in self.told)

    def of_study(self, place: int) -> bool:
        """Whether what stands at `place` is a subject of study."""
        return any(start <= place < end for start, end in self.studied)

    def of_others(self, start: int, end: int) -> bool:
        """Whether the words there are the work of colleagues: 配合销售人员, 协助数据开发团队."""
        before = self.text[max(start - NEAR, 0) : start]
        return COLLEAGUES.match(self.text, end) is not None and WITH.search(before) is not None

    def held_paper(self, start: int, end: int) -> bool:
        """Whether a person's title that is also a certificate (会计师) is spoken of as a paper to hold."""
        return PAPER.search(self.text[max(start - NEAR, 0) : end + NEAR]) is not None


def asking(text: str) -> Stretches:
    """The text, with what tells of the employer or of degrees marked."""
    plain = simplify(text)
    told = sorted([*_headed(plain), *_introduction(plain), *_about_us(plain)])
    return Stretches(plain, tuple(told), tuple(_degrees(plain)))


@cache
def _heading() -> re.Pattern[str]:
    """Any heading, in the group `tells` or `tells_bare` where it asks for nothing."""
    marked_asks, marked_tells = _words(asks=True, marked=True), _words(asks=False, marked=True)
    return re.compile(
        rf"(?:(?<=[【\[])|{LINE_START}){IN_A_HEADING}{{0,6}}?(?:(?P<asks>{marked_asks}|[：:】]要求)|(?P<tells>{marked_tells}))"
        rf"{IN_A_HEADING}{{0,4}}?\s?[】\]：:]"
        rf"|(?P<bare>{_words(asks=True, marked=False)})"
        rf"|{SENTENCE_START}(?P<tells_bare>{_words(asks=False, marked=False)})"
    )


def _words(asks: bool, marked: bool) -> str:
    return "|".join(row.words for row in duty_headings() if (row.asks, row.marked) == (asks, marked))


def _headed(text: str) -> Iterator[tuple[int, int]]:
    """What stands under a heading that tells, up to the next one that asks."""
    begin = None
    for heading in _heading().finditer(text):
        tells = heading["tells"] or heading["tells_bare"]
        if tells and begin is None:
            begin = heading.start()
        elif not tells and begin is not None:
            yield begin, heading.start()
            begin = None
    if begin is not None:
        yield begin, len(text)


def _introduction(text: str) -> Iterator[tuple[int, int]]:
    """What a text says of the firm before its first heading."""
    first = next((heading.start() for heading in _heading().finditer(text) if not heading["tells"]), None)
    if first is not None and FIRM.search(text[:first]):
        yield 0, first


def _about_us(text: str) -> Iterator[tuple[int, int]]:
    """Single sentences about the firm or its market, wherever they stand."""
    for sentence in SENTENCE.finditer(text):
        said = ABOUT_US.search(sentence[0])
        if said and not _heading().search(sentence[0]):
            wanted = WANTED.search(sentence[0], said.end())
            yield sentence.start(), sentence.start() + wanted.start() if wanted else sentence.end()


def _degrees(text: str) -> Iterator[tuple[int, int]]:
    """Clauses that list subjects of study."""
    yield from (subjects.span() for subjects in SUBJECTS.finditer(text))
    before: list[re.Match[str]] = []
    for clause in CLAUSE.finditer(text):
        last = max((degree.end() for degree in DEGREE.finditer(clause[0])), default=0)
        if not last:
            before.append(clause)
            continue
        begin = clause.start()
        while before and before[-1].end() == begin - 1 and NAMES_ONLY.fullmatch(before[-1][0]):
            begin = before.pop().start()
        yield begin, clause.start() + last
