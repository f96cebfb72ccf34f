"""A job title as it is advertised, stripped to the pieces that name the work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.reading.script import fold

OPENING, CLOSING = r"\[【〔〖「『(<《{", r"\]】〕〗」』)>》}"
BRACKETED = re.compile(rf"[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]?")
PARTED = re.compile(
    r"[/\\|,，、;；。!！?？~～…·•:：&*\-—–_\"'“”‘’=@^%．【】\[\]()（）<>《》「」『』{}]+|\.(?!net|js)"
    r"|(?<!\+)(?<!c)\+|(?<=[\u4e00-\u9fff0-9]{2})\s+(?=[\u4e00-\u9fff0-9]{2})|\s{2,}|\n"
)
CALLED = re.compile(
    r".*(?:诚聘|急聘|招聘|招募|直聘|直招|急招|急需|招收|高薪聘|长期招|聘请|聘"
    r"|招(?!生(?![产鲜活物])|商(?![务场超品城])|标(?![注签])|投标|待|牌|聘)(?=[\u4e00-\u9fff]{2,}))"
)
RECRUITER = re.compile(
    r"(.*?)(?:招聘|招募|招工)(?:专员|专家|师|官|hr(?:bp)?)"
    r"|()(?:招聘|招募|招工)(?:主管|经理|顾问|助理|总监|负责人|组长|主任)"
)
"""Where the call is the job itself: whoever is called an officer of recruiting recruits."""
INSURANCE = (
    r"(?:缴纳|购买|入职|含|有|交|提供|\+)?"
    r"(?:[五六七二三四56]险[一二两12]?金?|社保|公积金|医社保|意外险)\+?(?:全缴|齐全)?"
)
DAYS_OFF = (
    r"大小周|大小休|双休日?|单双休|单休|周末休|周末双休|月休\w?天?"
    r"|做[五六]休[一二]|[上做]\w休\w|朝九晚[五六]|早[八九]晚[五六]"
)
BOARD = (
    r"(?:免费|提供|全|可)?(?:包|管|供)?"
    r"(?:吃住|食宿|住宿|吃喝|三餐|午餐|中餐|饭补|房补|餐补|车补|工作餐)(?:全包|补贴|补助)?"
    r"|包[吃住午]+饭?|管[吃住]+"
)
SUM = (
    r"(?:无责|保底|底薪|月薪|年薪|日薪|时薪|薪资|工资|月入|综合|待遇|收入)?约?[￥¥]?"
    r"\d[\d.,]*\s*(?:[kw千万元块起]|以上|左右)*\s*(?:[-~至到—]+\s*\d[\d.,]*\s*[kw千万元块起]*)?\s*"
    r"(?:以上|左右|\+|/[月天日时小]+|[一每]?(?:个月|月|天|小时|时|单))?"
)
PRAISE = (
    r"(?:无责|高)?(?:底薪|提成|高薪|奖金|绩效奖金|绩效|分红|补贴|带薪年假|年终奖|过节费)"
    r"|福利好|福利|待遇优厚|待遇好|待遇|薪资面议|面议|稳定|环境好|发薪早|急(?![诊救])"
)
HOURS = (
    r"日结|周结|月结|当天结|长白班|白班|夜班|晚班|早晚班|早班|不倒班|两班倒|三班倒|长期稳定"
    r"|不加班|不坐班|坐班|可居家|居家办公|在家|远程"
)
EASE = (
    r"(?:无需|不限|零|0|有无|无)经验(?:可|均可|亦可)?|可?接受(?:小白|新人|零基础|应届|实习)\w{0,2}"
    r"|带薪(?:培训|实习|学习|寒暑假)?|有人带|老带新|可培训|包教包会|小白可?|轻松(?:易上手)?|易上手"
    r"|就近(?:分配|安排|上班)?|入职即转正|可转正|晋升(?:机会|空间\w?)?"
)
WHO = (
    r"应届(?:毕业)?生?|\d*届|毕业生|校招|社招|春招|秋招|暑假工?|寒假工?|短期工?|长期工?|临时工?"
    r"|兼职|全职|实习生?|储备干?部?|学徒工?|双语|男女不限|限男|限女"
)
NUMBERS = r"(?:j|id|编号)\s*\d+|\d+\s*(?:名|人|位|岗)|若干名?|数名|大量|多名"
PERKS = re.compile("|".join((INSURANCE, DAYS_OFF, BOARD, SUM, PRAISE, HOURS, EASE, WHO, NUMBERS)))
GRADED = re.compile(
    r"^(?:高级|资深|中级|初级|见习|实习|储备|专职|首席|助理|普通|熟练|一级|二级|三级|特级|主任|执行"
    r"|区域|招)(?=\w{2})"
)
RANKED = re.compile(
    r"(?:大?班长|组长|队长|领班|主管|经理|总监|主任|部长|课长|科长|助理|学徒|专员|储备|岗位?|人员|员工"
    r"|工作|活儿?|专家|负责人|老师傅|师傅|熟手|生手|帮工|小工|大工|中工|一名|a|b|i{1,3})$"
)
PLACED = re.compile(
    r"^.{0,12}?(?:省|自治区|特别行政区|(?<![超门城夜集上菜股])市(?!场|政)|自治州|县(?!级)|开发区|高新区|新区|街道|镇(?!静))"
    r"(?=[\u4e00-\u9fff]{2})"
)

LATER = 0.85
LONGEST_TITLE = 200
ASIDE = 0.75


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the title as given; `weight` is lower for what comes later or aside."""

    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a candidate piece lies in the folded title; `called` when a word like 招聘 led to it."""

    start: int
    end: int
    called: bool


def pieces(title: str) -> tuple[Piece, ...]:
    """What is left of a title without pay, perks, places, codes and calls, the likeliest stretch first."""
    folded = fold(title[:LONGEST_TITLE])
    lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in folded.text)
    asides = [found.span() for found in BRACKETED.finditer(lower)]
    outside = "".join(
        "\n" if any(start <= at < end for start, end in asides) else char for at, char in enumerate(lower)
    )
    main = sorted(_stretches(outside, 0), key=lambda stretch: not stretch.called)
    aside = [stretch for start, end in asides for stretch in _stretches(lower[start + 1 : end], start + 1)]
    weighed = [(stretch, LATER if rank else 1.0) for rank, stretch in enumerate(main)]
    weighed += [(stretch, ASIDE if main else 1.0) for stretch in aside]
    return tuple(
        Piece(*folded.original_span(at.start, at.end), lower[at.start : at.end], weight)
        for at, weight in weighed
    )


def stems(piece: str) -> Iterator[str]:
    """The piece, then again and again without the grade before it and the rank after it."""
    yield piece
    while True:
        shorter = RANKED.sub("", GRADED.sub("", piece)) if len(piece) > 2 else piece
        if shorter == piece or len(shorter) < 2:
            return
        piece = shorter
        yield piece


def _stretches(text: str, offset: int) -> Iterator[Stretch]:
    blank = PERKS.sub(_blanked, text)
    blank = PARTED.sub(_blanked, blank)
    for found in re.finditer(r"[^\n]+", blank):
        start, end = found.span()
        recruiter = RECRUITER.fullmatch(blank, start, end)
        called = None if recruiter else CALLED.match(blank, start, end)
        if recruiter:
            start += len(recruiter[1] or "")
        elif called:
            start = called.end()
        placed = PLACED.match(blank[start:end])
        if placed and end - start - placed.end() >= 2:
            start += placed.end()
        start, end = _trimmed(blank, start, end)
        if end - start >= 2 and any(char.isalpha() for char in blank[start:end]):
            yield Stretch(offset + start, offset + end, called is not None)


def _blanked(found: re.Match[str]) -> str:
    return "\n" * len(found.group())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
