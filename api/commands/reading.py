"""`guiyan read`, `link`, `similar`, `draft`, `score`: JSON lines in, JSON lines out."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.answers import day_of, language_of, pipe, text_of

TEXT = '{"text": "月薪四千五，包吃住"}'
PAIR = '{"track": "work", "member": {"sheet": {…}}, "opportunity": {"sheet": {…}}}'
Today = Annotated[str, typer.Option("--today", help="今天是哪天 the day to count from, 2026-11-22")]
Lang = Annotated[str, typer.Option("--lang", help="zh | en")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("read")(read)
    app.command("link")(link)
    app.command("similar")(similar)
    app.command("draft")(draft)
    app.command("score")(score)


def read(
    kind: Annotated[str, typer.Argument(help="pay | place | date | experience | education | headcount | conditions | posting")],
    today: Today = "",
    lang: Lang = "",
) -> None:
    """读薪资、地点、日期等写法，检查岗位用语。 Reads pay, places, dates and more; checks the wording of a posting."""
    from api.use_cases.reading import reader

    read_one = reader(kind, day_of(today))
    pipe(lambda item: read_one(text_of(item, TEXT)), TEXT, language_of(lang))


def link(
    kind: Annotated[str, typer.Argument(help="occupation | skill | credential | industry")],
    top: Annotated[int, typer.Option(help="最多几个 how many at most", min=1, max=100)] = 5,
    lang: Lang = "",
) -> None:
    """把说法对到职业、技能、证书、行业代码。 Ties words to codes, the surest first."""
    from api.use_cases.reading import check_linked, links

    check_linked(kind)
    pipe(lambda item: {"links": links(kind, text_of(item, TEXT), top)}, TEXT, language_of(lang))


def similar(
    kind: Annotated[str, typer.Argument(help="occupation")],
    corpus: Annotated[Path, typer.Option(help="每行一个名称的文件 a file of titles, one a line", exists=True, dir_okay=False)],
    lang: Lang = "",
) -> None:
    """按相近程度给一列名称排序。 Ranks a list of titles by closeness to each one given."""
    from api.use_cases.reading import similar_to

    closest = similar_to(kind, corpus)
    pipe(lambda item: {"ranking": closest(text_of(item, TEXT))}, TEXT, language_of(lang))


def draft(
    file: Annotated[
        Path | None, typer.Option("--file", help="一个 PDF、.docx、.txt 或 JSON Resume 文件 a file instead of lines", exists=True, dir_okay=False)
    ] = None,
    today: Today = "",
    lang: Lang = "",
) -> None:
    """把一段话或一份简历读成登记草稿。 Reads notes, or one file, into draft records with spans, doubts and what to ask."""
    if file is not None:
        from api.use_cases.drafting import draft_of_file
        from data.documents.limits import LARGEST

        language_of(lang)
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        print(json.dumps(draft_of_file(file.name, content, day_of(today)), ensure_ascii=False))
        return
    from features.drafting import draft as read_draft

    day = day_of(today)
    pipe(lambda item: read_draft(text_of(item, TEXT), day), TEXT, language_of(lang))


def score(today: Today = "", lang: Lang = "") -> None:
    """给临时的一对打分并说明理由，不保存。 Scores pairs given ad hoc and explains each; nothing is stored."""
    from api.use_cases.importing import fault_json
    from api.use_cases.scoring import score_pair

    day, language = day_of(today), language_of(lang)

    def answer(item: dict[str, Any]) -> dict[str, Any]:
        explanation, faults = score_pair(item, day)
        return {**explanation.as_json(language), "faults": [fault_json(fault, language) for fault in faults]}

    pipe(answer, PAIR, language)
