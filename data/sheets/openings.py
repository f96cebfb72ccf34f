"""A row of 岗位需求表 as an Opening."""

import re
from dataclasses import replace

from data.reading.board import read_board
from data.reading.clauses import is_none, options, pieces, preferred
from data.reading.conditions import Stance, read_conditions
from data.reading.education import read_education_ask
from data.reading.experience import read_years
from data.reading.headcount import read_headcount
from data.reading.hours import read_hours
from data.reading.pay import read_pay
from data.reading.places import read_place
from data.reading.wishes import CERTIFICATE
from data.records import Ask, Opening, Pay, Place
from data.sheets.cells import UNREADABLE, Cells

MUST_HOLD = re.compile(r"持|须|必须|必需|要求|需要?(?:有|具|持)|具有|具备|凭|有.{0,12}证")
NOT_ASKED = re.compile(r"没有的?(?:可|也|先)?(?:入职)?.{0,4}(?:考|办|培训)|不(?:需|要|用|限|要求|强求)|无需|无须|可无|公司(?:统一)?(?:办|考)|包(?:办|考)|入职后(?:办|考)|可(?:代|协助)?办|培训")
OPENISH = re.compile(r"若干|不限|多名|数名|长期|大量|急招|面议")


def read_opening(cells: Cells) -> Opening:
    """The opening that a row describes; what could not be read is noted in `cells.faults`."""
    pay = cells.read("薪资待遇", _stated_pay)
    housing, meals = read_board(cells.text("食宿"))
    also = read_board(f"{cells.text('岗位职责')}；{cells.text('备注')}")
    if not cells.text("岗位名称"):
        cells.doubt("岗位名称")
    if not cells.text("单位名称"):
        cells.doubt("单位名称")
    asked = read_education_ask(cells.text("学历要求"))
    if asked.level is None and not asked.unlimited and cells.text("学历要求").lower() not in UNREADABLE:
        cells.doubt("学历要求")
    said = "；".join(cells.text(h) for h in ("岗位名称", "薪资待遇", "工作时间", "技能要求", "证书要求", "岗位职责", "备注"))
    return Opening(
        employer=cells.text("单位名称"),
        title=cells.phrase("岗位名称"),
        headcount=_headcount(cells),
        places=_places(cells),
        pay=pay,
        skills=tuple(p for p in cells.phrases("技能要求") if not is_none(p.text)),
        credentials=_credentials(cells),
        years=cells.read("经验要求", lambda text: read_years(text, cells.today)),
        education=asked.level,
        education_must=asked.must,
        conditions=_conditions(cells, said),
        housing=_first(housing, pay.housing if pay else None, also[0]),
        meals=_first(meals, pay.meals if pay else None, also[1]),
        start=cells.read("到岗时间", cells.start),
        valid_until=cells.until("有效期至"),
        duties=cells.text("岗位职责"),
        remarks=cells.text("备注"),
    )


def _stated_pay(text: str) -> Pay | None:
    pay = read_pay(text)
    said = (pay.low, pay.high, pay.low_raw, pay.high_raw, pay.negotiable)
    return pay if any(value is not None for value in said) or pay.period == "piece" else None


def _headcount(cells: Cells) -> int | None:
    text = cells.text("招聘人数")
    if not text or OPENISH.search(text):
        return None
    return cells.read("招聘人数", read_headcount)


def _places(cells: Cells) -> tuple[Place, ...]:
    text = cells.text("工作地点")
    if not text:
        return ()
    parts = [read_place(part) for part in re.split(r"[、/;；|]|或者?|和", text) if part.strip()]
    several = tuple(dict.fromkeys(part.code for part in parts))
    if len(several) > 1 and all(several):
        return tuple({part.code: part for part in parts}.values())
    whole = read_place(text)
    if whole.code is None:
        cells.doubt("工作地点")
        return ()
    return (whole,)


def _credentials(cells: Cells) -> tuple[Ask, ...]:
    found: list[Ask] = []
    for piece in cells.phrases("证书要求"):
        if NOT_ASKED.search(piece.text):
            found[-1:] = [replace(ask, must=False) for ask in found[-1:]]
        elif not is_none(piece.text):
            found.append(Ask(options(piece), must=not preferred(piece.text)))
    for heading in ("技能要求", "经验要求", "备注", "岗位职责"):
        for piece in pieces(cells.text(heading), heading, confirmed=False):
            if CERTIFICATE.search(piece.text) and MUST_HOLD.search(piece.text) and not NOT_ASKED.search(piece.text):
                found.append(Ask(options(piece), must=not preferred(piece.text)))
    return tuple(found)


def _conditions(cells: Cells, said: str) -> frozenset[str]:
    found = read_conditions(said)
    by_the_clock = read_hours(cells.text("工作时间"))
    has = set(found.has)
    if by_the_clock is not None:
        named = {mention.code for mention in found.mentions if mention.stance is Stance.HAS}
        has -= {"night_shift"} - named
        has |= by_the_clock
    return frozenset(has - found.refused)


def _first(*values: bool | None) -> bool | None:
    return next((value for value in values if value is not None), None)

