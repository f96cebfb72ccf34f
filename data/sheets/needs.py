"""A row of 家乡项目表 as a Project with its needs."""

from collections.abc import Iterable
from dataclasses import fields, replace

from data.reading.assets import read_holdings
from data.reading.attendance import read_online, read_seasonal
from data.reading.channels import read_channels, read_markets
from data.reading.headcount import read_headcount
from data.reading.money import read_capital
from data.reading.places import read_place
from data.reading.shares import find_shares
from data.reading.terms import (
    read_bonus,
    read_horizon,
    read_involvement,
    read_most,
    read_offer,
    read_promised,
    read_stake,
    read_tickets,
)
from data.reading.yields import read_yields
from data.records import Figure, Holding, Project, ProjectNeed, Yields
from data.sheets.cells import Cells
from data.vocabulary import NEED_WORDS, NeedKind

TERMS = ("所需资金", "最低出资", "需求说明", "收益分配", "已有资源")
"""The cells where the terms of taking part are written."""

SOLD = (NeedKind.CHANNEL, None)
HELPED = (NeedKind.TECHNIQUE, NeedKind.CHANNEL, NeedKind.TALENT, NeedKind.LEADER, None)
HIRED = (NeedKind.LEADER, NeedKind.TALENT, NeedKind.TECHNIQUE)


def read_project(cells: Cells) -> Project:
    """The project that a row describes, with one need for every kind named."""
    place = read_place(cells.text("所在地")) if cells.text("所在地") else None
    if place is not None and place.code is None:
        cells.doubt("所在地")
    holdings = read_holdings(cells.text("已有资源"), "已有资源")
    terms = _terms(cells, holdings)
    return Project(
        name=cells.text("项目名称"),
        place=place,
        industry=cells.phrase("行业"),
        assets=cells.text("已有资源"),
        holdings=holdings,
        needs=tuple(_need(cells, terms, kind) for kind in _kinds(cells)),
    )


def _kinds(cells: Cells) -> tuple[NeedKind | None, ...]:
    text = cells.text("需求类型")
    found = tuple(kind for word, kind in NEED_WORDS.items() if word in text)
    if text and not found:
        cells.doubt("需求类型")
    return found or (None,)


def _terms(cells: Cells, holdings: tuple[Holding, ...]) -> ProjectNeed:
    """What holds for every need of the row."""
    money = cells.read("所需资金", read_capital) or (None, None)
    least, most = cells.read("最低出资", _tickets) or (None, None)
    said = _joined(cells, TERMS)
    return ProjectNeed(
        description=cells.text("需求说明"),
        capital=money[1] if money[1] is not None else money[0],
        min_ticket=least,
        max_ticket=most if most is not None else read_most(said),
        promised=read_promised(said),
        split=cells.text("收益分配"),
        shares=find_shares(cells.text("收益分配")) or find_shares(cells.text("需求说明")),
        years=read_horizon(said),
        involvement=read_involvement(said),
        jobs=cells.read("预计带动就业", read_headcount),
        skills=cells.phrases("技能要求"),
        valid_until=cells.until("有效期至"),
        yields=_yields(cells, holdings),
    )


def _need(cells: Cells, terms: ProjectNeed, kind: NeedKind | None) -> ProjectNeed:
    """The terms with what belongs to one kind of need: how help comes, where goods go, what a person is paid."""
    need = replace(terms, id=kind.value if kind else "", kind=kind)
    told, asked = cells.text("需求说明"), _joined(cells, ("需求说明", "技能要求"))
    paid = _joined(cells, ("需求说明", "收益分配"))
    if kind in HELPED:
        need = replace(need, online=read_online(asked), seasonal=read_seasonal(told))
    if kind in SOLD:
        need = replace(need, channels=read_channels(asked), markets=read_markets(asked))
    if kind in HIRED:
        need = replace(need, offer=read_offer(paid), offer_stake=read_stake(paid), offer_bonus=read_bonus(paid))
    return need


def _tickets(text: str) -> tuple[float | None, float | None] | None:
    tickets = read_tickets(text)
    return tickets if any(ticket is not None for ticket in tickets) else None


def _yields(cells: Cells, holdings: tuple[Holding, ...]) -> Yields | None:
    """The figures of the cells, each from the first that states it; a yield a mu goes with the one area held."""
    read = [found for heading in ("需求说明", "收益分配") if (found := read_yields(cells.text(heading), heading))]
    if not read:
        return None
    first = {item.name: next((v for one in read if (v := getattr(one, item.name))), None) for item in fields(Yields)}
    yields = replace(Yields(), **{name: value for name, value in first.items() if value is not None})
    areas = [holding for holding in holdings if holding.unit == "亩" and holding.quantity]
    if yields.per_mu and yields.area is None and len(areas) == 1 and areas[0].quantity:
        yields = replace(yields, area=Figure(areas[0].quantity, None, "亩", areas[0].phrase))
    return yields


def _joined(cells: Cells, headings: Iterable[str]) -> str:
    return "。".join(text for heading in headings if (text := cells.text(heading)))
