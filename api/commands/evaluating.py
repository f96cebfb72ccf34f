"""`guiyan evaluate`: how well a track ranks on a public history that nobody here wrote."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from api.commands.answers import BAD_OPTION, language_of, show_json
from api.commands.matching import Lang
from data.errors import Fault, InvalidInput
from data.text import Text

TRACKS = ("invest",)
NO_OUT = Text(zh="排序写到哪个文件，或用 --explain", en="the file for the rankings, or --explain")
WRITABLE = Text(zh="可以写入的文件", en="a file that can be written")
DONE = Text(
    zh="{investors} 个投资方、{projects} 个项目；分 {folds} 折（按投资方编号的固定散列），每方由未见其选择的评分表排序；评分表只由历史学得",
    en="{investors} investors, {projects} projects; {folds} folds by a fixed hash of the investor's id, each ranked for "
    "by a scorecard that has not seen its choices, fitted on the history alone",
)


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("evaluate")(evaluate)


def evaluate(
    what: Annotated[str, typer.Argument(help="invest")],
    data: Annotated[Path, typer.Option("--data", help="含 history、investors、projects 三个 CSV 的文件夹 the folder with these three CSV files")],
    out: Annotated[Path | None, typer.Option("--out", help="排序写入的 JSON Lines 文件 where to write the rankings")] = None,
    explain: Annotated[
        tuple[str, str], typer.Option("--explain", metavar="INVESTOR PROJECT", help="只说明这一对 explain this pair only")
    ] = ("", ""),
    scorecard: Annotated[Path | None, typer.Option("--scorecard", help="另存全部历史学得的评分表 where to write the scorecard of all folds")] = None,
    folds: Annotated[int, typer.Option("--folds", min=2, max=20, help="几折 how many folds")] = 5,
    lang: Lang = "",
) -> None:
    """由公开投资历史学出评分表，为每个投资方排序全部新项目。 Fits a scorecard to a funding history and ranks every new project."""
    from features.funding.history import read_history
    from matcher.funding import folds as folded
    from matcher.funding.fitting import as_toml

    language = language_of(lang)
    if what not in TRACKS:
        raise InvalidInput(BAD_OPTION, (Fault("evaluate", what, Text("、".join(TRACKS), ", ".join(TRACKS))),))
    if out is None and not any(explain):
        raise InvalidInput(BAD_OPTION, (Fault("--out", "", NO_OUT),))
    history = read_history(data)
    if any(explain):
        history.pair(*explain)
    found = folded.evaluate(history, folds)
    counts = {"investors": len(history.investors), "projects": len(history.ventures), "folds": folds}
    if scorecard is not None:
        _write(scorecard, "--scorecard", [as_toml(found.whole(), DONE.say("en", **counts))])
    if any(explain):
        show_json(found.explain(*explain).as_json(language))
    if out is not None:
        _write(out, "--out", (json.dumps({"ranking": ranking}, ensure_ascii=False) + "\n" for ranking in found.rankings()))
        print(DONE.say(language, **counts), file=sys.stderr)


def _write(path: Path, option: str, lines: Iterable[str]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise InvalidInput(BAD_OPTION, (Fault(option, str(path), WRITABLE),)) from error
