"""What an asker is shown of a record and of an explanation: another organisation's member is masked."""

import re
from collections.abc import Mapping
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


def masked(asker: Asker, record: Record) -> bool:
    """Whether the asker sees the record without what names its person."""
    return isinstance(record, Member) and not owns(asker, record.organisation)


def shown(asker: Asker, record: Record, brief: bool = False) -> dict[str, Any]:
    """The record as typed values, from an allow-list; `brief` as a place of a ranking shows it."""
    names = SUMMARY[kind_of(record)] if brief else SHOWN[kind_of(record)]
    hidden = masked(asker, record)
    if hidden:
        allowed = MASKED_WORK if asker.role is Role.EMPLOYER else MASKED
        names = tuple(name for name in names if name in allowed)
    plain: dict[str, Any] = msgspec.to_builtins(record, order="deterministic")
    kept = {"id": plain["id"], **{name: plain[name] for name in names}}
    return scrubbed(_coarse(kept), record) if hidden and isinstance(record, Member) else kept


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
