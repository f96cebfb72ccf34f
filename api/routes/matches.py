"""Ranking in both directions, explaining a pair, and scoring a pair given ad hoc."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from api.answers import PRIVATE, Answer
from api.dependencies import GroundHere, Known, KnownLater, Spoken, Today
from api.errors import fault_answer
from api.json_body import json_body, later_json_body
from api.openapi import operation
from api.routes.records import Identifier, stored_id
from api.schemas import MatchAnswer, OfficeAnswer, ScoreAnswer
from api.turns import in_turn
from api.use_cases import masking, matching
from api.use_cases.answering import Asking, answer_member, answer_opportunity
from api.use_cases.bodies import only
from api.use_cases.filter_schema import FILTERING
from api.use_cases.opportunities import find_opportunity
from api.use_cases.scoring import score_pair as score_pair_given
from api.use_cases.showing import Sight
from api.use_cases.standing import tell_standing
from data.errors import NotFound
from data.records import Member
from data.store.repositories import NOT_FOUND, Records
from data.store.scope import Asker
from data.text import Language
from data.vocabulary import RecordKind, Role

router = APIRouter(tags=["matches"])
Audience = Literal["station", "member", "employer"]
DEFAULT_K = 10
OpportunityId = Annotated[
    str, Path(max_length=80, description="机会的 id；项目需求为 项目id.需求 a need is project.need", examples=["o_0123456789abcdef0123"])
]


def place_answer(sight: Sight, asked: Any, match: matching.Match, language: Language) -> MatchAnswer:
    """One place of a ranking as the asker may see it."""
    told = sight.explanation(match.explanation.as_json(language), (asked, match.record))
    return MatchAnswer(
        rank=match.rank,
        score=match.explanation.score / 100,
        masked=sight.hidden(match.record),
        record=sight.brief(match.record),
        explanation=told,
        office=OfficeAnswer(match.office.name, match.office.person, match.office.telephone),
    )


def sight_of(connection: Any, asker: Asker, asked: Any, places: Iterable[matching.Match]) -> Sight:
    """What the asker is shown of a ranking's two sides."""
    return Sight(connection, asker, [asked, *(match.record for match in places)])


@router.post(
    "/members/{id}/matches",
    **operation(
        "match_member", "为成员找机会 the best opportunities for a member",
        "按分数从高到低，每个都带完整说明；第一名另附怎样可以更合适；next_question 是回答后最能改变排名的一问。 Best first, each with its "
        "explanation; the first also says what would change it; `next_question` is the open field whose answer would move the "
        "ranking most, measured with the answers of others. An empty body asks for ten of track `work`. "
        + FILTERING.zh + " " + FILTERING.en,
        gives="MatchesAnswer", takes="MatchesBody", problems=(401, 404, 409, 413, 422, 503),
    ),
)  # fmt: skip
async def match_member(
    ground: GroundHere,
    known: KnownLater,
    language: Spoken,
    id: Identifier,
    read: Annotated[Callable[[], dict[str, Any]], Depends(later_json_body)],
) -> Response:
    def answered() -> Response:
        with ground.database.reading() as connection:
            asker, body = known(connection), read()
            only(body, "track", "k", "filters")
            track, k = matching.read_track(body.get("track", "work")), matching.read_k(body.get("k", DEFAULT_K))
            asking = Asking(connection, ground.indexes, asker, language, k, body.get("filters"))
            return Answer(answer_member(asking, stored_id(id), track), headers=PRIVATE)

    return await in_turn(answered)


def _for_opportunity(prefix: str, path: str, name: str, label: str) -> None:
    """The route that ranks members for one kind of opportunity."""

    @router.post(
        f"/{path}/{{id}}/matches",
        **operation(
            f"match_{name}", f"为{label}找成员 the best members for {name}",
            "只在看得到的成员中找；别的单位的成员去标识。匹配类型由机会本身决定。 Only members whom the asker may see; others' are masked. "
            "The track is the opportunity's own, unless it stands in several. " + FILTERING.zh + " " + FILTERING.en,
            gives="MatchesAnswer", takes="MatchesBody", problems=(401, 404, 409, 413, 422, 503),
        ),
    )  # fmt: skip
    async def match_opportunity(
        ground: GroundHere,
        known: KnownLater,
        language: Spoken,
        id: OpportunityId,
        read: Annotated[Callable[[], dict[str, Any]], Depends(later_json_body)],
    ) -> Response:
        def answered() -> Response:
            with ground.database.reading() as connection:
                asker, body = known(connection), read()
                only(body, "track", "k", "filters")
                k = matching.read_k(body.get("k", DEFAULT_K))
                if not id.startswith(prefix):
                    raise NotFound(NOT_FOUND)
                asking = Asking(connection, ground.indexes, asker, language, k, body.get("filters"))
                return Answer(answer_opportunity(asking, id, body.get("track")), headers=PRIVATE)

        return await in_turn(answered)


for _kind in (("o_", "openings", "opening", "岗位"), ("p_", "needs", "need", "项目需求"), ("s_", "services", "service", "服务事项")):
    _for_opportunity(*_kind)


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
    opportunity: OpportunityId,
    track: Annotated[str | None, Query(description="匹配类型，缺省由机会决定 the track; by default the opportunity's own", examples=["work"])] = None,
    audience: Annotated[Audience, Query(description="给谁看 for whom")] = "station",
) -> Response:
    with ground.database.reading() as connection:
        person = Records(connection, asker, RecordKind.MEMBER).get(stored_id(member)).record
        assert isinstance(person, Member)
        other = find_opportunity(connection, asker, opportunity)
        standing = matching.why_not(connection, ground.indexes, asker, person, other, DEFAULT_K, track)
        sight = Sight(connection, asker, (person, other))
    told = standing.explanation.as_json(language)
    if audience == "employer" or asker.role is Role.EMPLOYER:
        told = masking.masked_explanation(told, person)
    told = sight.explanation(told, (person, other))
    if audience == "member":
        told = masking.short_explanation(told)
    return Answer({**told, "why_not": tell_standing(standing, DEFAULT_K, language)}, headers=PRIVATE)


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
    explanation, faults = score_pair_given(body, today)
    told = [fault_answer(fault, language) for fault in faults]
    return Answer(ScoreAnswer(explanation.as_json(language), told), headers=PRIVATE)
