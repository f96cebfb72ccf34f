"""Bodies and files that nobody sends in good faith: always a problem of the 4xx kind, never a 5xx, nothing half kept."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from data.store.database import Database
from data.store.repositories import TABLES
from tests.api.conftest import Caller

DEEP = b'{"sheet":' * 100 + b"{}" + b"}" * 100
BODIES: dict[str, bytes] = {
    "empty": b"",
    "blank": b"   ",
    "not json": b"hello",
    "cut off": b'{"sheet": {"\xe7\xbc\x96',
    "two documents": b"{}{}",
    "a comment": b"{} // hi",
    "single quotes": b"{'sheet': 1}",
    "byte-order mark": b"\xef\xbb\xbf{}",
    "utf-16": '{"sheet":{}}'.encode("utf-16"),
    "gb18030": '{"sheet":{"姓名":"王"}}'.encode("gb18030"),
    "invalid utf-8": b'{"sheet":{"a":"\xff\xfe"}}',
    "encoded surrogate": b'{"sheet":{"a":"\xed\xa0\x80"}}',
    "lone surrogate": b'{"sheet":{"a":"\\ud800"}}',
    "turned surrogates": b'{"sheet":{"a":"\\udc00\\ud800"}}',
    "surrogate heading": b'{"sheet":{"\\ud800":"a"}}',
    "NUL": b'{"sheet":{"a":"\\u0000"}}',
    "NUL in a name": b'{"a\\u0000b":1}',
    "raw NUL": b'{"a":"\x00"}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":-Infinity}',
    "1e999": b'{"a":1e999}',
    "2^63": b'{"sheet":{"a":9223372036854775808}}',
    "-2^63-1": b'{"sheet":{"a":-9223372036854775809}}',
    "100 digits": b'{"k":' + b"9" * 100 + b"}",
    "5,000 digits": b'{"k":' + b"9" * 5_000 + b"}",
    "100 deep objects": DEEP,
    "100 deep lists": b'{"a":' + b"[" * 100 + b"]" * 100 + b"}",
    "100,000 deep lists": b"[" * 100_000 + b"]" * 100_000,
    "100,000 deep objects": b'{"a":' * 100_000,
    "10 MB string": b'{"text":"' + b"a" * 10_000_000 + b'"}',
    "1 MB of blanks": b" " * 1_100_000,
    "100,000 names": b"{" + b",".join(b'"a%d":1' % n for n in range(70_000)) + b"}",
    "a list": b"[]",
    "a text": b'"text"',
    "a number": b"5",
    "null": b"null",
    "true": b"true",
    "sheet null": b'{"sheet":null}',
    "sheet list": b'{"sheet":[]}',
    "sheet text": b'{"sheet":"a"}',
    "sheet empty": b'{"sheet":{}}',
    "sheet nested": b'{"sheet":{"\xe7\xbc\x96\xe5\x8f\xb7":{"a":1}}}',
    "sheet of lists": b'{"sheet":{"a":[]}}',
    "cell of 40,000": b'{"sheet":{"a":"' + b"a" * 40_000 + b'"}}',
    "cell true": b'{"sheet":{"a":true}}',
    "number of 65": b'{"sheet":{"\xe7\xbc\x96\xe5\x8f\xb7":"' + b"9" * 65 + b'"}}',
    "an id": b'{"id":"m_1"}',
    "proto": b'{"__proto__":{"a":1}}',
    "class": b'{"__class__":"x"}',
    "unknown field": b'{"zzz":1}',
    "phrases null": b'{"skills":null}',
    "phrases of numbers": b'{"skills":[1,2]}',
    "300 phrases": b'{"skills":[' + b",".join([b'{"text":"a"}'] * 300) + b"]}",
    "phrase with more": b'{"skills":[{"txt":"a"}]}',
    "education text": b'{"education":"many"}',
    "kind wrong": b'{"kind":"cat","text":"a"}',
    "kind null": b'{"kind":null,"text":"a"}',
    "text missing": b'{"kind":"pay"}',
    "text number": b'{"kind":"pay","text":5}',
    "text empty": b'{"kind":"pay","text":""}',
    "top 0": b'{"kind":"skill","text":"a","top":0}',
    "top true": b'{"kind":"skill","text":"a","top":true}',
    "k -1": b'{"k":-1}',
    "k 1e3": b'{"k":1e3}',
    "track list": b'{"track":[]}',
    "pair of nulls": b'{"member":null,"opportunity":null}',
    "pair of lists": b'{"member":[],"opportunity":[]}',
    "to null": b'{"to":null}',
    "to a list": b'{"to":["agreed"]}',
    "to surrogate": b'{"to":"\\ud800"}',
    "a note of 501": b'{"to":"agreed","note":"' + b"a" * 501 + b'"}',
    "flow of numbers": b'{"member":1,"opportunity":2}',
    "flow with a state": b'{"member":"m_0","opportunity":"o_0","state":"hired"}',
    "flow named long": b'{"member":"' + b"m" * 41 + b'","opportunity":"o_0"}',
    "a day of numbers": b'{"member":"m_0","opportunity":"o_0","on":20261122}',
    "a report of a place": b'{"member":"m_0","kind":"moved","on":"2026-11-01","how":"phone","place":"330782"}',
    "a day of fullwidth digits": '{"member":"m_0","kind":"moved","on":"２０２６-11-01","how":"phone"}'.encode(),
    "fields of lists": b'{"member":"m_0","partner":"p","agreed_fields":[["name"]],"until":"2027-01-01","given_how":"a"}',
    "300 fields": b'{"member":"m_0","agreed_fields":[' + b",".join([b'"name"'] * 300) + b"]}",
    "opportunity of numbers": b'{"to":"taken_up","opportunity":5}',
    "to of dicts": b'{"to":{},"opportunity":"o_0"}',
    "half a pair": b'{"member":{"sheet":{"\xe5\xa7\x93\xe5\x90\x8d":"a"}}}',
}
POSTS = (
    "members", "openings", "projects", "services", "score", "read", "link", "draft",
    "referrals", "claims", "pairings", "leads", "consents", "allocations", "groups",
    "reports", "cases", "contributions", "allocations/a_0/accept", "groups/a_0/accept", "allocations/a_0/cancel",
)  # fmt: skip


def kept(database: Database) -> list[int]:
    """How many records of each kind there are."""
    with database.reading() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES.values()]


REACH_THE_STORE = {"to null", "a note of 501", "flow named long", "NUL", "lone surrogate", "2^63", "number of 65", "cell of 40,000", "300 phrases", "phrases null", "an id"}
"""On the other engine these suffice: the rest are refused before any store is asked."""
CASES = [("sqlite", name) for name in BODIES] + [("postgresql", name) for name in sorted(REACH_THE_STORE)]


@pytest.mark.parametrize(("database", "name"), CASES, indirect=["database"])
def test_a_hostile_body_is_a_problem_at_every_door(administrator: Caller, database: Database, name: str) -> None:
    member, opening = administrator.create("members")["id"], administrator.create("openings")["id"]
    doors = [*(f"/{path}" for path in POSTS), f"/members/{member}/matches", f"/openings/{opening}/matches"]
    flow = administrator("POST", "/referrals", json={"member": member, "opportunity": opening}).json()["id"]
    doors.append(f"/referrals/{flow}/transitions")
    given = administrator("POST", "/contributions", json={"member": member, "kind": "lead", "text": "一句话"}).json()["id"]
    doors.append(f"/contributions/{given}/transitions")
    for door in doors:
        answer = administrator("POST", door, content=BODIES[name], headers={"Content-Type": "application/json"})
        if name == "empty" and door.endswith("/matches"):
            assert answer.status_code == 200
            continue
        assert 400 <= answer.status_code < 500, (door, answer.status_code, answer.text[:300])
        assert answer.headers["content-type"] == "application/problem+json"
        assert len(answer.content) < 60_000
    assert kept(database) == [1, 1, 0, 0]


@pytest.mark.parametrize("name", ["lone surrogate", "NUL", "2^63", "100 deep objects", "10 MB string", "NaN", "a list", "an id"])
def test_a_hostile_change_leaves_the_record_as_it_was(station: Caller, name: str) -> None:
    before = station.create("members")
    where = f"/members/{before['id']}"
    answer = station("PATCH", where, content=BODIES[name], headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500 and answer.headers["content-type"] == "application/problem+json"
    assert station("GET", where).json() == before


@pytest.mark.parametrize("media", ["text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", ";;"])
def test_a_body_of_another_type_is_a_problem(station: Caller, media: str) -> None:
    answer = station("POST", "/members", content=b"{}", headers={"Content-Type": media})
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"


def workbook(parts: dict[str, bytes]) -> bytes:
    """A zip archive that calls itself a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


FILES: dict[str, tuple[str, bytes]] = {
    "empty": ("a.csv", b""),
    "one blank line": ("a.csv", b"\n"),
    "no headings": ("a.csv", b"1,2,3\n4,5,6\n"),
    "picture": ("a.png", b"\x89PNG\r\n\x1a\n"),
    "no suffix": ("a", b"a,b"),
    "no name": ("", b"a,b"),
    "false workbook": ("a.xlsx", b"hello"),
    "empty zip": ("a.xlsx", workbook({})),
    "zip of other things": ("a.xlsx", workbook({"a.txt": b"hi"})),
    "cut zip": ("a.xlsx", workbook({"xl/workbook.xml": b"<a/>" * 99})[:40]),
    "broken xml": ("a.xlsx", workbook({"[Content_Types].xml": b"<", "xl/workbook.xml": b"<<<"})),
    "old workbook head": ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
    "half utf-8": ("a.csv", "编号,姓名,手机号".encode()[:-1] + b"\xff\xff\n1,2,3"),
    "257 columns": ("a.csv", ("编号,姓名,户籍地,意向,求职岗位," + "x," * 260 + "\n1,2").encode()),
    "cell of 40,000": ("a.csv", ("编号,姓名,户籍地,意向,求职岗位\n1,2,3,4," + "x" * 40_000).encode()),
    "numbers too long": ("a.csv", ("编号,姓名,户籍地,意向,求职岗位\n" + "9" * 80 + ",王,,,").encode()),
    "path in name": ("../../etc/passwd", b"root"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_a_problem_and_nothing_of_it_is_kept(station: Caller, name: str) -> None:
    file, content = FILES[name]
    answer = station("POST", "/imports?all_or_nothing=true", files={"file": (file, content)})
    assert answer.status_code == 422, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    assert station("GET", "/members").json()["items"] == []


def multiparts() -> Iterator[tuple[str, bytes, str]]:
    """Multipart bodies that are none."""
    yield "no boundary", b"--x\r\n", "multipart/form-data"
    yield "empty", b"", "multipart/form-data; boundary=x"
    yield "garbage", b"garbage", "multipart/form-data; boundary=x"
    yield "cut off", b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc', "multipart/form-data; boundary=x"
    yield "no file", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', "multipart/form-data; boundary=x"
    yield "text as file", b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n1\r\n--x--\r\n', "multipart/form-data; boundary=x"
    yield "many fields", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 50 + b"--x--\r\n", "multipart/form-data; boundary=x"
    yield "bad charset", b'--x\r\nContent-Disposition: form-data; name="file"; filename="\xff.csv"\r\n\r\n1\r\n--x--\r\n', "multipart/form-data; boundary=x; charset=nothing"
    yield "json", b"{}", "application/json"


@pytest.mark.parametrize(("name", "body", "media"), list(multiparts()))
def test_a_hostile_upload_is_a_problem(station: Caller, name: str, body: bytes, media: str) -> None:
    answer = station("POST", "/imports", content=body, headers={"Content-Type": media})
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_upload_beyond_the_limit_is_given_up(station: Caller) -> None:
    answer = station("POST", "/imports", files={"file": ("a.csv", b"a" * (34 * 1024 * 1024))})
    assert answer.status_code == 413 and answer.headers["content-type"] == "application/problem+json"
