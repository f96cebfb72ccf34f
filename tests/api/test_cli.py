"""Every command of `guiyan`: its help, its answers in order, what it does with bad lines, and how it ends."""

import io
import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

from api.cli import app, main
from data.scenarios.county import county_sheet
from data.vocabulary import RecordKind

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-22"
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SCORED = {
    "track": "work",
    "member": {"sheet": {"求职岗位": "叉车工", "期望薪资": "4500左右", "现居地": "江西南城", "技能特长": "开叉车", "证书": "叉车证"}},
    "opportunity": {"sheet": {"岗位名称": "叉车司机", "单位名称": "甲公司", "工作地点": "江西南城", "薪资待遇": "4500-5000", "技能要求": "叉车"}},
}
PIPELINES: dict[str, tuple[list[str], list[dict[str, Any]]]] = {
    "read": (["read", "pay"], [{"text": "4500-5000"}, {"text": "面议"}, {"text": "150元/天"}]),
    "link": (["link", "occupation"], [{"text": "叉车司机"}, {"text": ""}, {"text": "保洁"}]),
    "draft": (["draft"], [{"text": "王某，想找仓库活"}, {"text": ""}, {"text": "急招焊工5名，月薪8000"}]),
    "score": (["score"], [SCORED, {**SCORED, "member": {"sheet": {"求职岗位": "会计"}}}, SCORED]),
}


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ended]


@pytest.fixture
def guiyan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in this process, in an empty folder with a database of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/cli.db")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["guiyan", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = 0
        try:
            main()
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else 1 if ending.code else 0
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def county(guiyan: Run, tmp_path: Path) -> Run:
    """The command line over the members and openings of the sample county."""
    for kind, name in ((RecordKind.MEMBER, "members"), (RecordKind.OPENING, "openings")):
        file = tmp_path / f"{name}.csv"
        file.write_bytes(county_sheet(kind, date.today()))
        assert guiyan("import", str(file)).code == 0
    return guiyan


def lines(*items: object) -> bytes:
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)


def folded(text: str) -> str:
    """Output of a table without its layout."""
    return "".join(text.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_in_both_languages(name: str, guiyan: Run) -> None:
    shown = guiyan(name, "--help")
    assert shown.code == 0
    said = COMMANDS[name].help or ""
    assert CHINESE.search(said) and re.search(r"[A-Za-z]{3}", said), f"{name} has no help in both languages"
    for parameter in COMMANDS[name].params:
        if parameter.name != "help":
            assert getattr(parameter, "help", None), f"{name}: {parameter.name} has no help"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_stands_in_the_readme(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"guiyan {name}" not in text]
    assert not missing


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_explanation_in_the_readme_is_the_one_printed(
    readme: str, language: str, guiyan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With GUIYAN_WRITE_README=1 the README is brought up to date instead."""
    monkeypatch.setenv("COLUMNS", "88")
    out = guiyan("demo", "--lang", language, "--today", TODAY).out
    printed = re.search(r"^4  .*\n([\s\S]*?)\n\n?5  ", out, re.MULTILINE)
    assert printed
    shown = "\n".join(line.rstrip() for line in printed[1].strip("\n").splitlines())
    block = f"<!-- printed: {language} -->\n```\n{shown}\n```\n<!-- /printed -->"
    path = ROOT / readme
    text = path.read_text(encoding="utf-8")
    if os.environ.get("GUIYAN_WRITE_README"):
        path.write_text(re.sub(r"<!-- printed: [\s\S]*?<!-- /printed -->", lambda _: block, text), encoding="utf-8")
    else:
        assert block in text, f"GUIYAN_WRITE_README=1 python -m pytest {Path(__file__).relative_to(ROOT)} -k readme"


def test_no_command_shows_the_help(guiyan: Run) -> None:
    shown = guiyan()
    assert all(name in shown.out + shown.err for name in COMMANDS)


def test_starting_loads_nothing_heavy() -> None:
    heavy = "numpy scipy sklearn numba sqlalchemy fastapi pydantic alembic opencc rapidfuzz uvicorn".split()
    code = f"import api.cli, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", PIPELINES)
def test_a_pipeline_answers_every_line_in_order(name: str, guiyan: Run) -> None:
    arguments, items = PIPELINES[name]
    together = guiyan(*arguments, *day(name), stdin=lines(*items))
    assert together.code == 0, together
    apart = [guiyan(*arguments, *day(name), stdin=lines(item)).answers[0] for item in items]
    assert together.answers == apart
    assert apart[0] != apart[1]


def day(name: str) -> list[str]:
    """The option that fixes the day, where the command has it."""
    return ["--today", TODAY] if any(parameter.name == "today" for parameter in COMMANDS[name].params) else []


@pytest.mark.parametrize("name", PIPELINES)
@pytest.mark.parametrize("bad", [b"{", b"[1]", b'"text"', b"null", b"\xff\xfe", b'{"text": 5}', b"{}", b"[" * 5000])
def test_a_bad_line_is_answered_in_its_place(name: str, bad: bytes, guiyan: Run) -> None:
    arguments, items = PIPELINES[name]
    good = lines(items[0])
    ended = guiyan(*arguments, *day(name), stdin=good + bad + b"\n" + good)
    assert ended.code == 1
    first, error, last = ended.answers
    assert first == last
    assert "error" not in first
    assert set(error) == {"error"}
    assert error["error"]["message"]
    fault = error["error"]["faults"][0]
    assert fault["where"]
    assert fault["accepted"]


def test_a_bad_line_is_told_in_the_language_asked_for(guiyan: Run) -> None:
    zh, en = (guiyan("read", "pay", "--lang", language, stdin=b"{\n").answers[0] for language in ("zh", "en"))
    assert CHINESE.search(zh["error"]["message"])
    assert not CHINESE.search(en["error"]["message"])
    assert zh["error"]["faults"][0]["row"] == 1


def test_blank_lines_and_a_byte_order_mark_are_passed_over(guiyan: Run) -> None:
    ended = guiyan("read", "pay", stdin=b"\xef\xbb\xbf" + lines({"text": "5000"}) + b"\n  \n" + lines({"text": "6000"}))
    assert [answer["low"] for answer in ended.answers] == [5000, 6000]


def test_no_line_is_no_answer(guiyan: Run) -> None:
    assert guiyan("read", "pay") == Ended(0, "", "")


@pytest.mark.parametrize("kind", ["pay", "place", "date", "experience", "education", "headcount", "conditions"])
def test_every_kind_that_can_be_read_is_read(kind: str, guiyan: Run) -> None:
    ended = guiyan("read", kind, "--today", TODAY, stdin=lines({"text": "南城县城长白班3年以上初中下月初月薪4500招5人"}))
    assert ended.code == 0
    assert len(ended.answers) == 1


@pytest.mark.parametrize("kind", ["occupation", "skill", "credential", "industry"])
def test_every_kind_that_can_be_linked_is_linked(kind: str, guiyan: Run) -> None:
    ended = guiyan("link", kind, "--top", "2", stdin=lines({"text": "叉车证、电焊、养鸡"}))
    assert ended.code == 0
    assert len(ended.answers[0]["links"]) <= 2


def test_a_kind_that_cannot_be_linked_is_refused_with_those_that_can(guiyan: Run) -> None:
    ended = guiyan("link", "colour", stdin=lines({"text": "红"}))
    assert ended.code == 1
    assert "credential" in ended.out + ended.err


def test_a_list_of_titles_is_ranked_by_closeness(guiyan: Run, tmp_path: Path) -> None:
    titles = tmp_path / "titles.txt"
    titles.write_text("会计\n叉车司机\n家政保洁\n", encoding="utf-8")
    ended = guiyan("similar", "occupation", "--corpus", str(titles), stdin=lines({"text": "叉车工"}, {"text": "保洁员"}))
    assert [answer["ranking"][0] for answer in ended.answers] == [1, 2]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["read", "weight"], "experience"),
        (["read", "pay", "--lang", "fr"], "zh"),
        (["draft", "--today", "tomorrow"], "2026-11-22"),
        (["rank", "matter", "S1"], "service"),
        (["export", "people", "--out", "x.csv"], "members"),
        (["export", "members", "--out", "x.pdf"], ".xlsx"),
        (["template", "people"], "openings"),
        (["rank", "member", "nobody"], "没有这条记录"),
        (["explain", "nobody", "nothing"], "没有这条记录"),
        (["rank", "opening", "nobody"], "opening：读到“nobody”，可以填写：已登记岗位的编号或 id"),
        (["explain", "nobody", "nothing"], "member：读到“nobody”，可以填写：已登记成员的编号或 id"),
        (["link", "colour"], "credential"),
        (["migrate", "--to", "nonsense"], "--to：读到“nonsense”，可以填写：head, base, 0001"),
        (["key", "a", "--role", "king"], "station（驿站）、employer（用人单位）、hometown_office（家乡部门）、administrator（管理员）"),
        (["key", "a"], "--role：读到“（空）”"),
        (["key"], "ORGANISATION：读到“（空）”"),
        (["key", "--revoke", "gy_unknown"], "没有这个在用的密钥"),
        (["key", "a", "--role", "station", "--revoke", "gy_x"], "不能同时"),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error(arguments: list[str], named: str, guiyan: Run) -> None:
    ended = guiyan(*arguments)
    assert ended.code == 1
    assert ended.out == ""
    assert named in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["read"], ["read", "pay", "--nonsense"], ["rank", "member", "M1", "-k", "0"], ["serve", "--port", "99999"],
     ["import", "no-such-file.csv"]],
)  # fmt: skip
def test_wrong_usage_ends_with_2(arguments: list[str], guiyan: Run) -> None:
    ended = guiyan(*arguments)
    assert ended.code == 2
    assert "Traceback" not in ended.err


def test_the_same_file_again_changes_nothing(county: Run, tmp_path: Path) -> None:
    again = county("import", str(tmp_path / "openings.csv"), str(tmp_path / "members.csv"))
    assert again.code == 0
    assert again.out.count("新增0，更新0") == 2


def test_a_refused_row_is_named_and_ends_with_1(guiyan: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "openings.csv"
    sheet.write_text("编号,单位名称,岗位名称,招聘人数,薪资待遇\nG1,甲,焊工,2,八千\nG1,甲,电工,1,5000\n", encoding="gb18030")
    strict = guiyan("import", "--all-or-nothing", str(sheet))
    assert strict.code == 1
    assert "全部未收" in strict.out
    kept = guiyan("import", str(sheet), "--report", str(tmp_path / "report.json"))
    assert kept.code == 1
    assert "第3行" in kept.out
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report[0]["counts"]["new"] == 1
    assert report[0]["counts"]["refused"] == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_can_be_imported_unchanged(ending: str, county: Run, tmp_path: Path) -> None:
    out = tmp_path / f"out.{ending}"
    assert county("export", "members", "--out", str(out)).code == 0
    again = county("import", str(out))
    assert "新增0，更新0" in again.out


def test_a_template_is_a_workbook_of_all_four_sheets(guiyan: Run, tmp_path: Path) -> None:
    assert guiyan("template", "--out", str(tmp_path / "blank.xlsx")).code == 0
    for options in ([], ["--all-or-nothing"]):
        ended = guiyan("import", str(tmp_path / "blank.xlsx"), *options)
        assert ended.code == 0, ended
        assert "0行，新增0，更新0，未变0，未收0" in ended.out
        assert ended.out.count("示例行，未导入") == 4


def test_ranking_and_explanation_agree(county: Run) -> None:
    ranked = json.loads(county("rank", "member", "NC-M002", "-k", "5", "--json").out)
    assert len(ranked) == 5
    assert ranked == sorted(ranked, key=lambda place: -place["score"])
    best = ranked[0]
    told = json.loads(county("explain", "NC-M002", best["opportunity"], "--json").out)
    assert told["score"] == best["score"]
    assert round(100 * told["score"]) == sum(round(100 * row["points"]) for row in told["criteria"])


@pytest.mark.parametrize("columns", ["80", "100", "140"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_get_tables_that_fit_the_terminal(language: str, columns: str, county: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", columns)
    for arguments in (["rank", "member", "NC-M002"], ["rank", "opening", "NC-G001"], ["explain", "NC-M002", "NC-G003"]):
        ended = county(*arguments, "--lang", language)
        assert ended.code == 0
        assert max(map(cell_len, ended.out.splitlines())) <= int(columns)
        assert "…" not in ended.out
        assert "{" not in ended.out


def test_a_status_is_told_by_mark_and_word(county: Run) -> None:
    out = folded(county("explain", "NC-M002", "NC-G003").out)
    assert "✗不符合" in out
    assert "✓符合" in out
    assert "?未知" in out
    assert "不予推荐" in out


def test_a_ranking_shows_no_full_name(county: Run) -> None:
    out = county("rank", "opening", "NC-G001").out
    assert "章某" in out
    assert "章亮" not in out
    assert not re.search(r"1\d{10}", out)


def test_an_organisation_gets_a_key_that_is_known(guiyan: Run) -> None:
    from data.store.database import Database
    from data.store.organisations import asker_of

    ended = guiyan("key", "station-1", "--role", "station", "--name", "南城驿站")
    issued = ended.out.split()[-1]
    database = Database()
    with database.reading() as connection:
        assert asker_of(connection, issued).organisation == "station-1"
    database.close()
    assert "南城驿站" in ended.out


@pytest.mark.parametrize("identifier", ["", "南城", "Nancheng", "-a", "a b", "a_b", "a\n", "x" * 65])
@pytest.mark.parametrize(("language", "said"), [("C.UTF-8", "小写字母"), ("en_GB.UTF-8", "lower-case letters")])
def test_an_organisation_without_a_plain_id_gets_no_key(
    identifier: str, language: str, said: str, guiyan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", language)
    ended = guiyan("key", "--role", "station", "--", identifier)
    assert (ended.code, ended.out) == (1, "")
    assert said in ended.err


def test_a_key_that_is_revoked_opens_nothing(guiyan: Run) -> None:
    from data.errors import Unauthenticated
    from data.store.database import Database
    from data.store.organisations import asker_of

    first, second = (guiyan("key", "9-" + "x" * 62, "--role", "employer").out.split()[-1] for _ in range(2))
    assert guiyan("key", "--revoke", first) == Ended(0, "密钥已停用\n", "")
    assert guiyan("key", "--revoke", first).code == 1
    database = Database()
    with database.reading() as connection:
        assert asker_of(connection, second)
        with pytest.raises(Unauthenticated):
            asker_of(connection, first)
    database.close()


@pytest.mark.parametrize("arguments", [["migrate"], ["rank", "member", "x"], ["key", "a", "--role", "station"], ["demo", "--database"]])
def test_a_database_in_a_folder_that_is_missing_is_told_by_the_folder(
    arguments: list[str], guiyan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url := f"sqlite:///{tmp_path}/missing/cli.db")
    ended = guiyan(*arguments, *([url] if arguments[0] == "demo" else []))
    assert ended.code == 1
    assert f"{tmp_path}/missing”" in folded(ended.err)
    assert "再试" not in ended.err


@pytest.mark.parametrize("given", [("--lang", "en"), ("--lang=en",)])
def test_an_error_is_told_in_the_language_that_was_asked_for(given: tuple[str, ...], guiyan: Run) -> None:
    assert "there is no such kind" in guiyan("link", "nonsense", *given).err
    assert CHINESE.search(guiyan("link", "nonsense").err)


def test_a_pair_is_named_by_its_numbers(guiyan: Run) -> None:
    numbered = {**SCORED, "member": {"sheet": {**SCORED["member"]["sheet"], "编号": "M1"}}}
    answers = guiyan("score", "--today", TODAY, stdin=lines(numbered, SCORED)).answers
    assert [(answer["member"], answer["opportunity"]) for answer in answers] == [("M1", ""), ("", "")]


def test_a_database_is_migrated_up_and_down(guiyan: Run) -> None:
    assert guiyan("migrate").code == 0
    assert guiyan("migrate", "--to", "base").code == 0
    assert guiyan("migrate").out.strip().endswith(": head")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_demonstration_shows_the_main_job(language: str, guiyan: Run, tmp_path: Path) -> None:
    (tmp_path / "guiyan-demo.db").write_bytes(b"left behind by an earlier run")
    ended = guiyan("demo", "--lang", language)
    assert ended.code == 0, ended.err
    headings = re.findall(r"^(\d)  \S.* ─+$", ended.out, re.MULTILINE)
    assert headings == list("1234567")
    out = folded(ended.out)
    for shown in ("叉车驾驶", "2026-" if date.today().year == 2026 else "-", "NC-G003", "低压电工", "curl-s-XPOST", "X-API-Key:gy_", "guiyan-demo.db"):
        if not (shown == "低压电工" and language == "en"):
            assert shown in out, shown
    assert "{" not in ended.out.replace("{\"k\": 10}", "")


def test_the_demonstration_holds_on_any_day(guiyan: Run) -> None:
    ended = guiyan("demo", "--today", "2031-03-05", "--database", "sqlite:///later.db")
    assert ended.code == 0
    assert "2031-04-01" in ended.out


def test_the_api_is_served(guiyan: Run, tmp_path: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0"],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/served.db"},
    )  # fmt: skip
    try:
        assert server.stdout is not None
        address = next(found[0] for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        with urllib.request.urlopen(f"{address}/openapi.json", timeout=20) as answer:
            assert json.load(answer)["openapi"].startswith("3.")
    finally:
        server.terminate()
        server.communicate(timeout=20)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    many = lines(*({"text": "5000"} for _ in range(20_000)))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -c 'from api.cli import main; main()' read pay | head -n 1"],
        input=many, capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode in (1, 141)
    assert b"Traceback" not in done.stderr
