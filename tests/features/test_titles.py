"""Titles are ranked by the work they name, whatever words they use for it."""

import pytest

from features.titles import TitleIndex

LINES = ["仓库管理员", "叉車司機", "保安", "保洁员", "月嫂", "育婴员", "门店店长", "电商运营", "低压电工", "", "会计", "babysitter", "software developer"]
INDEX = TitleIndex(LINES)


@pytest.mark.parametrize(
    ("title", "closest"),
    [("仓管", {0}), ("叉车工", {1}), ("母婴护理", {4, 5}), ("水电工", {8}), ("直播带货", {7}), ("nanny", {11}), ("programmer", {12})],
)
def test_the_closest_title_names_the_same_work(title: str, closest: set[int]) -> None:
    assert INDEX.rank(title)[0] in closest


def test_every_line_is_ranked_once_and_ties_keep_their_order() -> None:
    assert sorted(INDEX.rank("厨师")) == list(range(len(LINES)))
    assert INDEX.rank("") == list(range(len(LINES)))
    assert TitleIndex(["保安", "保安", "保安"]).rank("保安") == [0, 1, 2]


def test_traditional_spelling_changes_nothing() -> None:
    assert INDEX.rank("倉庫管理員") == INDEX.rank("仓库管理员")


def test_an_empty_corpus_has_an_empty_ranking() -> None:
    assert TitleIndex([]).rank("保安") == []
