"""A cell of several things: its pieces with their spans, what is refused and what is only preferred."""

import re
from collections.abc import Iterable, Iterator

from data.records import Phrase

SEPARATORS = re.compile(r"(?:^|(?<=[\s；;。，,]))[（(]?\d{1,2}[.、)）](?!\d)|[、，,；;。\n\r|]|(?<!\d)/(?!\d)|\s{2,}|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])")
ALTERNATIVES = re.compile(r"或者|或是|或|/|任一")
REFUSALS = re.compile(
    r"^(?:但|就|也|坚决|坚持)?(?:不想再?(?:做|干|去|当|进|搞|跑)?|不愿意?(?:再?(?:做|干|去|当|进))?|不(?:做|干|去|当|进|搞|跑|考虑|接受|要|找)|"
    r"拒绝|别(?:给|介绍|推荐)|谢绝|排除|勿荐|免谈)(?:再)?(?P<what>.+)$"
)
EXCEPT = re.compile(r"^(?:除了?)?(?P<what>.+?)(?:除外|的?免谈|不考虑|不做|不干|不去|不要|勿扰|不行)$")
PREFERENCE = re.compile(r"优先|最好|者佳|为佳|尤佳|更佳|加分|可不要|非必须|不强求")
DENIED = re.compile(
    r"(?:不(?:太|大|怎么|是很)?(?:会|懂|熟|精通|擅长)|没(?:有)?(?:做|干|开|学|用|当|搞|接触|弄|碰)过?|从(?:来)?没|零(?:经验|基础)"
    r"|(?:没有?|无)[^，。、]{0,6}(?:经验|基础)|不(?:会|懂)[^，。]{0,8}但)"
)
"""From here on somebody says what they cannot do or never did."""

NONE_WORDS = frozenset({"无", "没有", "暂无", "无证", "没证", "无证书", "没有证", "没有证书", "无要求", "不限", "不要求", "不需要", "-", "/", "\\", "否", "none", "no"})
WISH_HEAD = re.compile(r"^(?:本人|希望|想要|想找个?|想做|想干|想当|想去|想从事|想|找个?|应聘|意向|从事|可以做|可做|能做|愿意?做|最好是?|优先|首选|其次|或者|也可以?做?|也可)+")
WISH_TAIL = re.compile(r"(?:之?类的?(?:工作|活)?|方面的?(?:工作|活)?|相关的?(?:工作|岗位|活)?|都行|都可以?|均可|也行|也可以?|的工作|的活儿?|优先){1,5}$")


def pieces(text: str, source: str, confirmed: bool = True) -> tuple[Phrase, ...]:
    """The parts of a cell between commas, stops and the like, each with where it stands."""
    found: list[Phrase] = []
    start = 0
    for stop in (*_stops(text), (len(text), len(text))):
        found += trimmed(text, start, stop[0], source, confirmed)
        start = stop[1]
    return tuple(found)


def _stops(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts end; what stands in brackets belongs together."""
    depth = at = 0
    for match in SEPARATORS.finditer(text):
        between = text[at : match.start()]
        depth = max(depth + sum(map(between.count, "（(")) - sum(map(between.count, "）)")), 0)
        at = match.start()
        closes = any(mark in text[match.start() :] for mark in "）)")
        if not (depth and closes):
            yield match.span()


def trimmed(text: str, start: int, end: int, source: str, confirmed: bool = True) -> Iterable[Phrase]:
    """The stretch without blanks and numbering at its ends, nothing where nothing is left."""
    piece = text[start:end]
    bare = piece.lstrip(" \t　·•*-:：①②③④⑤⑥⑦⑧⑨⑩")
    at = start + len(piece) - len(bare)
    bare = bare.rstrip(" \t　.!！~")
    if bare:
        yield Phrase(bare, source, at, at + len(bare), confirmed)


def refusal(phrase: Phrase) -> Phrase | None:
    """What a phrase refuses, None when it refuses nothing."""
    for pattern in (REFUSALS, EXCEPT):
        match = pattern.match(phrase.text)
        if match:
            return cut(phrase, *match.span("what"))
    return None


def wish(phrase: Phrase) -> Phrase:
    """The thing wanted, without the words of wanting."""
    head, tail = WISH_HEAD.match(phrase.text), WISH_TAIL.search(phrase.text)
    start, end = head.end() if head else 0, tail.start() if tail else len(phrase.text)
    return cut(phrase, start, end) if start < end else phrase


def cut(phrase: Phrase, start: int, end: int) -> Phrase:
    """A part of a phrase, standing where it stands."""
    return Phrase(phrase.text[start:end], phrase.source, phrase.start + start, phrase.start + end, phrase.confirmed)


def wishes(text: str, source: str) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """What a cell asks for and what it refuses; a refusal reaches on through 、 and 和."""
    wanted: list[Phrase] = []
    refused: list[Phrase] = []
    refusing = False
    before = 0
    for phrase in pieces(text, source):
        joined = text[before : phrase.start].strip() in ("、", "/", "和")
        what = refusal(phrase)
        refusing = what is not None or (refusing and joined)
        (refused if refusing else wanted).append(what or (phrase if refusing else wish(phrase)))
        before = phrase.end
    return tuple(wanted), tuple(refused)


def affirmed(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """What is claimed: each phrase up to where it turns to what cannot be done or was never done."""
    found: list[Phrase] = []
    for phrase in phrases:
        denied = DENIED.search(phrase.text)
        found += [cut(phrase, 0, denied.start())] if denied and denied.start() else [] if denied else [phrase]
    return tuple(found)


def is_none(text: str) -> bool:
    """Whether a cell says in so many words that there is nothing."""
    return text.strip().strip("。.").lower() in NONE_WORDS


def options(phrase: Phrase) -> tuple[Phrase, ...]:
    """The alternatives within a phrase: "电工证或焊工证"."""
    found: list[Phrase] = []
    start = 0
    for stop in (*(m.span() for m in ALTERNATIVES.finditer(phrase.text)), (len(phrase.text),) * 2):
        found += trimmed(phrase.text, start, stop[0], phrase.source, phrase.confirmed)
        start = stop[1]
    return tuple(Phrase(p.text, p.source, phrase.start + p.start, phrase.start + p.end, p.confirmed) for p in found)


def preferred(text: str) -> bool:
    """Whether something is asked as a preference, not as a must."""
    return bool(PREFERENCE.search(text))
