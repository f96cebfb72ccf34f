"""How a project's arithmetic looks on a terminal."""

from fractions import Fraction

from rich import box
from rich.console import Console
from rich.table import Table

from api.rendering import terminal
from data.arithmetic import Line, Projection
from data.arithmetic_words import as_decimal, yuan
from data.text import Language, Text

WHAT, HOW, AMOUNT = Text("项目", "what"), Text("怎么算", "how"), Text("得数", "comes to")
YEARS, PEOPLE = Text("{count}年", "{count} years"), Text("{count}人", "{count} people")
FROM = Text("用到的数字", "Figures used")
USED = Text("{label}：{text}（{source}）", "{label}: {text} ({source})")
UNKNOWN, NOTES = Text("没有写的", "Not stated"), Text("要注意的", "To note")


def print_projection(name: str, found: Projection, language: Language, console: Console | None = None) -> None:
    """The lines as a table, then where each figure stands, what is missing, and that it is no promise."""
    console = console or terminal()
    console.print(name, style="bold", markup=False)
    if found.lines:
        table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False)
        table.add_column(WHAT.say(language), ratio=2)
        table.add_column(HOW.say(language), ratio=3)
        table.add_column(AMOUNT.say(language), justify="right")
        for line in found.lines:
            table.add_row(line.label.say(language), line.formula.say(language), amount_in(line, language))
        console.print(table)
    used = [USED.say(language, label=one.label.say(language), text=one.text, source=one.source) for one in found.assumptions]
    sections = ((FROM, used), (UNKNOWN, _said(found.unknown, language)), (NOTES, _said(found.notes, language)))
    for title, said in sections:
        if said:
            console.print(title.say(language), style="bold", markup=False)
            for text in dict.fromkeys(said):
                console.print(f"  · {text}", markup=False)
    console.print(found.advice.say(language), style="dim", markup=False)


def amount_in(line: Line, language: Language) -> str:
    """What a line comes to, with its unit."""
    if line.unit == "fen":
        return yuan(line.amount).say(language)
    if line.unit == "people":
        return PEOPLE.say(language, count=line.amount)
    return YEARS.say(language, count=as_decimal(Fraction(line.amount, 100)))


def _said(texts: tuple[Text, ...], language: Language) -> list[str]:
    return [text.say(language) for text in texts]
