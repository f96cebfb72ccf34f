"""Headings as people write them, and the sheets they tell of."""

import pytest

from data.sheets.headings import HEADINGS, accepts, fold_heading, guess_kind, heading_index, match_headings
from data.vocabulary import RecordKind

CONTRACT = {
    RecordKind.MEMBER: "编号, 姓名, 手机号, 户籍地, 现居地, 意向, 求职岗位, 期望薪资, 期望工作地, 技能特长, 证书, 工作经历, 工作年限, 学历, "
    "到岗时间, 可投资金, 关注行业, 参与方式, 可服务时间, 服务特长, 求助事项, 结对意愿, 备注",
    RecordKind.OPENING: "编号, 单位名称, 岗位名称, 招聘人数, 工作地点, 薪资待遇, 技能要求, 证书要求, 经验要求, 学历要求, 工作时间, 食宿, "
    "到岗时间, 有效期至, 岗位职责, 备注",
    RecordKind.NEED: "编号, 项目名称, 所在地, 行业, 需求类型, 需求说明, 所需资金, 最低出资, 已有资源, 收益分配, 预计带动就业, 技能要求, 有效期至",
    RecordKind.SERVICE: "编号, 事项名称, 类型, 所在地, 服务对象, 所需人数, 技能要求, 时间, 认领方式, 说明, 有效期至",
}
KINDS = list(RecordKind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_contracts_headings_are_all_there_in_their_order(kind: RecordKind) -> None:
    names = CONTRACT[kind].split(", ")
    assert [heading.name for heading in HEADINGS[kind]] == names
    assert match_headings(kind, names) == dict(enumerate(names))
    assert guess_kind(names) is kind
    assert guess_kind(names[::-1]) is kind


@pytest.mark.parametrize("kind", KINDS)
def test_each_synonym_and_english_name_finds_a_heading_of_its_own(kind: RecordKind) -> None:
    index = heading_index(kind)
    for heading in HEADINGS[kind]:
        assert index[fold_heading(heading.name)] == heading.name
        assert index[fold_heading(heading.english)] == heading.name
        for synonym in heading.synonyms:
            assert fold_heading(synonym) in index


WRITTEN = [
    (RecordKind.OPENING, "招聘人数（人）", "招聘人数"),
    (RecordKind.OPENING, "招聘人数(人)", "招聘人数"),
    (RecordKind.OPENING, "* 岗位名称", "岗位名称"),
    (RecordKind.OPENING, "＊岗位名称", "岗位名称"),
    (RecordKind.OPENING, "*岗位名称（必填）", "岗位名称"),
    (RecordKind.OPENING, " 岗 位 名 称 ", "岗位名称"),
    (RecordKind.OPENING, "岗位\n名称", "岗位名称"),
    (RecordKind.OPENING, "崗位名稱", "岗位名称"),
    (RecordKind.OPENING, "單位名稱", "单位名称"),
    (RecordKind.OPENING, "薪資待遇：", "薪资待遇"),
    (RecordKind.OPENING, "【食宿】", "食宿"),
    (RecordKind.OPENING, "職位名稱", "岗位名称"),
    (RecordKind.OPENING, "用人单位", "单位名称"),
    (RecordKind.OPENING, "Title", "岗位名称"),
    (RecordKind.MEMBER, "聯繫電話", "手机号"),
    (RecordKind.MEMBER, "戶籍地", "户籍地"),
    (RecordKind.MEMBER, "籍贯", "户籍地"),
    (RecordKind.MEMBER, "PHONE", "手机号"),
    (RecordKind.MEMBER, "最高学历", "学历"),
    (RecordKind.NEED, "起投金額", "最低出资"),
    (RecordKind.SERVICE, "名额", "所需人数"),
]


@pytest.mark.parametrize(("kind", "written", "name"), WRITTEN)
def test_a_heading_is_known_however_it_is_written(kind: RecordKind, written: str, name: str) -> None:
    assert match_headings(kind, ["x", written]) == {1: name}


@pytest.mark.parametrize("written", ["", "民谣", "（人）", "第3列", "薪资待遇岗位名称"])
def test_other_words_are_no_heading(written: str) -> None:
    assert match_headings(RecordKind.OPENING, [written]) == {}


def test_the_same_heading_twice_counts_once_and_the_first_holds() -> None:
    assert match_headings(RecordKind.OPENING, ["岗位", "岗位名称", "单位"]) == {0: "岗位名称", 2: "单位名称"}


@pytest.mark.parametrize("row", [[], [""], ["编号", "备注"], ["1", "2"], ["仓库管理员", "5人", "南城"]])
def test_a_row_that_is_no_heading_row_is_not_taken_for_one(row: list[str]) -> None:
    assert guess_kind(row) is None


def test_every_heading_says_in_both_languages_what_may_stand_there() -> None:
    for kind in KINDS:
        for heading in HEADINGS[kind]:
            text = accepts(kind, heading.name)
            assert text.zh and text.en
