"""Files of every make and malice: read as they are meant, or refused in plain words, soon and with little memory."""

import io
import os
import resource
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.errors import InvalidInput
from data.sheets.files import decode, read_file
from data.sheets.importing import read_sheets
from data.sheets.workbook import WorkbookRefused, read_in_child
from tests.data.making import HEADINGS, ROW, TODAY, csv_text, in_sheet, repacked, sheet_of, workbook

ROOT = Path(__file__).parents[2]
SECONDS = 30.0
"""Bounded, not fast: the machine may be busy."""
MEGABYTES = 400
"""What this process may grow by; the child that unpacks has a limit of its own."""

ENCODED = [
    ("utf-8", csv_text(HEADINGS, ROW).encode()),
    ("utf-8 with a mark", csv_text(HEADINGS, ROW).encode("utf-8-sig")),
    ("gb18030", csv_text(HEADINGS, ROW).encode("gb18030")),
    ("gb18030 of few characters", "编号,岗位名称,单位名称\n1,普工,甲厂\n".encode("gb18030")),
    ("gb18030 of four bytes", csv_text(HEADINGS, ("1", "𠮷记", "㐂工", "5人", "江西南城", "4500")).encode("gb18030")),
    ("utf-16 little", csv_text(HEADINGS, ROW).encode("utf-16")),
    ("utf-16 big", b"\xfe\xff" + csv_text(HEADINGS, ROW).encode("utf-16-be")),
    ("tabs", csv_text(HEADINGS, ROW, delimiter="\t").encode()),
    ("semicolons", csv_text(HEADINGS, ROW, delimiter=";").encode()),
    ("chinese commas", csv_text(HEADINGS, ROW, delimiter="，").encode()),
    ("a title above tabs", ("2026年，招聘，汇总\n" + csv_text(HEADINGS, ROW, delimiter="\t")).encode()),
    ("chinese commas in cells", csv_text(HEADINGS, (*ROW[:5], "一，二，三，四，五，六，七，八，九")).encode()),
    ("carriage returns", csv_text(HEADINGS, ROW).replace("\r\n", "\n").encode()),
    ("old carriage returns", csv_text(HEADINGS, ROW).replace("\r\n", "\r").encode()),
    ("nul characters", csv_text(HEADINGS, ROW).replace("盱", "盱\0").encode()),
]


@pytest.mark.parametrize("content", [given[1] for given in ENCODED], ids=[given[0] for given in ENCODED])
def test_text_of_any_usual_make_is_read(content: bytes) -> None:
    (row,) = read_sheets("岗位.csv", content, TODAY)
    assert row.record is not None
    assert row.record.cells["岗位名称"] in ("仓库管理员", "普工", "㐂工")
    assert row.record.cells["单位名称"] in ("盱江仓储", "甲厂", "𠮷记")
    assert "\0" not in str(row.record)


def test_strict_utf8_is_never_taken_for_gb18030() -> None:
    assert decode("a", "普工".encode()) == "普工"
    assert decode("a", "普工".encode("gb18030")) == "普工"


def laughs(_: str, part: bytes) -> bytes:
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    if b"<worksheet" not in part[:200]:
        return part
    part = part.replace(b"<worksheet", f'<!DOCTYPE w [<!ENTITY l0 "lol">{entities}]><worksheet'.encode(), 1)
    return part.replace(b"</sheetData>", b'<row r="3"><c r="A3" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>')


def outside(_: str, part: bytes) -> bytes:
    if b"<worksheet" not in part[:200]:
        return part
    part = part.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet', 1)
    return part.replace(b"</sheetData>", b'<row r="3"><c r="A3" t="inlineStr"><is><t>&f;</t></is></c></row></sheetData>')


def other_zip(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return out.getvalue()


def echoes(book: Any) -> None:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for at in range(20_000):
        sheet.write(at + 1, 0, "长" * 32_000)


def corners(book: Any) -> None:
    for _ in range(12):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write(100_000, 20, "x")


SOUND = workbook(sheet_of(HEADINGS, ROW))
FAR = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
MERGES = b"</sheetData><mergeCells>" + b'<mergeCell ref="A2:IV100000"/>' * 200 + b"</mergeCells>"
LINE = ",".join(ROW) + "\n"
TOP = ",".join(HEADINGS) + "\n"
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a bomb of zeros": ("a.xlsx", lambda: repacked(more=[("xl/media/zeros.bin", bytes(300 << 20))])),
    "a far corner": ("a.xlsx", lambda: repacked(in_sheet(b"</sheetData>", FAR))),
    "merged far and often": ("a.xlsx", lambda: repacked(in_sheet(b"</sheetData>", MERGES.replace(b"A2:IV100000", b"A1:XFD1048576")))),
    "2,001 parts": ("a.xlsx", lambda: repacked(more=[(f"x/{at}", b"") for at in range(2_001)])),
    "a zip of something else": ("a.xlsx", lambda: other_zip(("hello.txt", b"hi"))),
    "a zip in a zip": ("a.xlsx", lambda: other_zip(("a.xlsx", SOUND))),
    "a truncated workbook": ("a.xlsx", lambda: SOUND[: len(SOUND) // 2]),
    "a workbook with a broken sheet": ("a.xlsx", lambda: repacked(in_sheet(b"</c>", b"</wrong>"))),
    "a workbook with bytes turned": ("a.xlsx", lambda: SOUND[:900] + bytes(256) + SOUND[1156:]),
    "xls magic and garbage": ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40),
    "a billion laughs": ("a.xlsx", lambda: repacked(laughs)),
    "a file of the machine": ("a.xlsx", lambda: repacked(outside)),
    "echoes of one long string": ("a.xlsx", lambda: workbook(echoes)),
    "many far corners": ("a.xlsx", lambda: workbook(corners)),
    "33 MB": ("a.csv", lambda: bytes(33 << 20)),
    "a cell of 1 MB": ("a.csv", lambda: (TOP + "1," + "x" * (1 << 20) + ",b,5,c,d\n").encode()),
    "a quote never closed": ("a.csv", lambda: (TOP + '1,"' + LINE * 200_000).encode()),
    "100,002 rows": ("a.csv", lambda: (TOP + LINE * 100_002).encode()),
    "100,002 rows in a workbook": ("a.xlsx", lambda: workbook(lambda book: sheet_of(HEADINGS)(book) or book.worksheets()[0].write(100_002, 0, "x"))),
    "300 columns": ("a.csv", lambda: (TOP.strip() + ",x" * 300 + "\n" + LINE).encode()),
    "300 columns in a workbook": ("a.xlsx", lambda: workbook(sheet_of((*HEADINGS, *"x" * 300), ROW))),
    "31 MB of commas": ("a.csv", lambda: b"," * (31 << 20)),
    "31 MB of line ends": ("a.csv", lambda: b"\n" * (31 << 20)),
    "a picture called csv": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50),
    "nothing": ("a.csv", lambda: b""),
    "nothing in a workbook": ("a.xlsx", lambda: b""),
    "empty sheets": ("a.xlsx", lambda: workbook(lambda book: [book.add_worksheet() for _ in range(3)])),
    "only headings": ("a.csv", lambda: TOP.encode()),
    "only headings in a workbook": ("a.xlsx", lambda: workbook(sheet_of(HEADINGS))),
    "no headings": ("a.csv", lambda: LINE.encode() * 20),
    "another kind of file": ("a.pdf", lambda: b"%PDF-1.7"),
    "a name without an ending": ("a", lambda: TOP.encode()),
    "invalid gb18030": ("a.csv", lambda: "编号,岗位".encode("gb18030") + b"\xff\xff\x80"),
    "half a utf-16 character": ("a.csv", lambda: b"\xff\xfea"),
    "a long name": ("名" * 10_000 + ".csv", lambda: b""),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_in_plain_words(case: str, record_property: Callable[[str, object], None]) -> None:
    name, make = HOSTILE[case]
    content = make()
    before, since = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with pytest.raises(InvalidInput) as refused:
        read_sheets(name, content, TODAY)
    seconds, megabytes = time.perf_counter() - since, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    record_property("seconds", round(seconds, 2))
    print(f"{case}: {seconds:.2f} s, {megabytes:.0f} MB")
    assert seconds < SECONDS and megabytes < MEGABYTES
    error = refused.value
    (fault,) = error.faults
    for language in ("zh", "en"):
        assert name[:100] in error.message.say(language)
        said = fault.say(language)
        assert fault.found[:40] in said and fault.accepted.say(language) in said and len(said) < 700
    assert error.message.zh != error.message.en and fault.accepted.zh != fault.accepted.en


def test_entities_of_the_machine_are_never_read() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_sheets("a.xlsx", repacked(outside), TODAY)
    assert "root:" not in str(refused.value)


def test_blank_space_in_a_sheet_is_not_held_against_it() -> None:
    content = repacked(in_sheet(b"<sheetData>", b"<sheetData>" + b" " * (30 << 20)))
    assert [row.record.number for row in read_sheets("a.xlsx", content, TODAY) if row.record] == ["1"]


def test_a_fault_in_the_shape_names_its_row() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_file("a.csv", csv_text(HEADINGS, ROW, ("2", "x" * 33_000)).encode())
    assert (refused.value.faults[0].row, refused.value.faults[0].found) == (3, "33000字 / characters")


def test_the_child_is_held_to_its_memory_and_time() -> None:
    content = repacked(in_sheet(b"</sheetData>", FAR))
    with pytest.raises(WorkbookRefused) as refused:
        read_in_child(content, 2_000_000, 20_000)
    assert refused.value.too_big


def test_a_workbook_is_read_from_any_folder_and_never_by_a_stranger(tmp_path: Path) -> None:
    for name in ("data", "python_calamine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('shadowed')")
    (tmp_path / "a.xlsx").write_bytes(SOUND)
    code = (
        f"import sys; sys.path[:] = [{str(ROOT)!r}] + [p for p in sys.path if p]\n"
        "from data.sheets.files import read_file\n"
        "print(len(read_file('a.xlsx', open('a.xlsx', 'rb').read())[0].rows))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("2", "")


def test_a_line_of_millions_of_commas_is_refused_before_it_is_unpacked() -> None:
    content = "编号,岗位名称\n".encode() + b"," * 2_000_000
    tracemalloc.start()
    try:
        with pytest.raises(InvalidInput):
            read_sheets("commas.csv", content, TODAY)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8 * len(content), "each comma must not become a cell first"
