"""Board and lodging: what is given in kind, what is denied; allowances, canteens and rents say neither."""

from __future__ import annotations

import re

from data.reading.script import fold

_MEAL = (
    r"(?:(?:早|中|午|晚|夜|工作|员工|营养|免费|三|两|二|一|[1-3]|四|日|顿){1,6}(?:餐|饭|顿)|一日三餐|伙食|餐食|吃饭|吃喝|吃(?!苦|亏|饭|住)"
    r"|食(?!堂|品|材|物|宿|住)|饭|餐(?!饮|厅|具)|膳食?)"
)
_ROOM = r"(?:周转房|夫妻房|工棚|板房|[二两三四五六八1-8]人一?间|单间(?:公寓|宿舍)?)"
_HOME = rf"(?:住宿|住房|宿舍|员工宿舍|集体宿舍|食宿|住?{_ROOM}|住(?!家|院|址)|公寓|宿)"
_BOTH = r"(?:吃住|食宿|吃喝住|膳宿|食住|吃宿|住吃)"
_TOPIC = rf"(?:{_BOTH}|{_MEAL}|{_HOME})(?![房宿]? ?(?:\d+元?)?(?:补|津贴|费(?!用?(?:全|自|公司|由))|卡|券|公积金|押金|租金|方案))"
_MORE = (
    rf"(?: ?[、和及与/&+]? ?一?(?:{_BOTH}|{_MEAL}|{_HOME})(?![房宿舍]* ?(?:\d+元?)?(?:补|津贴|费|自|不|也不|卡|券|另|要)))?"
)

GIVEN = re.compile(
    r"(?P<free>(?:不需要|不需|不用|不要|无需|不必|用不着))?(?P<no>(?:不再|不|没有?|未|无|概不|均不|没)(?:能|予|另)?)? ?"
    r"(?P<verb>免费提供|免费包|统一提供|可?提供|全?包|管|供应?|免费|含|带|配有?|安排|有|免)?"
    rf" ?(?:了|有|上|全|员工|公司|集体|单位|中午|晚上)?(?:免费|的)?(?P<topic>{_TOPIC}{_MORE})"
    r"(?P<state>(?:问题|费用|费|方面)?(?:需要?|须|都|均|全部|全|请|一律|由)?"
    r"(?:自理|自行解决|自行安排|自行|自己解决|自己搞|自己做|自己|自备|自付|自费|自租|(?:不包|不管|不含|不提供|全包|都包|都管|全管|包)(?![吃住食宿餐饭早中午晚三两工])"
    r"|全免|免费|安排(?!在)|(?:公司|老板|东家|主家|厂里|单位|雇主)(?:承担|负责|提供|包|管)|都?在?(?:猪场|厂里|(?<=在)厂|场里|店里|工地|雇主家|我家|东家家?|主家|老板家)))?"
)
ENGLISH = re.compile(
    r"(?P<no>\bno |\bwithout |\bnot incl\w* )?(?:free )?(?P<topic>room and board|board and lodging"
    r"|(?P<home>dorm(?:itor(?:y|ies))?|housing|accommodation|lodging)|(?P<food>meals?|food|lunch(?:es)?))\b"
    r"(?! ?(?:allowance|subsid|fee|fund|deducted|at (?:your|own)|not|industry|factory|plant|processing|delivery))",
    re.IGNORECASE,
)
"""English words for what is given; an allowance for it, or food as a trade, is not."""
_BOTH_WORDS, _MEAL_WORD, _HOME_WORD = re.compile(_BOTH), re.compile(_MEAL), re.compile("住|宿|公寓|板房|工棚|夫妻房|周转房|人一?间|单间")
GIVEN_BY_NAME = re.compile(rf"工作餐|一日三餐|住?{_ROOM}")
DENYING = re.compile("自|不")
LEFT_TO_ONESELF = re.compile(r"自(?:己|行)(?:解决|安排|负责|想办法|找|租)[^,。;]{0,2}$")
"""Before what nobody gives: 自己解决住宿."""


def _said(match: re.Match[str]) -> bool | None:
    """True where it is given, False where it is denied, None where the words only mention it."""
    if match["state"]:
        return not DENYING.search(match["state"])
    if match["free"]:
        return None
    if match["no"]:
        return False if match["verb"] or match["no"] in ("没有", "没", "无") else None
    if match["verb"]:
        return True
    return True if GIVEN_BY_NAME.match(match["topic"]) else None


def read_board(text: str) -> tuple[bool | None, bool | None]:
    """(housing, meals): True only where given in kind, False only where denied, None where unsaid."""
    plain = fold(text).text
    housing, meals = _read_english(plain)
    for match in GIVEN.finditer(plain):
        said = False if LEFT_TO_ONESELF.search(plain, 0, match.start()) else _said(match)
        if said is None:
            continue
        topic = match["topic"]
        both = _BOTH_WORDS.search(topic)
        if housing is None and (both or _HOME_WORD.search(topic)):
            housing = said
        if meals is None and (both or _MEAL_WORD.search(topic)):
            meals = said
    return housing, meals


def _read_english(plain: str) -> tuple[bool | None, bool | None]:
    housing: bool | None = None
    meals: bool | None = None
    for match in ENGLISH.finditer(plain):
        if housing is None and not match["food"]:
            housing = not match["no"]
        if meals is None and not match["home"]:
            meals = not match["no"]
    return housing, meals
