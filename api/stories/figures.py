"""How a story shows rankings and other figures on a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text as Styled

from api.use_cases.naming import masked_name
from api.wrapping import Wrapped
from data.text import Language, Text

RANK, SCORE, WHO, WHY = Text("名次", "rank"), Text("得分", "score"), Text("机会或成员", "who or what"), Text("理由", "why")
TO_CHECK = Text(zh="待核实：{what}", en="to be checked: {what}")
MASKED = Text(zh="（去标识）", en=" (masked)")


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """Rows of plain values under headings."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for heading in headings:
        made.add_column(heading, overflow="fold")
    for row in rows:
        made.add_row(*(value if isinstance(value, Wrapped | Styled | Group) else Wrapped(str(value)) for value in row))
    return made


def name_of(record: Mapping[str, Any]) -> str:
    """What a record in an answer is called before others."""
    for key in ("title", "name"):
        value = record.get(key)
        if isinstance(value, Mapping):
            return f"{value['text']} · {record.get('employer') or ''}".rstrip(" ·")
        if isinstance(value, str) and value:
            return masked_name(value) if "intents" in record or "hometown" in record else value
    skills = [phrase["text"] for phrase in record.get("skills") or ()]
    return str(record.get("number") or "、".join(skills) or record.get("id"))


def ranking(answer: Mapping[str, Any], language: Language, most: int = 5) -> Table:
    """The first places of a ranking as the API answered it, each with its two strongest reasons."""
    rows = []
    for place in answer["matches"][:most]:
        told = place["explanation"]
        number = place["record"].get("number")
        label = name_of(place["record"]) + (f"（{number}）" if number else "") + (MASKED.say(language) if place["masked"] else "")
        reasons = [f"{row['label']} {row['points']:g}/{row['max']:g} {row['reason']}" for row in strongest(told)]
        reasons += [TO_CHECK.say(language, what=row["reason"]) for row in told["requirements"] if row["status"] == "unknown"][:1]
        rows.append((place["rank"], f"{place['score']:.2f}", label, Group(*map(Wrapped, reasons))))
    return table([text.say(language) for text in (RANK, SCORE, WHO, WHY)], rows)


def strongest(told: Mapping[str, Any], most: int = 2) -> list[Mapping[str, Any]]:
    """The criteria that add most above their neutral value."""
    known = [row for row in told["criteria"] if row["status"] in ("met", "partial")]
    return sorted(known, key=lambda row: row["baseline"] - row["points"])[:most]
