"""A row of 成员登记表 as a Member."""

from data.reading.clauses import affirmed, is_none, pieces, wishes
from data.reading.conditions import read_conditions
from data.reading.education import read_level
from data.reading.experience import read_years
from data.reading.pairing_wish import read_side
from data.reading.pay import read_wish
from data.reading.places import read_place
from data.reading.returning import read_current_pay
from data.reading.script import simplify
from data.reading.wishes import DOUBTED, read_certificates, read_place_wish
from data.records import Member, Pay, Phrase, Place, WorkWish, Years
from data.sheets.cells import Cells
from data.sheets.wishes import invest_wish, return_wish, serve_wish
from data.vocabulary import INTENT_WORDS, Intent, PairingWish

WORK_HEADINGS = ("求职岗位", "期望薪资", "期望工作地", "到岗时间")


def read_member(cells: Cells) -> Member:
    """The member that a row describes; what could not be read is noted in `cells.faults`."""
    hometown = cells.read("户籍地", lambda text: _sure(read_place(text)))
    near = hometown.code if hometown else None
    current = cells.read("现居地", lambda text: _sure(read_place(text, near)))
    listed, mentioned = read_certificates(cells.text("证书"), _elsewhere(cells))
    held = listed if listed is not None else mentioned or None
    intents = _intents(cells)
    work = _work(cells, hometown, current)
    return Member(
        name=cells.text("姓名"),
        phone=cells.text("手机号"),
        hometown=hometown,
        current=current,
        intents=intents,
        skills=affirmed(cells.phrases("技能特长")),
        credentials=held,
        credentials_listed=held is None or (listed is not None and not DOUBTED.search(cells.text("证书"))),
        history=affirmed(cells.phrases("工作经历")),
        years=cells.read("工作年限", lambda t: _years(t, cells)) or _worked(cells),
        education=cells.read("学历", read_level),
        work=work,
        invest=invest_wish(cells),
        serve=serve_wish(cells, intents),
        matters=cells.phrases("求助事项"),
        pairing=_pairing(cells.text("结对意愿")),
        return_wish=return_wish(cells, intents, work, hometown, current),
        current_pay=read_current_pay(cells.text("工作经历"), cells.text("备注")),
        remarks=cells.text("备注"),
    )


def _sure(place: Place) -> Place | None:
    return place if place.code else None


def _elsewhere(cells: Cells) -> tuple[Phrase, ...]:
    headings = ("技能特长", "工作经历", "备注", "求职岗位")
    return tuple(piece for heading in headings for piece in pieces(cells.text(heading), heading, confirmed=False))


def _years(text: str, cells: Cells) -> Years | None:
    """A bare number under this heading is a number of years."""
    return read_years(text, cells.today) or read_years(f"{text.strip()}年", cells.today)


def _worked(cells: Cells) -> Years | None:
    text = cells.text("工作经历")
    return read_years(text, cells.today) if text else None


def _intents(cells: Cells) -> tuple[Intent, ...]:
    text = simplify(cells.text("意向"))
    found = tuple(intent for word, intent in INTENT_WORDS.items() if word in text)
    if text and not found:
        cells.doubt("意向")
    if not found and any(cells.text(heading) for heading in WORK_HEADINGS):
        return (Intent.WORK,)
    return found


def _work(cells: Cells, hometown: Place | None, current: Place | None) -> WorkWish | None:
    if not any(cells.text(heading) for heading in (*WORK_HEADINGS, "备注")):
        return None
    wanted, refused = wishes(cells.text("求职岗位"), "求职岗位")
    _, refused_too = wishes(cells.text("备注"), "备注")
    pay = cells.read("期望薪资", _stated_pay)
    place = read_place_wish(cells.text("期望工作地"), cells.text("备注"), hometown, current)
    if cells.text("期望工作地") and place.empty:
        cells.doubt("期望工作地")
    conditions = [read_conditions(cells.text(h)) for h in ("求职岗位", "期望薪资", "期望工作地", "备注")]
    boards = [read_wish(cells.text(h)) for h in ("备注", "求职岗位", "期望工作地") if cells.text(h)]
    return WorkWish(
        occupations=tuple(phrase for phrase in wanted if not is_none(phrase.text)),
        refused_occupations=refused + refused_too,
        pay=pay,
        places=place.places,
        refused_places=place.refused,
        anywhere=place.anywhere,
        places_only=place.only,
        wanted=frozenset().union(*(c.wanted | (c.has - c.refused) for c in conditions)),
        refused=frozenset().union(*(c.refused for c in conditions)),
        housing=_any(pay.housing if pay else None, *(b.housing for b in boards)),
        meals=_any(pay.meals if pay else None, *(b.meals for b in boards)),
        start=cells.read("到岗时间", cells.start),
    )


def _stated_pay(text: str) -> Pay | None:
    pay = read_wish(text)
    said = (pay.low, pay.high, pay.negotiable, pay.housing, pay.meals)
    return pay if any(value is not None for value in said) else None


def _any(*values: bool | None) -> bool | None:
    known = [value for value in values if value is not None]
    return any(known) if known else None


def _pairing(text: str) -> PairingWish | None:
    """Who would take either side stands as a giver; who wants neither has no wish."""
    side = read_side(text)
    return PairingWish.GIVE if side.either else side.wish
