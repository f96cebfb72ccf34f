"""A row of 家乡项目表 as a Project with its needs."""

from data.reading.headcount import read_headcount
from data.reading.money import read_capital
from data.reading.places import read_place
from data.records import Project, ProjectNeed
from data.sheets.cells import Cells
from data.vocabulary import NEED_WORDS, NeedKind


def read_project(cells: Cells) -> Project:
    """The project that a row describes, with one need for every kind named."""
    place = read_place(cells.text("所在地")) if cells.text("所在地") else None
    if place is not None and place.code is None:
        cells.doubt("所在地")
    return Project(
        name=cells.text("项目名称"),
        place=place,
        industry=cells.phrase("行业"),
        assets=cells.text("已有资源"),
        needs=tuple(_need(cells, kind) for kind in _kinds(cells)),
    )


def _kinds(cells: Cells) -> tuple[NeedKind | None, ...]:
    text = cells.text("需求类型")
    found = tuple(kind for word, kind in NEED_WORDS.items() if word in text)
    if text and not found:
        cells.doubt("需求类型")
    return found or (None,)


def _need(cells: Cells, kind: NeedKind | None) -> ProjectNeed:
    money = cells.read("所需资金", read_capital) or (None, None)
    ticket = cells.read("最低出资", read_capital) or (None, None)
    return ProjectNeed(
        id=kind.value if kind else "",
        kind=kind,
        description=cells.text("需求说明"),
        capital=money[1] if money[1] is not None else money[0],
        min_ticket=ticket[0] if ticket[0] is not None else ticket[1],
        split=cells.text("收益分配"),
        jobs=cells.read("预计带动就业", read_headcount),
        skills=cells.phrases("技能要求"),
        valid_until=cells.until("有效期至"),
    )
