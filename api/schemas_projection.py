"""What the API answers and takes where a project's arithmetic is asked for."""

from typing import Any, Literal

from msgspec import Struct

from api.schemas import FaultAnswer


class ProjectionLine(Struct):
    """One step: its label, how it was worked out, and what it comes to in whole fen, hundredths of a year or people."""

    key: str
    label: str
    formula: str
    amount: int
    unit: Literal["fen", "hundredths_of_a_year", "people"]


class ProjectionAssumption(Struct):
    """A figure that was used, as it was written, and the heading of the cell where it stands."""

    label: str
    text: str
    source: str


class ProjectionAnswer(Struct):
    """A project's arithmetic: exact, from stated figures alone, and no promise. `unknown` names what is missing."""

    lines: list[ProjectionLine]
    assumptions: list[ProjectionAssumption]
    unknown: list[str]
    notes: list[str]
    advice: str
    faults: list[FaultAnswer] = []
    promise: Literal[False] = False


TICKET = {"type": ["number", "string"], "description": "元，或文字如 5万 yuan, or words such as 5万"}
BODIES: dict[str, Any] = {
    "ProjectionBody": {
        "type": "object",
        "additionalProperties": False,
        "required": ["sheet"],
        "properties": {
            "sheet": {"type": "object", "additionalProperties": True, "minProperties": 1},
            "tickets": {"type": "array", "maxItems": 200, "items": TICKET},
        },
    },
}
