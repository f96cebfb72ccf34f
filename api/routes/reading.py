"""Text to values, to codes and to a draft; nothing is stored."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from api.answers import PRIVATE, Answer
from api.dependencies import Known, Today
from api.json_body import json_body
from api.openapi import operation
from api.schemas import Suggestion, SuggestionsAnswer
from api.settings import SETTINGS
from api.use_cases import reading, taxonomy
from api.use_cases.bodies import count_in, only, text_in
from api.use_cases.drafting import FORMS, INVALID, ONE_OF, draft_of_json
from data.errors import Fault, InvalidInput

router = APIRouter(tags=["reading"])
LONGEST_PHRASE = 500
MOST_LINKS = 50
JsonBody = Annotated[dict[str, Any], Depends(json_body)]


@router.post(
    "/read",
    **operation(
        "read_text", "读懂一段文字 read a piece of text",
        "工资、地点、日期、年限、学历、人数、工作条件、岗位用语；没说的为 null。 Pay, place, wording of a posting …; null where unsaid.",
        gives="Reading", takes="ReadBody", problems=(401, 413, 422, 503),
    ),
)  # fmt: skip
def read_text(_: Known, today: Today, body: JsonBody) -> Response:
    only(body, "kind", "text")
    kind = text_in(body, "kind", 40)
    read = reading.reader(kind, today)
    longest = SETTINGS.longest_note if kind == "posting" else SETTINGS.longest_text
    return Answer(read(text_in(body, "text", longest)), headers=PRIVATE)


@router.post(
    "/link",
    **operation(
        "link_text", "把说法对到代码 tie words to codes",
        "职业为职业分类大典2022代码；相似度低于0.35按“未知”处理。 Below a similarity of .35 it is better treated as unknown.",
        gives="Links", takes="LinkBody", problems=(401, 413, 422, 503),
    ),
)  # fmt: skip
def link_text(_: Known, body: JsonBody) -> Response:
    only(body, "kind", "text", "top")
    kind, text = text_in(body, "kind", 40), text_in(body, "text", LONGEST_PHRASE)
    return Answer({"links": reading.links(kind, text, count_in(body, "top", 5, MOST_LINKS))}, headers=PRIVATE)


@router.post(
    "/draft",
    **operation(
        "draft_note", "把口述整理成草稿 make a draft of a note",
        "一段话、JSON Resume 或 JobPosting。每项带出处；拿不准的列在 doubts，该问的列在 ask。 Each field with its span, what is doubtful, what to ask next.",
        gives="Draft", takes="DraftBody", problems=(401, 413, 422, 503),
    ),
)  # fmt: skip
def draft_note(_: Known, today: Today, body: JsonBody) -> Response:
    only(body, "text", *FORMS)
    if len(body) != 1:
        raise InvalidInput(INVALID, (Fault("$", ", ".join(sorted(body)), ONE_OF),))
    if form := next((name for name in FORMS if name in body), ""):
        return Answer(draft_of_json(form, body[form], today), headers=PRIVATE)
    note = text_in(body, "text", SETTINGS.longest_note)
    from features.drafting import draft

    return Answer(draft(note, today), headers=PRIVATE)


@router.get(
    "/taxonomy/complete",
    **operation(
        "complete_word", "补全词表中的词 complete a word of a reference table",
        "kind：occupation、skill、credential、industry、region。 Simplified or traditional letters; names, aliases, English.",
        gives="SuggestionsAnswer", problems=(422,),
    ),
)  # fmt: skip
def complete_word(
    q: Annotated[str, Query(description="已输入的字 the letters typed", examples=["叉车"])],
    kind: Annotated[str, Query(examples=["occupation"])] = "occupation",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    found = [
        Suggestion(hit.entry.code, hit.entry.name, hit.entry.name_en, hit.matched)
        for hit in taxonomy.complete(kind, q, limit)
    ]
    return Answer(SuggestionsAnswer(found), headers={"Cache-Control": "public, max-age=3600"})
