"""A funding history as three CSV files: investors, the projects that stand open, and who joined which round before."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TypeVar

from data.errors import Fault, InvalidInput, NotFound
from data.text import Text

T = TypeVar("T")
PLACE = ("country", "state", "region", "city")
ROUND = ("round_type", "raised_usd", "category", *PLACE)
MOST_FAULTS = 20

NO_FOLDER = Text(zh="没有这个文件夹，或里面缺少文件", en="there is no such folder, or a file is missing in it")
A_FOLDER = Text(
    zh="含 history.csv、investors.csv、projects.csv 的文件夹", en="a folder with history.csv, investors.csv and projects.csv"
)
BAD_FILE = Text(zh="投资历史读不出来", en="the funding history cannot be read")
UTF8 = Text(zh="UTF-8 编码的 CSV", en="CSV in UTF-8")
A_DAY = Text(zh="日期，如 2011-07-01", en="a date such as 2011-07-01")
A_SUM = Text(zh="不小于 0 的数字，或留空", en="a number not below 0, or nothing")
A_NAME = Text(zh="不能为空", en="not empty")
ONCE = Text(zh="每个只出现一次", en="each only once")
UNLISTED = Text(zh="名单里没有", en="not in the list")
LISTED = Text(zh="investors.csv 或 projects.csv 里的编号", en="an id of investors.csv or projects.csv")
SOMETHING = Text(zh="至少一行", en="at least one row")


@dataclass(frozen=True, slots=True)
class Site:
    """Where somebody sits, from the country down; a part that is not known is empty."""

    country: str
    state: str
    region: str
    city: str


@dataclass(frozen=True, slots=True)
class Investor:
    """One who joins rounds."""

    id: str
    site: Site


@dataclass(frozen=True, slots=True)
class Venture:
    """A project with the round in which it looks, or looked, for capital; `raised` in dollars, None where unsaid."""

    id: str
    trade: str
    site: Site
    day: date
    stage: str
    raised: float | None


@dataclass(frozen=True, slots=True)
class Investment:
    """One investor's joining of a project's round."""

    investor: str
    venture: Venture


@dataclass(frozen=True, slots=True)
class History:
    """What the three files say; investments in order of their day."""

    investors: tuple[Investor, ...]
    ventures: tuple[Venture, ...]
    investments: tuple[Investment, ...]

    def pair(self, investor: str, project: str) -> tuple[Investor, Venture]:
        """The investor and the open project with these ids; NotFound names the one that is not listed."""
        known = {found.id: found for found in self.investors}, {found.id: found for found in self.ventures}
        if investor not in known[0]:
            raise NotFound(UNLISTED, (Fault("investor", investor, LISTED),))
        if project not in known[1]:
            raise NotFound(UNLISTED, (Fault("project", project, LISTED),))
        return known[0][investor], known[1][project]


def read_history(folder: Path) -> History:
    """Read the three files of a folder; InvalidInput names file, row and column of what is wrong."""
    investors = _rows(folder / "investors.csv", ("investor", *PLACE), _investor)
    ventures = _rows(folder / "projects.csv", ("project", "round_date", *ROUND), _venture("round_date"))
    told = _rows(folder / "history.csv", ("investor", "project", "date", *ROUND), _investment)
    _each_once("investors.csv", [investor.id for investor in investors])
    _each_once("projects.csv", [venture.id for venture in ventures])
    return History(
        tuple(investors), tuple(ventures), tuple(sorted(told, key=lambda told: (told.venture.day, told.investor, told.venture.id)))
    )


Cells = dict[str, str]


class _BadCellError(ValueError):
    def __init__(self, column: str, found: str, accepted: Text) -> None:
        super().__init__(column)
        self.column, self.found, self.accepted = column, found, accepted


def _rows(path: Path, columns: tuple[str, ...], read: Callable[[Cells], T]) -> list[T]:
    found: list[T] = []
    faults: list[Fault] = []
    for number, cells in _cells(path, columns):
        try:
            found.append(read(cells))
        except _BadCellError as error:
            faults.append(Fault(error.column, error.found, error.accepted, number, path.name))
    if not found and not faults:
        faults.append(Fault(path.name, "", SOMETHING))
    if faults:
        raise InvalidInput(BAD_FILE, tuple(faults[:MOST_FAULTS]))
    return found


def _cells(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Cells]]:
    """The rows that hold anything, with the line on which each ends."""
    if not path.is_file():
        raise InvalidInput(NO_FOLDER, (Fault(path.name, "", A_FOLDER),))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, restval="")
            heading = table.fieldnames or ()
            if not set(columns) <= set(heading):
                raise InvalidInput(BAD_FILE, (Fault(path.name, ", ".join(heading), _heading(columns)),))
            for row in table:
                cells = {column: row[column].strip() for column in columns}
                if any(cells.values()):
                    yield table.line_num, cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(BAD_FILE, (Fault(path.name, "", UTF8),)) from error


def _heading(columns: tuple[str, ...]) -> Text:
    names = ", ".join(columns)
    return Text(zh=f"表头含 {names}", en=f"a heading line with {names}")


def _investor(cells: Cells) -> Investor:
    return Investor(_name(cells, "investor"), _site(cells))


def _investment(cells: Cells) -> Investment:
    return Investment(_name(cells, "investor"), _venture("date")(cells))


def _venture(day: str) -> Callable[[Cells], Venture]:
    def read(cells: Cells) -> Venture:
        return Venture(
            _name(cells, "project"), cells["category"], _site(cells), _day(cells, day), cells["round_type"], _sum(cells, "raised_usd")
        )

    return read


def _site(cells: Cells) -> Site:
    return Site(*(cells[column] for column in PLACE))


def _name(cells: Cells, column: str) -> str:
    if not cells[column]:
        raise _BadCellError(column, "", A_NAME)
    return cells[column]


def _day(cells: Cells, column: str) -> date:
    try:
        return date.fromisoformat(cells[column])
    except ValueError as error:
        raise _BadCellError(column, cells[column], A_DAY) from error


def _sum(cells: Cells, column: str) -> float | None:
    """A sum of nothing is a sum that was not told."""
    try:
        figure = float(cells[column] or 0)
    except ValueError:
        figure = -1.0
    if not isfinite(figure) or figure < 0:
        raise _BadCellError(column, cells[column], A_SUM)
    return figure or None


def _each_once(file: str, names: list[str]) -> None:
    seen: set[str] = set()
    again = [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
    if again:
        raise InvalidInput(BAD_FILE, tuple(Fault(file, name, ONCE) for name in again[:MOST_FAULTS]))
