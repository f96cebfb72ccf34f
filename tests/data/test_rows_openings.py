"""Rows of 岗位需求表, 家乡项目表 and 服务事项表 as opportunities."""

import pytest

from data.records import Opening, Project, Service
from data.sheets.rows import record_from_row
from data.vocabulary import (
    CLAIM_WORDS,
    NEED_WORDS,
    SERVICE_WORDS,
    ClaimMode,
    Education,
    NeedKind,
    RecordKind,
    ServiceKind,
)
from tests.data.making import TODAY

OPENING = {
    "编号": "O1", "单位名称": "盱江仓储", "岗位名称": "仓库管理员", "招聘人数": "5人", "工作地点": "江西南城", "薪资待遇": "4500-5200元/月",
    "技能要求": "叉车、库存管理", "证书要求": "叉车证或驾驶证", "经验要求": "1年以上", "学历要求": "初中及以上", "工作时间": "长白班",
    "食宿": "包午餐", "到岗时间": "随时", "有效期至": "2099-12-31", "岗位职责": "收发货、盘点", "备注": "五险",
}  # fmt: skip
PROJECT = {
    "编号": "P1", "项目名称": "水库生态养鱼", "所在地": "江西南城", "行业": "淡水养殖", "需求类型": "资金、带头人", "需求说明": "缺钱缺人",
    "所需资金": "80万", "最低出资": "1万", "已有资源": "水库300亩", "收益分配": "村51%，出资人49%", "预计带动就业": "20人", "技能要求": "养鱼",
    "有效期至": "2099-12-31",
}  # fmt: skip
SERVICE = {
    "编号": "S1", "事项名称": "独居老人助浴", "类型": "志愿服务", "所在地": "江西南城", "服务对象": "老人", "所需人数": "10人", "技能要求": "护理",
    "时间": "周末", "认领方式": "多人一领", "说明": "每周一次", "有效期至": "2099-12-31",
}  # fmt: skip


def opening(**cells: str) -> tuple[Opening, set[str]]:
    record, faults = record_from_row(RecordKind.OPENING, {"单位名称": "甲", "岗位名称": "普工"} | cells, TODAY)
    assert isinstance(record, Opening)
    return record, {fault.where for fault in faults}


def project(**cells: str) -> tuple[Project, set[str]]:
    record, faults = record_from_row(RecordKind.NEED, cells, TODAY)
    assert isinstance(record, Project)
    return record, {fault.where for fault in faults}


def service(**cells: str) -> tuple[Service, set[str]]:
    record, faults = record_from_row(RecordKind.SERVICE, cells, TODAY)
    assert isinstance(record, Service)
    return record, {fault.where for fault in faults}


def test_a_whole_opening_is_read_without_a_fault() -> None:
    record, faults = opening(**OPENING)
    assert faults == set() and dict(record.cells) == OPENING
    assert (record.number, record.employer, record.title.text, record.headcount) == ("O1", "盱江仓储", "仓库管理员", 5)
    assert [place.code for place in record.places] == ["361021"]
    assert record.pay and (record.pay.low, record.pay.high) == (4500, 5200)
    assert [phrase.text for phrase in record.skills] == ["叉车", "库存管理"]
    assert [[option.text for option in ask.options] for ask in record.credentials] == [["叉车证", "驾驶证"]]
    assert record.years and record.years.low == 1
    assert (record.education, record.education_must) == (Education.JUNIOR, True)
    assert record.meals is True and record.valid_until == "2099-12-31" and record.duties == "收发货、盘点"


@pytest.mark.parametrize("cell", ["若干", "不限", "多名", "长期招"])
def test_an_open_headcount_is_open_and_no_fault(cell: str) -> None:
    record, faults = opening(招聘人数=cell)
    assert record.headcount is None and faults == set()


@pytest.mark.parametrize(("cell", "headcount"), [("5", 5), ("5人", 5), ("十名", 10), ("3-5人", 5), ("400", 400)])
def test_a_headcount_is_a_number(cell: str, headcount: int) -> None:
    assert opening(招聘人数=cell)[0].headcount == headcount


@pytest.mark.parametrize("heading", ["单位名称", "岗位名称"])
def test_an_opening_without_its_employer_or_title_is_doubted(heading: str) -> None:
    assert opening(**{heading: ""})[1] == {heading}


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("招聘人数", "很多很多"), ("工作地点", "火星"), ("薪资待遇", "看着给"), ("学历要求", "很高"), ("经验要求", "老手"), ("有效期至", "招满为止吧")],
)
def test_what_cannot_be_read_is_a_fault_under_its_heading(heading: str, cell: str) -> None:
    record, faults = opening(**{heading: cell})
    assert faults == {heading} and record.cells[heading] == cell


@pytest.mark.parametrize("cell", ["不限", "无", "-", "/"])
@pytest.mark.parametrize("heading", ["学历要求", "经验要求", "证书要求", "技能要求"])
def test_no_requirement_said_in_words_is_no_fault(heading: str, cell: str) -> None:
    record, faults = opening(**{heading: cell})
    assert faults == set() and (record.credentials, record.education, record.skills) == ((), None, ())
    assert record.years is None or record.years.low == 0


ASKED = [
    ({"证书要求": "叉车证"}, [(["叉车证"], True)]),
    ({"证书要求": "叉车证优先"}, [(["叉车证优先"], False)]),
    ({"证书要求": "电工证、焊工证"}, [(["电工证"], True), (["焊工证"], True)]),
    ({"证书要求": "电工证或焊工证"}, [(["电工证", "焊工证"], True)]),
    ({"证书要求": "无需证书"}, []),
    ({"备注": "须持健康证"}, [(["须持健康证"], True)]),
    ({"备注": "入职后办健康证"}, []),
    ({"岗位职责": "审核证照"}, []),
]


@pytest.mark.parametrize(("cells", "asks"), ASKED)
def test_certificates_asked_for(cells: dict[str, str], asks: list[tuple[list[str], bool]]) -> None:
    record, _ = opening(**cells)
    assert [([option.text for option in ask.options], ask.must) for ask in record.credentials] == asks


def test_several_places_are_all_kept() -> None:
    assert {place.code for place in opening(工作地点="江西南城、江西南丰")[0].places} == {"361021", "361023"}


@pytest.mark.parametrize(
    ("cells", "housing", "meals"),
    [({"食宿": "包吃住"}, True, True), ({"食宿": "不包住"}, False, None), ({"备注": "包住"}, True, None), ({"薪资待遇": "4000元/月，包吃"}, None, True), ({}, None, None)],
)  # fmt: skip
def test_board_and_lodging_wherever_they_are_said(cells: dict[str, str], housing: bool | None, meals: bool | None) -> None:
    record, _ = opening(**cells)
    assert (record.housing, record.meals) == (housing, meals)


def test_night_work_is_read_from_the_clock() -> None:
    assert "night_shift" in opening(工作时间="22:00-6:00")[0].conditions
    assert "night_shift" not in opening(工作时间="8:00-17:30")[0].conditions


def test_a_whole_project_is_read_without_a_fault() -> None:
    record, faults = project(**PROJECT)
    assert faults == set() and dict(record.cells) == PROJECT
    assert record.place and record.place.code == "361021" and record.industry.text == "淡水养殖" and record.assets == "水库300亩"
    assert [need.kind for need in record.needs] == [NeedKind.CAPITAL, NeedKind.LEADER]
    for need in record.needs:
        assert (need.capital, need.min_ticket, need.jobs, need.valid_until) == (800_000, 10_000, 20, "2099-12-31")
        assert need.split == "村51%，出资人49%" and need.description == "缺钱缺人"


@pytest.mark.parametrize(("word", "kind"), NEED_WORDS.items())
def test_each_kind_of_need_is_known(word: str, kind: NeedKind) -> None:
    assert [need.kind for need in project(需求类型=word)[0].needs] == [kind]


@pytest.mark.parametrize(("heading", "cell"), [("所在地", "火星"), ("需求类型", "什么都要"), ("所需资金", "一点"), ("最低出资", "随意"), ("预计带动就业", "挺多")])
def test_a_doubtful_cell_of_a_project_is_named_once(heading: str, cell: str) -> None:
    found, faults = record_from_row(RecordKind.NEED, {"项目名称": "养鱼", "需求类型": "资金、技术", heading: cell}, TODAY)
    assert [fault.where for fault in faults] == [heading] and found.cells[heading] == cell


def test_a_whole_service_is_read_without_a_fault() -> None:
    record, faults = service(**SERVICE)
    assert faults == set() and dict(record.cells) == SERVICE
    assert (record.kind, record.claim, record.headcount) == (ServiceKind.VOLUNTEERING, ClaimMode.SEVERAL_TAKE_ONE, 10)
    assert (record.name, record.audience, record.hours, record.description) == ("独居老人助浴", "老人", "周末", "每周一次")
    assert record.valid_until == "2099-12-31" and [phrase.text for phrase in record.skills] == ["护理"]


@pytest.mark.parametrize(("word", "kind"), SERVICE_WORDS.items())
def test_each_kind_of_service_is_known(word: str, kind: ServiceKind) -> None:
    assert service(类型=word)[0].kind is kind


@pytest.mark.parametrize(("word", "mode"), CLAIM_WORDS.items())
def test_each_way_of_claiming_is_known(word: str, mode: ClaimMode) -> None:
    assert service(认领方式=word)[0].claim is mode


@pytest.mark.parametrize(("heading", "cell"), [("类型", "怪事"), ("所在地", "火星"), ("所需人数", "挺多"), ("认领方式", "抢"), ("有效期至", "办完为止吧")])
def test_a_doubtful_cell_of_a_service_is_named(heading: str, cell: str) -> None:
    record, faults = service(**{heading: cell})
    assert faults == {heading} and record.cells[heading] == cell
