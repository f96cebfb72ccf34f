"""Ranking in both directions, explaining a pair, and scoring a pair given ad hoc."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from api.answers import PRIVATE, Answer
from api.dependencies import GroundHere, Known, Spoken, Today
from api.errors import fault_answer
from api.json_body import json_body, optional_json_body
from api.openapi import operation
from api.routes.records import Identifier, stored_id
from api.schemas import MatchAnswer, MatchesAnswer, ScoreAnswer
from api.use_cases import masking, matching
from api.use_cases.bodies import only
from data.records import Member
from data.store.repositories import Records
from data.store.scope import Asker
from data.text import Language
from data.vocabulary import RecordKind, Role

router = APIRouter(tags=["matches"])
Audience = Literal["station", "member", "employer"]
DEFAULT_K = 10


def _place(asker: Asker, asked: Any, match: matching.Match, language: Language) -> MatchAnswer:
    member = asked if isinstance(asked, Member) else match.record
    assert isinstance(member, Member)
    told = match.explanation.as_json(language)
    hidden = masking.masked(asker, member)
    return MatchAnswer(
        rank=match.rank,
        score=match.explanation.score / 100,
        masked=masking.masked(asker, match.record),
        record=masking.shown(asker, match.record, brief=True),
        explanation=masking.masked_explanation(told, member) if hidden else told,
    )


def _matches(
    kind: RecordKind, ground: GroundHere, asker: Asker, language: Language, id: str, body: dict[str, Any]
) -> Response:
    only(body, "track", "k")
    track = matching.read_track(body.get("track", "work"))
    k = matching.read_k(body.get("k", DEFAULT_K))
    with ground.database.reading() as connection:
        found = matching.find_matches(connection, ground.index, asker, kind, stored_id(id), k, deep=True)
    places = [_place(asker, found.asked, match, language) for match in found.places]
    return Answer(MatchesAnswer(track.value, found.considered, places), headers=PRIVATE)


@router.post(
    "/members/{id}/matches",
    **operation(
        "match_member", "为成员找岗位 the best openings for a member",
        "按分数从高到低，每个都带完整说明；第一名另附怎样可以更合适。 Best first, each with its explanation; the first also says "
        "what would change it. An empty body asks for ten of track `work`.",
        gives="MatchesAnswer", takes="MatchesBody", problems=(401, 404, 413, 422, 503),
    ),
)  # fmt: skip
def match_member(
    ground: GroundHere,
    asker: Known,
    language: Spoken,
    id: Identifier,
    body: Annotated[dict[str, Any], Depends(optional_json_body)],
) -> Response:
    return _matches(RecordKind.MEMBER, ground, asker, language, id, body)


@router.post(
    "/openings/{id}/matches",
    **operation(
        "match_opening", "为岗位找成员 the best members for an opening",
        "只在看得到的成员中找；别的单位的成员去标识。 Only members whom the asker may see; others' are masked.",
        gives="MatchesAnswer", takes="MatchesBody", problems=(401, 404, 413, 422, 503),
    ),
)  # fmt: skip
def match_opening(
    ground: GroundHere,
    asker: Known,
    language: Spoken,
    id: Identifier,
    body: Annotated[dict[str, Any], Depends(optional_json_body)],
) -> Response:
    return _matches(RecordKind.OPENING, ground, asker, language, id, body)


@router.get(
    "/matches/{member}/{opportunity}/explanation",
    **operation(
        "explain_match", "说明一对匹配 why a pair scores as it does",
        "audience 只会更简：member 只给理由，employer 不含成员原话。 `audience` only shortens: reasons for the member, no words "
        "of the member's for the employer. `why_not` says where the opening stands among this member's best ten, or why not.",
        gives="Explanation", problems=(401, 404, 422, 503),
    ),
)  # fmt: skip
def explain_match(
    ground: GroundHere,
    asker: Known,
    language: Spoken,
    member: Annotated[str, Path(max_length=40, examples=["m_0123456789abcdef0123"])],
    opportunity: Annotated[str, Path(max_length=40, examples=["o_0123456789abcdef0123"])],
    audience: Annotated[Audience, Query(description="给谁看 for whom")] = "station",
) -> Response:
    with ground.database.reading() as connection:
        person = Records(connection, asker, RecordKind.MEMBER).get(stored_id(member)).record
        job = Records(connection, asker, RecordKind.OPENING).get(stored_id(opportunity)).record
        standing = matching.why_not(connection, ground.index, asker, person, job, DEFAULT_K)  # type: ignore[arg-type]
    assert isinstance(person, Member)
    told = standing.explanation.as_json(language)
    if audience == "employer" or asker.role is Role.EMPLOYER or masking.masked(asker, person):
        told = masking.masked_explanation(told, person)
    if audience == "member":
        told = masking.short_explanation(told)
    return Answer({**told, "why_not": matching.tell_standing(standing, DEFAULT_K, language)}, headers=PRIVATE)


@router.post(
    "/score",
    **operation(
        "score_pair", "给一对打分 score a pair given ad hoc",
        "不存任何东西。 Nothing is stored.",
        gives="ScoreAnswer", takes="ScoreBody", problems=(401, 413, 422, 503),
    ),
)  # fmt: skip
def score_pair(
    _: Known, language: Spoken, today: Today, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    only(body, "track", "member", "opportunity")
    explanation, faults = matching.score_pair(body, today)
    told = [fault_answer(fault, language) for fault in faults]
    return Answer(ScoreAnswer(explanation.as_json(language), told), headers=PRIVATE)
