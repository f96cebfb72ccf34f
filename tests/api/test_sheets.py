"""Sheets in and out over HTTP: every form, row reports, the same file twice, templates that can be sent back."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from threading import Barrier

import pytest

from data.records import Opening
from data.sheets.exporting import to_xlsx
from data.sheets.files import read_file
from data.vocabulary import RecordKind
from tests.api.conftest import MEMBER, OPENING, SERVICE, Caller
from tests.conftest import COUNTY, county_sheet

NAMES = {"members": "members", "openings": "openings", "projects": "needs", "services": "services"}


def sheet(*rows: dict[str, str], encoding: str = "utf-8") -> bytes:
    """A CSV of rows that share their headings."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("path", NAMES)
def test_the_county_comes_in_whole_and_a_second_time_changes_nothing(administrator: Caller, path: str) -> None:
    content = county_sheet(NAMES[path])
    expected = len(list(csv.DictReader(io.StringIO(content.decode()))))
    sent = {"files": {"file": (f"{NAMES[path]}.csv", content)}}
    first = administrator("POST", f"/imports?kind={path}", **sent)
    assert first.status_code == 201, first.text
    counts = first.json()["counts"]
    assert counts["rows"] == counts["new"] == expected and counts["refused"] == 0
    second = administrator("POST", "/imports", **sent).json()["counts"]
    assert second["unchanged"] == expected and second["new"] == second["changed"] == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_sheet_comes_in_any_usual_encoding(station: Caller, encoding: str) -> None:
    content = sheet(MEMBER, {**MEMBER, "编号": "A002", "姓名": "李䶮"}, encoding=encoding)
    answer = station("POST", "/imports", files={"file": ("成员.csv", content)})
    assert answer.json()["counts"]["new"] == 2, answer.text
    assert answer.json()["file"] == "成员.csv"
    assert {item["record"]["name"] for item in station("GET", "/members").json()["items"]} == {"王小雁", "李䶮"}


def test_a_workbook_comes_in_and_goes_out_the_same(station: Caller) -> None:
    made = to_xlsx(RecordKind.OPENING, [Opening(number="G001", cells=OPENING)])
    answer = station("POST", "/imports?kind=openings", files={"file": ("岗位.xlsx", made)})
    assert answer.status_code == 201 and answer.json()["counts"]["new"] == 1, answer.text
    out = station("GET", "/exports/openings.xlsx")
    assert out.headers["content-disposition"] == 'attachment; filename="guiyan-openings.xlsx"'
    again = station("POST", "/imports", files={"file": ("again.xlsx", out.content)})
    assert again.json()["counts"]["unchanged"] == 1, again.text


def test_rows_with_faults_are_told_with_row_column_found_and_accepted(station: Caller) -> None:
    rows = (MEMBER, {**MEMBER, "编号": "A002", "户籍地": "火星"}, {**MEMBER, "姓名": "同号"})
    report = station("POST", "/imports", files={"file": ("members.csv", sheet(*rows))}).json()
    assert report["kept"] is True
    assert {key: report["counts"][key] for key in ("rows", "new", "refused", "with_doubts")} == {"rows": 3, "new": 2, "refused": 1, "with_doubts": 1}
    doubt, refused = report["rows"]
    assert (doubt["row"], doubt["faults"][0]["where"], doubt["faults"][0]["found"]) == (3, "户籍地", "火星")
    assert refused["state"] == "refused" and refused["row"] == 4 and refused["faults"][0]["where"] == "编号"
    english = station("GET", f"/imports/{report['id']}", headers={"Accept-Language": "en"}).json()
    assert english["rows"][0]["faults"][0]["accepted"] == "province, city, county"


def test_all_or_nothing_keeps_nothing_when_one_row_is_refused(station: Caller) -> None:
    content = sheet(MEMBER, {**MEMBER, "姓名": "同号"})
    answer = station("POST", "/imports?all_or_nothing=true", files={"file": ("members.csv", content)})
    assert answer.status_code == 422 and answer.json()["faults"][0]["row"] == 3
    assert station("GET", "/members").json()["items"] == []


def test_a_sheet_of_another_kind_than_said_is_refused(station: Caller) -> None:
    answer = station("POST", "/imports?kind=openings", files={"file": ("services.csv", sheet(SERVICE))})
    assert answer.status_code == 422 and "岗位需求表" in answer.json()["faults"][0]["accepted"]


def test_two_imports_of_the_same_rows_in_opposite_orders_do_not_wait_for_each_other(station: Caller) -> None:
    rows = [{**MEMBER, "编号": f"D{n:02}"} for n in range(20)]
    together = Barrier(2)

    def load(ordered: list[dict[str, str]]) -> int:
        together.wait()
        return int(station("POST", "/imports", files={"file": ("members.csv", sheet(*ordered))}).status_code)

    for _ in range(3):
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(load, (rows, rows[::-1]))) == [201, 201]
    assert len(station("GET", "/members").json()["items"]) == 20


def test_columns_that_nobody_knows_are_kept_and_exported(station: Caller) -> None:
    station("POST", "/imports", files={"file": ("members.csv", sheet({**MEMBER, "网格员": "李某", "公式": "=1+1"}))})
    rows = list(csv.DictReader(io.StringIO(station("GET", "/exports/members.csv").content.decode("utf-8-sig"))))
    assert rows[0]["网格员"] == "李某" and rows[0]["公式"] == "'=1+1"


def test_closed_records_are_still_exported(station: Caller) -> None:
    member = station.create("members")["id"]
    station("DELETE", f"/members/{member}")
    assert "A001" in station("GET", "/exports/members.csv").text


@pytest.mark.parametrize("kind", ["members", "openings", "projects", "needs", "services", "member"])
def test_a_template_is_given_without_a_key_and_takes_rows_below_its_example(administrator: Caller, kind: str) -> None:
    blank = administrator.client.get(f"/api/v1/templates/{kind}.xlsx")
    assert blank.status_code == 200
    ((headings, example),) = (grid.rows for grid in read_file("blank.xlsx", blank.content))
    filled = sheet(*(dict(zip_longest(headings, row, fillvalue="")) for row in (example, ["X1", *example[1:]])))
    answer = administrator("POST", f"/imports?kind={kind}", files={"file": (f"{kind}.csv", filled)})
    assert answer.status_code == 201 and (answer.json()["counts"]["rows"], answer.json()["counts"]["new"]) == (1, 1), answer.text


def test_one_template_holds_all_four_sheets(administrator: Caller) -> None:
    blank = administrator.client.get("/api/v1/templates/all.xlsx").content
    for query in ("", "?all_or_nothing=true"):
        answer = administrator("POST", f"/imports{query}", files={"file": ("all.xlsx", blank)})
        assert answer.status_code == 201 and set(answer.json()["counts"].values()) == {0}, answer.text
        assert [(row["state"], row["id"]) for row in answer.json()["rows"]] == [("example", None)] * 4


def test_the_sample_county_is_there() -> None:
    assert {path.stem for path in COUNTY.glob("*.csv")} >= {"members", "openings", "needs", "services"}
