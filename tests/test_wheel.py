"""The wheel holds what it claims, and runs from an empty folder in an environment without the sources."""

import json
import os
import resource
import shutil
import subprocess
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("data", "features", "matcher", "api")
SOURCES = {".py", ".csv", ".toml", ".npz", ".mako", ".md", ".json", ".js", ".css", ".html", ".txt", ".jinja"}
PAIR = {
    "track": "work",
    "member": {"sheet": {"求职岗位": "叉车工", "期望薪资": "4500左右", "现居地": "江西南城", "证书": "叉车证"}},
    "opportunity": {"sheet": {"岗位名称": "叉车司机", "工作地点": "江西南城", "薪资待遇": "4500-5000", "证书要求": "叉车证"}},
}
Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing is left behind in the sources."""
    from hatchling.builders.wheel import WheelBuilder

    source = tmp_path_factory.mktemp("source")
    for name in (*PACKAGES, "pyproject.toml", "README.md", "LICENSE"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)  # type: ignore[operator]
    built = next(WheelBuilder(str(source)).build(directory=str(source / "dist"), versions=["standard"]))
    return Path(built)


@pytest.fixture(scope="module")
def held(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the installed `guiyan` in an empty folder; its dependencies are those of this environment, ours is not."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    python = folder / "venv" / "bin" / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder / "venv"), "platbase": str(folder / "venv")}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # Added to the path, not by `site`, so that no .pth of the editable installation is followed.
    dependencies = sysconfig.get_path("purelib")
    (folder / "empty").mkdir()
    start = f"import sys; sys.path.append({dependencies!r}); from api.cli import main; sys.argv[0] = 'guiyan'; main()"

    def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [python, "-I", "-c", start, *arguments], input=stdin, capture_output=True, check=False, cwd=folder / "empty",
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"},
        )  # fmt: skip

    return run


def test_it_holds_every_file_of_the_four_packages_and_nothing_else(held: set[str]) -> None:
    ours = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix in SOURCES and "__pycache__" not in path.parts
    }
    assert ours <= held
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == set(PACKAGES)
    assert not [name for name in held if name.endswith((".pyc", ".db", ".nbc", ".nbi"))]


@pytest.mark.parametrize(
    "name",
    [
        "data/reference/regions.csv", "data/reference/towns.csv", "data/reference/industries.csv", "data/reference/credentials.csv",
        "data/reference/occupations/6.csv", "data/reference/skills/logistics.csv", "data/reference/PROVENANCE.md",
        "data/scenarios/county/members.csv", "data/scenarios/county/openings.csv", "data/store/migrations/env.py",
        "data/store/migrations/script.py.mako", "data/store/migrations/versions/0001_the_first_tables.py", "matcher/scorecards/work.toml",
        "features/linkers/occupation.npz", "api/examples.json", "api/static/swagger-ui/swagger-ui-bundle.js",
    ],
)  # fmt: skip
def test_what_it_cannot_do_without_is_there(name: str, held: set[str]) -> None:
    assert name in held


def test_every_package_says_that_it_is_one(held: set[str]) -> None:
    assert {f"{package}/__init__.py" for package in PACKAGES} <= held


def test_its_metadata_is_what_the_project_states(wheel: Path, held: set[str]) -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with zipfile.ZipFile(wheel) as archive:
        metadata = Parser().parsestr(archive.read(_info(held, "METADATA")).decode())
        scripts = archive.read(_info(held, "entry_points.txt")).decode()
    assert (metadata["Name"], metadata["Version"]) == ("guiyan", stated["version"])
    assert metadata["License-Expression"] == "Apache-2.0"
    assert len(metadata.get_all("Requires-Dist") or ()) >= len(stated["dependencies"])
    assert "guiyan = api.cli:main" in scripts
    assert [name for name in held if name.endswith("licenses/LICENSE")]


def _info(held: set[str], name: str) -> str:
    return next(held_name for held_name in held if held_name.endswith(f".dist-info/{name}"))


def test_help_is_there_at_once(installed: Run, capsys: pytest.CaptureFixture[str]) -> None:
    installed("--help")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    shown = installed("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with capsys.disabled():
        print(f"\nguiyan --help: {spent:.2f} s of user and system time")
    assert shown.returncode == 0
    assert b"draft" in shown.stdout
    assert spent < 5, "something heavy is imported at the start"


def test_a_pair_is_scored_in_an_empty_folder(installed: Run) -> None:
    done = installed("score", "--today", "2026-11-22", stdin=json.dumps(PAIR, ensure_ascii=False).encode())
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["eligible"]
    assert told["score"] > 60


def test_a_workbook_is_written_and_read_in_an_empty_folder(installed: Run) -> None:
    assert installed("template", "--out", "blank.xlsx").returncode == 0
    assert installed("migrate").returncode == 0


