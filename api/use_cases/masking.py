"""What an asker is shown of a record and of an explanation: another organisation's member is masked."""

import re
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from api.schemas import MASKED, MASKED_WORK, SHOWN, SUMMARY
from api.use_cases.permissions import owns
from data.codec import kind_of
from data.records import Member, Record
from data.store.scope import Asker
from data.vocabulary import Role

LONG_NUMBER = re.compile(r"(?:\d[ \-—·.]?){10,}\d|\d{7,}")
HIDDEN = "＊"


def masked(asker: Asker, record: Record, agreed: Collection[str] | None = None) -> bool:
    """Whether the asker sees the record without what names its person, or no more of that than a case opens."""
    return isinstance(record, Member) and (agreed is not None or not owns(asker, record.organisation))


def shown(asker: Asker, record: Record, brief: bool = False, agreed: Collection[str] | None = None) -> dict[str, Any]:
    """The record as typed values, from an allow-list; `brief` as a place of a ranking shows it.

    `agreed` names the fields that a case between two stations shows whole, the others staying masked.
    """
    names = SUMMARY[kind_of(record)] if brief else SHOWN[kind_of(record)]
    plain: dict[str, Any] = msgspec.to_builtins(record, order="deterministic")
    if not (isinstance(record, Member) and masked(asker, record, agreed)):
        return {"id": plain["id"], **{name: plain[name] for name in names}}
    allowed = MASKED_WORK if asker.role is Role.EMPLOYER else MASKED
    hidden = {name: plain[name] for name in names if name in allowed}
    whole = {name: plain[name] for name in names if name in (agreed or ())}
    return {"id": plain["id"], **scrubbed(_coarse(hidden), record), **whole}


def _coarse(value: Any) -> Any:
    """Places down to the county code alone, without the words that may hold an address."""
    if isinstance(value, Mapping):
        if "code" in value and "level" in value:
            return {"code": value["code"], "level": value["level"]}
        return {name: _coarse(item) for name, item in value.items()}
    return [_coarse(item) for item in value] if isinstance(value, list | tuple) else value


def scrubbed(value: Any, member: Member) -> Any:
    """The value with the member's name and any number long enough to be a phone's or an identity card's hidden."""
    if isinstance(value, str):
        text = LONG_NUMBER.sub(HIDDEN, value)
        return text.replace(member.name, HIDDEN) if len(member.name) > 1 else text
    if isinstance(value, Mapping):
        return {name: item if name in IDENTIFIERS else scrubbed(item, member) for name, item in value.items()}
    return [scrubbed(item, member) for item in value] if isinstance(value, list | tuple) else value


IDENTIFIERS = frozenset({"id", "organisation", "code", "key", "member", "opportunity", "candidates", "encoder", "scorecard"})


def masked_explanation(told: Mapping[str, Any], member: Member) -> dict[str, Any]:
    """An explanation without the member's own words: what they were read as stays."""
    criteria = [
        {**row, "evidence": [{**item, "text": None, "span": None} for item in row["evidence"]]}
        for row in told["criteria"]
    ]
    found: dict[str, Any] = scrubbed({**told, "criteria": criteria}, member)
    return found


def short_explanation(told: Mapping[str, Any]) -> dict[str, Any]:
    """An explanation as a member reads it: the reasons, what would change it, what to say next."""
    named = ("track", "member", "opportunity", "score", "band", "eligible", "requirements", "would_change", "next_question")
    reasons = [f"{row['label']}：{row['reason']}" for row in told["criteria"] if row["status"] != "unknown"]
    return {**{name: told[name] for name in named}, "reasons": reasons, "advice_only": True}
