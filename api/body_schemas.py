"""The parts of which the bodies that the API takes are described: closed objects, bounded texts, choices and days."""

from typing import Any


def body(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {"type": "object", "required": list(required), "additionalProperties": False, "properties": properties}


def text(most: int, description: str = "") -> dict[str, Any]:
    """A text of 1 to `most` characters."""
    return {"type": "string", "minLength": 1, "maxLength": most, **({"description": description} if description else {})}


def one_of(*known: str) -> dict[str, Any]:
    """One of several words."""
    return {"type": "string", "enum": list(known)}


MEMBER = text(40, "成员 id m_…")
NOTE = text(500, "怎样得知的 how it is known")
DAY = {"type": "string", "format": "date"}
ON = {**DAY, "description": "发生的日期，不写即今天 the day it happened; today where left out"}
