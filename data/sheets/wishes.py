"""What a row of 成员登记表 says of money to put in, help to give and coming home."""

from data.reading.attendance import read_online, read_seasonal
from data.reading.channels import read_channels, read_markets
from data.reading.money import own_money
from data.reading.presence import limits_in
from data.reading.returning import read_return
from data.reading.terms import read_involvement
from data.reading.tolerances import read_guaranteed, read_least_share, read_longest_wait
from data.records import InvestWish, Place, ReturnWish, ServeWish, WorkWish
from data.sheets.cells import Cells
from data.vocabulary import INVOLVEMENT_WORDS, Intent, Involvement

OWN_WORDS = ("参与方式", "可投资金", "关注行业", "备注")
ADVICE = ("服务特长", "技能特长", "关注行业", "备注")


def invest_wish(cells: Cells) -> InvestWish | None:
    """What the member would put in and on what terms; None where no cell speaks of it."""
    if not any(cells.text(heading) for heading in ("可投资金", "关注行业", "参与方式")):
        return None
    low, high = cells.read("可投资金", own_money) or (None, None)
    said = "。".join(text for heading in OWN_WORDS if (text := cells.text(heading)))
    least, least_firm = read_least_share(said)
    longest, longest_firm = read_longest_wait(said)
    guaranteed = read_guaranteed(said)
    involvement = _involvement(cells.text("参与方式"))
    if cells.text("参与方式") and involvement is None and least is None and longest is None and guaranteed is None:
        cells.read("参与方式", lambda text: None)
    return InvestWish(
        capital_low=low,
        capital_high=high,
        industries=cells.phrases("关注行业"),
        involvement=involvement,
        min_share=least,
        min_share_firm=least_firm,
        max_years=longest,
        max_years_firm=longest_firm,
        guaranteed=guaranteed,
    )


def _involvement(text: str) -> Involvement | None:
    """The contract's word, else the most that the wording amounts to."""
    said = next((kind for word, kind in INVOLVEMENT_WORDS.items() if word in text), None)
    return said or max(read_involvement(text), key=list(Involvement).index, default=None)


def serve_wish(cells: Cells, intents: tuple[Intent, ...]) -> ServeWish | None:
    """What the member would do for others; where somebody sells counts for those who would advise."""
    skills, hours = cells.phrases("服务特长"), cells.text("可服务时间")
    advises = Intent.ADVISE in intents
    helps = advises or Intent.VOLUNTEER in intents
    when = "。".join(cells.text(heading) for heading in ("可服务时间", "服务特长", *(("备注",) if advises else ())))
    sells = "。".join(cells.text(heading) for heading in ADVICE) if advises else ""
    found = ServeWish(
        skills=skills,
        hours=hours,
        online=read_online(when),
        seasonal=read_seasonal(when),
        channels=read_channels(sells),
        markets=read_markets("。".join(cells.text(heading) for heading in ("服务特长", "备注"))) if advises else (),
        limits=limits_in(cells.text("备注")) if helps or hours or skills else "",
    )
    return found if found != ServeWish() else None


def return_wish(cells: Cells, intents: tuple[Intent, ...], work: WorkWish | None, hometown: Place | None, current: Place | None) -> ReturnWish | None:
    """Whether the member would come home: by the remarks, the place of work that is wished for, and the intent."""
    said = "。".join(text for heading in ("意向", "备注") if (text := cells.text(heading)))
    found = read_return(Intent.LEAD in intents, cells.text("期望工作地"), said)
    if found or work is None or not (hometown and hometown.code and current and current.code):
        return found
    county = hometown.code
    away = not current.code.startswith(county[:4])
    return "home" if away and any(place.code and place.code.startswith(county[:4]) for place in work.places) else None
