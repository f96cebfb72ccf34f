"""Recording what a member agreed to, as their station was told, and ending it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from api.use_cases.bodies import only, optional_text, text_in
from api.use_cases.checks import INVALID
from api.use_cases.disclosure import DISCLOSABLE
from api.use_cases.permissions import NOT_OWN, owns
from api.use_cases.workflow import find_member
from data.errors import Fault, Forbidden, InvalidInput
from data.records import Consent, Member
from data.store.consents import consents_of, find_consent, save_consent
from data.store.organisations import find_organisation
from data.store.repositories import Records, utc_now
from data.store.scope import EVERYONE_OF, Asker
from data.store.storable import check_storable
from data.store.workflows import new_id
from data.text import Text
from data.vocabulary import ConsentPurpose, RecordKind

MOST_RECIPIENTS = 50
PURPOSES = Text(*(", ".join(purpose.value for purpose in ConsentPurpose),) * 2)
RECIPIENTS = Text(
    zh=f"1 到 {MOST_RECIPIENTS} 个单位 id，或 {'、'.join(EVERYONE_OF.values())}",
    en=f"1 to {MOST_RECIPIENTS} ids of organisations, or {', '.join(EVERYONE_OF.values())}",
)
FIELDS = Text(*(", ".join(DISCLOSABLE),) * 2)
NAMED_FIELDS = Text(zh=f"同意公开的栏目，至少一项：{FIELDS.zh}", en=f"the fields to be shown, at least one: {FIELDS.en}")
LAST_DAY = Text(zh="今天或以后的日期，如 {today}", en="today or a later day, such as {today}")


def give_consent(connection: Connection, asker: Asker, body: Mapping[str, object], today: date) -> Consent:
    """Record a consent of one of the asker's own members."""
    only(body, "member", "purpose", "recipients", "fields", "until", "notice_version", "given_how")
    member = _kept_member(connection, asker, text_in(body, "member", 40))
    purpose = text_in(body, "purpose", 32)
    if purpose not in {known.value for known in ConsentPurpose}:
        raise InvalidInput(INVALID, (Fault("$.purpose", purpose, PURPOSES),))
    fields = _fields(body, required=purpose == ConsentPurpose.DISCLOSURE.value)
    consent = Consent(
        id=new_id("a"),
        member=member.id,
        purpose=ConsentPurpose(purpose),
        recipients=_recipients(connection, body),
        fields=fields,
        notice_version=text_in(body, "notice_version", 64),
        given_at=utc_now(),
        given_how=text_in(body, "given_how", 200),
        until=_until(body, today),
    )
    check_storable({"notice_version": consent.notice_version, "given_how": consent.given_how})
    save_consent(connection, consent)
    return find_consent(connection, asker, consent.id)


def list_consents(connection: Connection, asker: Asker, member: str) -> list[Consent]:
    """What one of the asker's own members agreed to, ended consents too."""
    return consents_of(connection, asker, _kept_member(connection, asker, member).id)


def _kept_member(connection: Connection, asker: Asker, identifier: str) -> Member:
    """A member whom the asker registered, or who was handed over to it: whoever they come to can record what they say."""
    member = find_member(connection, asker, identifier)
    if not (owns(asker, member.organisation) or Records(connection, asker, RecordKind.MEMBER).may_change(identifier)):
        raise Forbidden(NOT_OWN)
    return member


def _texts(body: Mapping[str, object], name: str, accepted: Text, most: int) -> tuple[str, ...]:
    value = body.get(name, [])
    if not isinstance(value, list) or len(value) > most or not all(isinstance(item, str) for item in value):
        raise InvalidInput(INVALID, (Fault(f"$.{name}", type(value).__name__, accepted),))
    return tuple(dict.fromkeys(value))


def _recipients(connection: Connection, body: Mapping[str, object]) -> tuple[str, ...]:
    given = _texts(body, "recipients", RECIPIENTS, MOST_RECIPIENTS)
    known = set(EVERYONE_OF.values())
    strange = [item for item in given if item not in known and (len(item) > 64 or find_organisation(connection, item) is None)]
    if strange or not given:
        raise InvalidInput(INVALID, tuple(Fault("$.recipients", item[:64], RECIPIENTS) for item in strange or [""]))
    return given


def _fields(body: Mapping[str, object], required: bool) -> tuple[str, ...]:
    given = _texts(body, "fields", NAMED_FIELDS, len(DISCLOSABLE))
    strange = [item for item in given if item not in DISCLOSABLE]
    if strange or (required and not given):
        raise InvalidInput(INVALID, tuple(Fault("$.fields", item[:64], NAMED_FIELDS) for item in strange or [""]))
    return given


def _until(body: Mapping[str, object], today: date) -> str | None:
    """The end of the last day on which the consent holds."""
    text = optional_text(body, "until", 10)
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day < today or len(text) != 10:
        raise InvalidInput(INVALID, (Fault("$.until", text, LAST_DAY.filled(today=today)),))
    return f"{day.isoformat()}T23:59:59Z"
