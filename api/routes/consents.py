"""Consents: recorded by the member's own station, listed, and withdrawn."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import GroundHere, OnceKey, Policy, Today
from api.json_body import json_body
from api.openapi import operation
from api.routes.records import stored_id
from api.schemas_workflow import ConsentAnswer, ConsentsAnswer
from api.use_cases.consents import give_consent, list_consents
from api.use_cases.idempotency import once
from api.use_cases.permissions import WRITERS
from data.codec import canonical
from data.records import Consent
from data.store.consents import withdraw_consent
from data.store.idempotency import Given
from data.store.repositories import utc_now
from data.store.scope import Asker
from data.vocabulary import RecordKind

router = APIRouter(prefix="/consents", tags=["consents"])
KEEPER = Policy(WRITERS[RecordKind.MEMBER])
Keeper = Annotated[Asker, Depends(KEEPER)]


def consent_answer(consent: Consent) -> ConsentAnswer:
    """A consent as the member's station sees it."""
    live = consent.withdrawn_at is None and (consent.until is None or consent.until > utc_now())
    return ConsentAnswer(
        id=consent.id, member=consent.member, purpose=consent.purpose.value, recipients=list(consent.recipients),
        fields=list(consent.fields), until=consent.until, notice_version=consent.notice_version,
        given_at=consent.given_at, given_how=consent.given_how, withdrawn_at=consent.withdrawn_at, live=live,
    )  # fmt: skip


@router.post(
    "",
    **operation(
        "create_consent", "记下成员的同意 record a member's consent",
        "matching：可以被这些单位匹配到（去标识）；disclosure：这些单位可以看到所列栏目。recipients 是单位 id，或 stations、employers、"
        "hometown_offices。 `matching` lets the recipients find the member, masked; `disclosure` shows them exactly the fields named.",
        gives="ConsentAnswer", status=201, takes="ConsentBody", problems=(401, 403, 404, 413, 422, 503),
    ),
)  # fmt: skip
def create_consent(
    ground: GroundHere, asker: Keeper, key: OnceKey, today: Today, body: Annotated[dict[str, Any], Depends(json_body)]
) -> Response:
    def work(connection: Any) -> Given:
        return Given(201, encode(consent_answer(give_consent(connection, asker, body, today))).decode())

    given, replayed = once(ground.database, asker, key, canonical({"POST consents": body}), work)
    return once_answer(given, replayed)


@router.get(
    "",
    **operation(
        "list_consents", "成员同意过什么 what a member agreed to",
        "只限本单位的成员；已撤回、已到期的也在内。 Own members only; ended consents too.",
        gives="ConsentsAnswer", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def consents_list(
    ground: GroundHere, asker: Keeper, member: Annotated[str, Query(max_length=40, examples=["m_0123456789abcdef0123"])]
) -> Response:
    with ground.database.reading() as connection:
        found = list_consents(connection, asker, stored_id(member))
    return Answer(ConsentsAnswer([consent_answer(consent) for consent in found]), headers=PRIVATE)


@router.post(
    "/{id}/withdraw",
    **operation(
        "withdraw_consent", "撤回同意 withdraw a consent",
        "从下一次查询起生效；再撤回一次不改变什么。 It binds from the next query on; withdrawing again changes nothing.",
        gives="ConsentAnswer", problems=(401, 403, 404, 422, 503),
    ),
)  # fmt: skip
def consent_withdraw(
    ground: GroundHere, asker: Keeper, id: Annotated[str, Path(max_length=40, examples=["a_0123456789abcdef0123"])]
) -> Response:
    with ground.database.writing() as connection:
        ended = withdraw_consent(connection, asker, stored_id(id))
    return Answer(consent_answer(ended), headers=PRIVATE)
