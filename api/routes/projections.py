"""What a project comes to by its own figures: arithmetic, not a promise."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from api.answers import PRIVATE, Answer
from api.dependencies import GroundHere, Known, Spoken, Today
from api.errors import fault_answer
from api.json_body import json_body
from api.openapi import operation
from api.schemas_projection import ProjectionAnswer, ProjectionAssumption, ProjectionLine
from api.use_cases.bodies import only
from api.use_cases.projections import MOST_TICKETS, project_given, project_of
from data.arithmetic import Projection
from data.errors import Fault
from data.text import Language

router = APIRouter(tags=["projects"])
ProjectId = Annotated[
    str, Path(max_length=80, description="项目的 id，或 项目id.需求 a project's id, or project.need", examples=["p_0123456789abcdef0123"])
]
Tickets = Annotated[
    list[str], Query(max_length=MOST_TICKETS, description="出资，元；可重复；缺省按最低出资 a ticket in yuan, may repeat; by default the least one", examples=["10000"])
]


def projection_answer(found: Projection, faults: tuple[Fault, ...], language: Language) -> ProjectionAnswer:
    """A projection in one language."""
    return ProjectionAnswer(
        lines=[ProjectionLine(line.key, line.label.say(language), line.formula.say(language), line.amount, line.unit) for line in found.lines],
        assumptions=[ProjectionAssumption(one.label.say(language), one.text, one.source) for one in found.assumptions],
        unknown=[text.say(language) for text in found.unknown],
        notes=[text.say(language) for text in found.notes],
        advice=found.advice.say(language),
        faults=[fault_answer(fault, language) for fault in faults],
    )


@router.get(
    "/projects/{id}/projection",
    **operation(
        "read_projection", "项目的算术 what a project comes to",
        "只用项目自己写的数字，精确到分；每个数字写明出处，缺的列在 unknown；是算术，不是承诺。 From the project's own figures alone, "
        "exact to the fen; each with where it stands, what is missing in `unknown`. Arithmetic, not a promise.",
        gives="ProjectionAnswer", problems=(401, 404, 422, 503),
    ),
)  # fmt: skip
def read_projection(ground: GroundHere, asker: Known, language: Spoken, id: ProjectId, ticket: Tickets = []) -> Response:  # noqa: B006
    with ground.database.reading() as connection:
        found = project_of(connection, asker, id, ticket)
    return Answer(projection_answer(found, (), language), headers=PRIVATE)


@router.post(
    "/projection",
    **operation(
        "work_out_projection", "给一行表做算术 the arithmetic of a row given ad hoc",
        "不存任何东西；tickets 以元计。 Nothing is stored; tickets are in yuan.",
        gives="ProjectionAnswer", takes="ProjectionBody", problems=(401, 413, 422, 503),
    ),
)  # fmt: skip
def work_out_projection(
    _: Known, language: Spoken, today: Today, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    only(body, "sheet", "tickets")
    found, faults = project_given(body, today)
    return Answer(projection_answer(found, faults, language), headers=PRIVATE)
