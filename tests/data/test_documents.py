"""Documents as people send them: recognised by their content, read within limits, refused with a reason."""

import io
import re
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import confined
from data.confined import MEMORY, Refused, read_confined
from data.documents.documents import PDF, Document, read_document, shown
from data.documents.lines import tidy
from data.documents.plain import decode
from data.documents.sections import Section, section_of
from data.errors import GuiyanError, InvalidInput, Unavailable
from tests.data.writing import pdf, whole, word

LINES = ["姓名：王小雁", "求职意向：焊工", "工作经历", "2018.03-2021.05 南昌盱江机械有限公司 焊工"]
TEXT = "\n".join(LINES)
SECONDS = 20.0
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "%s">%s]>' % (
    b"z" * 1000,
    b"".join(b'<!ENTITY %s "%s">' % (bytes([98 + i]), b"&%s;" % bytes([97 + i]) * 20) for i in range(8)),
)


def repacked(**parts: bytes | None) -> bytes:
    """A sound Word document with some of its parts put otherwise; `doc`, `types` and `extra` name them."""
    names = {"doc": "word/document.xml", "types": "[Content_Types].xml", "extra": "word/extra.bin"}
    put = {names[key]: content for key, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(LINES))) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sound.namelist():
            made.writestr(name, put.pop(name, None) or sound.read(name))
        for name, content in put.items():
            made.writestr(name, content or b"")
    return out.getvalue()


def document_xml() -> bytes:
    with zipfile.ZipFile(io.BytesIO(word(LINES))) as sound:
        return sound.read("word/document.xml").split(b"?>", 1)[1]


def streamed(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page with one stream."""
    return whole([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << >> >>",
    ])  # fmt: skip


def encrypted(password: str = "secret", algorithm: str = "RC4-128") -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([LINES]))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.pdf", pdf([LINES]), "pdf"), ("a.docx", word(LINES), "word"), ("a.txt", TEXT.encode(), "text"),
        ("a.doc", pdf([LINES]), "pdf"), ("a.pdf", word(LINES), "word"), ("简历", TEXT.encode("gb18030"), "text"),
        ("a", b"\n\n" + pdf([LINES]), "pdf"), ("a.txt", TEXT.encode("utf-8-sig"), "text"), ("a", TEXT.encode("utf-16"), "text"),
        ("a", TEXT.encode("utf-16-le"), "text"), ("a", TEXT.encode("utf-16-be"), "text"),
    ],
)  # fmt: skip
def test_a_document_is_what_its_content_says_whatever_it_is_called(name: str, content: bytes, form: str) -> None:
    read = read_document(name, content)
    assert read.form == form
    assert [line for line in read.text.split("\n") if line] == LINES


def test_big5_is_told_from_gb18030() -> None:
    told = "姓名：塗美玲\n聯絡電話：13950001414\n工作經歷\n學歷：高中"
    assert decode(told.encode("big5hkscs")) == told
    assert decode("姓名：王小雁\n电话：139\n工作经历".encode("gb18030")) == "姓名：王小雁\n电话：139\n工作经历"


HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "文字"),
    "blanks": (b" \n\0\0 ", "文字"),
    "with a password": (encrypted(), "密码"),
    "Word with a password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "密码"),
    "old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".docx"),
    "rich text": (b"{\\rtf1 hello}", ".docx"),
    "web page": (b"<html><body>x</body></html>", ".docx"),
    "photograph": (b"\xff\xd8\xff\xe0" + b"\0" * 99, "照片"),
    "new photograph": (b"\0\0\0\x18ftypheic" + b"\0" * 99, "照片"),
    "only pictures": (pdf([[]], picture=True), "照片"),
    "workbook": (zipped(xl__workbook_xml=b"<a/>"), "导入"),
    "other archive": (zipped(a=b"hi"), "PDF"),
    "cut archive": (word(LINES)[:900], "完整"),
    "cut PDF": (b"%PDF-1.4\n1 0 obj\n<<", "完整"),
    "PDF of noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "完整"),
    "many pages": (pdf([["页"]] * 31), "30"),
    "one page many times": (
        whole([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 10000 /Kids [" + b"3 0 R " * 10_000 + b"] >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"]),
        "30",
    ),
    "pages in a circle": (whole([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), ""),
    "stream bomb": (streamed(zlib.compress(b"\0" * 300_000_000)), ""),
    "bomb in a bomb": (streamed(zlib.compress(zlib.compress(b" " * 400_000_000)), b"[/FlateDecode /FlateDecode]"), ""),
    "broken XML": (repacked(doc=b"<<<"), "完整"),
    "entity bomb": (repacked(doc=BOMB + document_xml().replace("王小雁".encode(), b"&i;")), ""),
    "archive of holes": (repacked(extra=b"\0" * 120_000_000), "MB"),
    "too long": ("字".encode() * 30_001, "30000"),
    "bytes": (bytes(range(256)) * 4, "PDF"),
    "50 MB": (b"a" * 50_000_000, "MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_with_what_would_be(name: str) -> None:
    content, accepted = HOSTILE[name]
    begun = time.monotonic()
    with pytest.raises(InvalidInput) as refused:
        read_document("张三简历.pdf", content)
    assert time.monotonic() - begun < SECONDS
    assert "张三简历.pdf" in refused.value.message.zh
    fault = refused.value.faults[0]
    assert accepted in fault.accepted.zh and fault.accepted.en
    assert "王小雁" not in fault.found


def test_nothing_outside_a_word_document_is_read() -> None:
    outside = repacked(doc=ENTITIES + document_xml().replace("王小雁".encode(), b"&a;"))
    try:
        text = read_document("a.docx", outside).text
    except InvalidInput:
        return
    assert "root" not in text and "bin" not in text


def test_macros_are_left_alone_and_the_text_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(word(LINES))) as sound:
        types = sound.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with_macros = types.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert with_macros != types
    assert read_document("a.docm", repacked(types=with_macros)).text.startswith("姓名：王小雁")


def test_a_picture_beside_the_text_is_counted() -> None:
    assert read_document("a.pdf", pdf([LINES], picture=True)) == Document("pdf", TEXT, 1)


def test_a_reader_is_held_to_its_memory_and_time(tmp_path: Path) -> None:
    greedy = tmp_path / "greedy.py"
    greedy.write_text("DAMAGED_BY, TELLS = (ValueError,), False\ndef read(content): return len(bytearray(2_000_000_000))")
    with pytest.raises(Refused) as refused:
        read_confined(greedy, b"")
    assert refused.value.too_big


def test_the_limits_hold_in_the_child(tmp_path: Path) -> None:
    asking = tmp_path / "asking.py"
    asking.write_text(
        "import resource\nDAMAGED_BY, TELLS = (ValueError,), False\n"
        "def read(content): return [resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)]"
    )
    assert read_confined(asking, b"") == [[MEMORY, MEMORY], [confined.SECONDS] * 2, [0, 0]]
    endless = tmp_path / "endless.py"
    endless.write_text(
        "import resource\nDAMAGED_BY, TELLS = (ValueError,), False\ndef read(content):\n    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n    while True: pass"
    )
    with pytest.raises(Refused) as refused:
        read_confined(endless, b"")
    assert refused.value.too_big


def test_no_more_files_are_read_at_once_than_there_is_memory_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE", 0.0)
    for _ in range(confined.AT_ONCE):
        assert confined.SLOTS.acquire(blocking=False)
    try:
        with pytest.raises(Unavailable):
            read_document("a.docx", word(LINES))
    finally:
        for _ in range(confined.AT_ONCE):
            confined.SLOTS.release()
    assert read_document("a.docx", word(LINES)).form == "word"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_locked_only_against_editing_is_read_and_one_with_a_password_is_not(algorithm: str) -> None:
    assert "焊工" in read_document("a.pdf", encrypted("", algorithm)).text
    with pytest.raises(InvalidInput) as refused:
        read_document("a.pdf", encrypted("secret", algorithm))
    assert "密码" in refused.value.faults[0].accepted.zh


def test_the_name_of_a_file_is_shown_without_what_harms_or_identifies() -> None:
    assert shown("\x1b[31m王\u202e\r\n110101199003074567.pdf") == "[31m王….pdf"


def test_what_looks_like_a_list_in_json_is_no_text() -> None:
    assert read_document("a", b' [ {"a": 1}]').form == "json"
    assert read_document("a", "[急聘] 焊工".encode()).form == "text"


def test_the_readers_know_nothing_of_ours() -> None:
    for reader in (PDF, PDF.with_name("word.py"), PDF.parents[1] / "sheets" / "unpacking.py"):
        assert not re.search(r"^\s*(?:from|import) (?:data|features|matcher|api)\b", reader.read_text("utf-8"), re.MULTILINE)


def test_two_columns_written_across_the_page_are_read_one_after_the_other() -> None:
    left = ["联系方式", "13900001234", "江西南城", "专业技能", "二保焊", "氩弧焊", "看图纸"]
    right = ["工作经历", "2018.03-2021.05", "南昌盱江机械有限公司", "焊工", "教育背景", "中专", "机电专业"]
    page = [(x, 780.0 - 20 * at, words) for at, pair in enumerate(zip(left, right, strict=True)) for x, words in zip((50.0, 250.0), pair, strict=True)]
    assert read_document("a.pdf", pdf([page])).text.split("\n") == left + right


def test_heads_feet_and_page_numbers_are_not_part_of_the_text() -> None:
    pages = [["某招聘网 个人简历", *LINES, "第 1 页 共 2 页"], ["某招聘网 个人简历", "教育背景", "中专", "第 2 页 共 2 页"]]
    text = read_document("a.pdf", pdf(pages)).text
    assert text.count("某招聘网") == 1 and "页" not in text


def test_words_set_apart_or_broken_by_the_page_are_whole_again() -> None:
    long = "负责钢结构厂房立柱和箱型梁的二氧化碳气体保护焊接，能看懂图纸并独立完成打底和盖面，带"
    assert tidy([f"工 作 经 历\n{long}\n过三名徒弟。\n教 育 背 景\n性    别  男"]) == f"工作经历\n{long}过三名徒弟。\n教育背景\n性别  男"
    assert tidy(["⼯作：焊⼯，⻓期"]) == "工作：焊工，长期"
    assert tidy(["⼾籍 2009年〜2012年"]) == "户籍 2009年~2012年"


@pytest.mark.parametrize(
    ("line", "section"),
    [("一、工作经历：", Section.WORK), ("◆ 教育背景 Education", Section.EDUCATION), ("WORK EXPERIENCE", Section.WORK),
     ("【求职意向】", Section.WISH), ("個人簡介", Section.ABOUT), ("licenses & certifications", Section.CERTIFICATES), ("焊工", None),
     ("2018年工作经历", None), ("", None)],
)  # fmt: skip
def test_a_heading_is_known_in_whatever_dress(line: str, section: Section | None) -> None:
    assert section_of(line) is section


@settings(max_examples=150)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_anything_but_our_own_errors(content: bytes) -> None:
    with suppress(GuiyanError):
        assert read_document("a", content).text.strip()


@settings(max_examples=12)
@given(st.sampled_from([pdf([LINES]), word(LINES)]), st.integers(0, 2000), st.binary(min_size=1, max_size=40))
def test_a_damaged_document_raises_nothing_but_our_own_errors(sound: bytes, place: int, noise: bytes) -> None:
    at = place % len(sound)
    with suppress(GuiyanError):
        read_document("a", sound[:at] + noise + sound[at + len(noise) :])
