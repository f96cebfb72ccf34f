"""The description of the API: what each operation takes and gives, with examples from a real run."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi

from api import schemas, schemas_cases, schemas_projection, schemas_runs, schemas_workflow
from api.answers import Answer
from api.errors import PROBLEM_JSON, TITLES
from api.use_cases.filter_schema import filters_schema
from data.codec import RECORD_TYPES
from data.sheets.headings import HEADINGS
from data.vocabulary import RecordKind, Track

REF = "#/components/schemas/{name}"
DESCRIPTION = """归雁为外出成员与家乡的岗位、项目、服务双向牵线，并逐条说明理由。引擎只给建议，由人决定。

Guiyan matches people who left their county with openings, hometown projects and services, and says exactly why.
The engine advises; people decide.

* 密钥 A key in `X-API-Key` (or `Authorization: Bearer`) says which organisation asks; it sees its own records and what others opened to it.
* 语言 `Accept-Language: zh` or `en` chooses the language of every sentence.
* 出错 Every error is `application/problem+json` with what was found and what would be accepted.
* 重发 `Idempotency-Key` makes a creation safe to send again.
* 翻页 Lists come in pages: `next` of one page is `after` of the next.
"""
TAGS = [
    {"name": "members", "description": "成员 people who left their county"},
    {"name": "openings", "description": "岗位 employers' jobs"},
    {"name": "projects", "description": "家乡项目 hometown projects and their needs"},
    {"name": "services", "description": "服务事项 matters, trainings, helps"},
    {"name": "matches", "description": "匹配与说明 ranking and explaining"},
    {"name": "workflow", "description": "推荐、认领、结对、岗位线索 what moves through states"},
    {"name": "runs", "description": "统筹分配、组合与团队 many seats at once, groups and teams"},
    {"name": "consents", "description": "成员的同意 what members agreed to"},
    *schemas_cases.TAGS,
    {"name": "reading", "description": "读懂文字 text to values, codes and drafts"},
    {"name": "sheets", "description": "表格 Excel and CSV in and out"},
    {"name": "health", "description": "运行状况 whether the service is there"},
]


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Requests and answers by operation, as a real run gave them."""
    text = files("api").joinpath("examples.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = msgspec.json.decode(text)
    return found


def operation(
    name: str,
    summary: str,
    description: str,
    *,
    gives: str = "",
    status: int = 200,
    also: dict[int, str] | None = None,
    takes: str = "",
    media: str = "application/json",
    problems: tuple[int, ...] = (401, 403, 422, 503),
) -> dict[str, Any]:
    """The arguments that describe an operation to its router; `gives` and `takes` name schemas."""
    known = examples().get(name, {})
    responses: dict[int | str, Any] = {code: problem_response(code) for code in problems}
    for code, said in {status: summary, **(also or {})}.items():
        responses[code] = {"description": said, **_content(media, gives, known.get("response"))}
    extra: dict[str, Any] = {}
    if takes:
        extra["requestBody"] = {"required": takes != "MatchesBody", **_content("application/json", takes, known.get("request"))}
    return {
        "operation_id": name,
        "response_class": Response if gives in ("", "file") else Answer,
        "summary": summary,
        "description": description,
        "responses": responses,
        "status_code": status,
        "openapi_extra": extra,
    }


def problem_response(status: int) -> dict[str, Any]:
    """The answer for one kind of problem."""
    slug, title = TITLES[status]
    example = {"type": f"/problems/{slug}", "title": title.zh, "status": status, "detail": title.en, "faults": []}
    return {"description": f"{title.zh} {title.en}", **_content(PROBLEM_JSON, "Problem", example)}


def _content(media: str, schema: str, example: object) -> dict[str, Any]:
    if not schema:
        return {}
    described: dict[str, Any] = {"schema": BINARY if schema == "file" else {"$ref": REF.format(name=schema)}}
    if example is not None:
        described["example"] = example
    return {"content": {media: described}}


BINARY = {"type": "string", "format": "binary"}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes, tags=TAGS,
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        )  # fmt: skip
        components = document.setdefault("components", {})
        components["schemas"] = _schemas()
        app.openapi_schema = document
    return app.openapi_schema


def _schemas() -> dict[str, Any]:
    answers = [
        schemas.Problem, schemas.RecordAnswer, schemas.PageAnswer, schemas.MatchesAnswer, schemas.ScoreAnswer,
        *schemas_cases.ANSWERS,
        schemas.SuggestionsAnswer, schemas.StateAnswer, schemas_projection.ProjectionAnswer, *schemas_workflow.ANSWERS, *schemas_runs.ANSWERS,
    ]  # fmt: skip
    found = msgspec.json.schema_components([*RECORD_TYPES.values(), *answers], ref_template=REF)[1]
    for kind, record in RECORD_TYPES.items():
        name = record.__name__
        found[f"{name}Body"] = {
            "title": f"{name}Body",
            "description": "各字段，或 {\"sheet\": {标题: 内容}}。 Typed fields, or the cells of its sheet.",
            "oneOf": [{"$ref": REF.format(name=name)}, {"$ref": REF.format(name=f"{name}Sheet")}],
        }
        found[f"{name}Sheet"] = _sheet(kind)
        found[f"{name}Answer"] = {
            "title": f"{name}Answer",
            "allOf": [
                {"$ref": REF.format(name="RecordAnswer")},
                {"type": "object", "properties": {"record": {"$ref": REF.format(name=name)}}},
            ],
        }
    found["MatchFilters"] = filters_schema()
    return {**found, **SMALL, **schemas_cases.BODIES, **schemas_projection.BODIES, **schemas_workflow.BODIES}


def _sheet(kind: RecordKind) -> dict[str, Any]:
    cells = {
        heading.name: {"type": ["string", "number"], "description": f"{heading.accepts.zh} / {heading.accepts.en}"}
        for heading in HEADINGS[kind]
    }
    sheet = {"type": "object", "properties": cells, "additionalProperties": True, "minProperties": 1}
    return {"type": "object", "required": ["sheet"], "additionalProperties": False, "properties": {"sheet": sheet}}


def _object(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "additionalProperties": False, "properties": properties}


TRACK = {"type": "string", "enum": ["work"], "default": "work"}
ANY_TRACK = {"type": "string", "enum": [track.value for track in Track]}
SMALL: dict[str, Any] = {
    "MatchesBody": _object(
        (),
        track=ANY_TRACK,
        k={"type": "integer", "minimum": 1, "maximum": 200, "default": 10},
        filters={"$ref": REF.format(name="MatchFilters")},
    ),
    "ScoreBody": _object(
        ("member", "opportunity"),
        track=TRACK,
        member={"$ref": REF.format(name="MemberBody")},
        opportunity={"$ref": REF.format(name="OpeningBody")},
    ),
    "ReadBody": _object(
        ("kind", "text"),
        kind={"type": "string", "enum": ["pay", "place", "date", "experience", "education", "headcount", "conditions", "posting"]},
        text={"type": "string", "maxLength": 20000, "description": "posting 之外至多 2000 字 at most 2000 letters save for a posting"},
    ),
    "LinkBody": _object(
        ("kind", "text"),
        kind={"type": "string", "enum": ["occupation", "skill", "credential", "industry"]},
        text={"type": "string", "maxLength": 500},
        top={"type": "integer", "minimum": 1, "maximum": 50, "default": 5},
    ),
    "DraftBody": {
        "description": "一段话、JSON Resume 或 JobPosting，三选一。 One of a note, a JSON Resume and a JobPosting.",
        "oneOf": [
            _object(("text",), text={"type": "string", "maxLength": 20000}),
            _object(("json_resume",), json_resume={"$ref": REF.format(name="JsonResume")}),
            _object(("job_posting",), job_posting={"$ref": REF.format(name="JobPosting")}),
        ],
    },
    "JsonResume": {"type": "object", "description": "jsonresume.org v1；x_guiyan 放它没有的栏目。 With x_guiyan for what it has no place for."},
    "JobPosting": {"type": "object", "description": "schema.org JobPosting（JSON-LD）。"},
    "Explanation": {"type": "object", "description": "匹配说明：总分恰为各项得分之和。 The score is exactly the sum of the points."},
    "Reading": {"type": "object", "description": "读出的值，未说的为 null。 The values read; null where unsaid."},
    "Links": {"type": "object", "properties": {"links": {"type": "array", "items": {"type": "object"}}}},
    "Draft": {"type": "object", "description": "草稿，每项带原文出处。 A draft record, each field with its span."},
    "ImportReport": {"type": "object", "description": "每行的结果与没读懂之处。 What became of each row."},
}
