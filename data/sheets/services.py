"""A row of 服务事项表 as a Service."""

from data.reading.headcount import read_headcount
from data.reading.places import read_place
from data.records import Service
from data.sheets.cells import Cells
from data.vocabulary import CLAIM_WORDS, SERVICE_WORDS, ClaimMode, ServiceKind


def read_service(cells: Cells) -> Service:
    """The matter that a row describes."""
    place = read_place(cells.text("所在地")) if cells.text("所在地") else None
    if place is not None and place.code is None:
        cells.doubt("所在地")
    return Service(
        name=cells.text("事项名称"),
        kind=cells.read("类型", _kind) or ServiceKind.OTHER,
        place=place,
        audience=cells.text("服务对象"),
        headcount=cells.read("所需人数", read_headcount),
        skills=cells.phrases("技能要求"),
        hours=cells.text("时间"),
        claim=cells.read("认领方式", _claim),
        description=cells.text("说明"),
        valid_until=cells.until("有效期至"),
    )


def _kind(text: str) -> ServiceKind | None:
    return next((kind for word, kind in SERVICE_WORDS.items() if word in text), None)


def _claim(text: str) -> ClaimMode | None:
    return next((mode for word, mode in CLAIM_WORDS.items() if word in text), None)
