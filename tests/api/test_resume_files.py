"""Résumés and others' forms through the doors: files and JSON in, JSON Resume and JobPosting out, by API and command line."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.data.writing import pdf, word

LINES = [
    "姓名：王小雁", "性别：女", "出生年月：1988年5月", "手机：13900001234", "求职意向：焊工", "工作经历",
    "2018.03-2021.05 南昌盱江机械有限公司 焊工", "证书", "焊工证（2028年5月到期）",
]  # fmt: skip
TEXT = "\n".join(LINES)
RESUME = {"basics": {"name": "王小雁", "label": "焊工", "email": "a@example.com"}, "work": [{"position": "焊工", "startDate": "2018-03"}]}
POSTING = {"@type": "JobPosting", "title": "焊工", "hiringOrganization": {"name": "盱江机械"}, "totalJobOpenings": 3}


def send(caller: Caller, name: str, content: bytes) -> Any:
    return caller("POST", "/draft/file", files={"file": (name, content)})


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [("a.pdf", pdf([LINES]), "pdf"), ("a.docx", word(LINES), "word"), ("a.txt", TEXT.encode("gb18030"), "text")],
)  # fmt: skip
def test_a_file_becomes_a_draft(station: Caller, name: str, content: bytes, source: str) -> None:
    answer = send(station, name, content)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["record"]["sheet"]["工作经历"] == "焊工（南昌盱江机械有限公司，2018.03-2021.05）"
    assert told["left_out"] == ["性别", "出生日期"] and "1988" not in answer.text.split('"left_out"')[0]
    assert {span["source"] for span in told["spans"]} == {source}


def test_a_draft_of_a_file_can_be_registered_as_it_stands(station: Caller) -> None:
    sheet = send(station, "a.docx", word(LINES)).json()["record"]["sheet"]
    made = station("POST", "/members", json={"sheet": {**sheet, "编号": "R001"}})
    assert made.status_code == 201, made.text
    assert made.json()["record"]["years"]["low"] == 3.0


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".docx"), ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 60, "文字"),
     ("a.pdf", pdf([[]], picture=True), "照片"), ("a.txt", b"", "文字"), ("a.json", b"{]", "JSON"), ("a.json", b'{"a": 1}', "JobPosting")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_a_problem_that_says_what_would_be(station: Caller, name: str, content: bytes, accepted: str) -> None:
    answer = send(station, name, content)
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
    assert accepted in answer.json()["faults"][0]["accepted"]


def test_too_large_a_file_is_given_up_early(station: Caller) -> None:
    assert send(station, "a.pdf", b"%PDF-1.4" + b"0" * 34 * 1024 * 1024).status_code == 413
    assert station("POST", "/draft/file", json={"text": "王某"}).status_code == 422
    assert station("POST", "/draft/file", files={"other": ("a.txt", b"x")}).status_code == 422


PART = b'--z\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n'


@pytest.mark.parametrize("body", [PART + PART + b"--z--\r\n", b"--other\r\n\r\n", b"--z\r\n\r\nx\r\n--z--\r\n", PART.replace(b"a.txt", b"a" * 9000), b""])
def test_a_body_that_is_not_one_file_is_told_what_would_be(station: Caller, body: bytes) -> None:
    answer = station("POST", "/draft/file", content=body, headers={"Content-Type": "multipart/form-data; boundary=z"})
    assert answer.status_code == 422 and "multipart/form-data" in answer.json()["faults"][0]["accepted"]


def test_nothing_of_a_resume_is_logged(station: Caller, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        send(station, "a.pdf", pdf([LINES]))
        send(station, "a.pdf", pdf([LINES])[:-200])
    assert "王小雁" not in caplog.text and "1988" not in caplog.text


def test_a_json_resume_and_a_job_posting_become_drafts(station: Caller) -> None:
    resume = station("POST", "/draft", json={"json_resume": RESUME}).json()
    assert (resume["kind"], resume["record"]["sheet"]["求职岗位"], resume["left_out"]) == ("member", "焊工", ["邮箱"])
    posting = station("POST", "/draft", json={"job_posting": POSTING}).json()
    assert (posting["kind"], posting["record"]["sheet"]["招聘人数"]) == ("opening", "3")


@pytest.mark.parametrize(
    "body", [{}, {"json_resume": []}, {"json_resume": {"hello": 1}}, {"job_posting": {"title": "焊工"}}, {"job_posting": 1},
             {"text": "王某", "json_resume": RESUME}],
)  # fmt: skip
def test_a_body_that_is_no_draft_is_a_problem(station: Caller, body: dict[str, Any]) -> None:
    answer = station("POST", "/draft", json=body)
    assert answer.status_code == 422 and answer.json()["faults"]


def test_a_member_goes_out_as_json_resume_to_its_own_station_alone(station: Caller, callers: dict[str, Caller]) -> None:
    made = station.create("members")["id"]
    resume = station("GET", f"/members/{made}/json-resume").json()
    assert resume["basics"]["name"] == "王小雁" and resume["basics"]["location"]["region"] == "江西省"
    assert resume["x_guiyan"]["期望薪资"] == "4500左右"
    for other in ("other_station", "employer", "office"):
        assert callers[other]("GET", f"/members/{made}/json-resume").status_code in (403, 404)
    assert station("GET", "/members/m_0000000000000000000f/json-resume").status_code == 404


def test_an_opening_goes_out_as_a_job_posting(employer: Caller) -> None:
    made = employer.create("openings")["id"]
    posting = employer("GET", f"/openings/{made}/job-posting").json()
    assert posting["@type"] == "JobPosting" and posting["totalJobOpenings"] == 5
    assert posting["jobLocation"][0]["address"]["addressLocality"] == "抚州市南城县"
    again = employer("POST", "/draft", json={"job_posting": posting}).json()
    assert again["record"]["sheet"]["薪资待遇"] == "4500-5200元/月"


@pytest.mark.parametrize(("name", "content", "code"), [("简历.docx", word(LINES), 0), ("a.json", json.dumps(RESUME).encode(), 0), ("a.doc", b"\xd0\xcf\x11\xe0", 1)])
def test_the_command_reads_one_file(tmp_path: Path, name: str, content: bytes, code: int) -> None:
    (tmp_path / name).write_bytes(content)
    run = "from api.cli import main; import sys; sys.argv[0] = 'guiyan'; main()"
    done = subprocess.run([sys.executable, "-c", run, "draft", "--file", name, "--today", "2026-11-22"], capture_output=True, cwd=tmp_path, check=False)
    assert bool(done.returncode) == bool(code), done.stderr.decode()
    if code:
        assert ".docx" in done.stderr.decode()
    else:
        assert json.loads(done.stdout)["record"]["sheet"]["姓名"] == "王小雁"
