"""What an asker is shown of a record and of an explanation: another organisation's member is masked."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from api.answers import encode
from api.schemas import MASKED, MASKED_WORK, SHOWN, SUMMARY
from api.use_cases.permissions import owns
from data.codec import kind_of
from data.records import Member, Record
from data.reference.times import time_words
from data.store.scope import Asker
from data.vocabulary import Role
from matcher.told import ExplanationTold

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
    chosen = {name: getattr(record, name) for name in ("id", *names)}
    plain: dict[str, Any] = msgspec.to_builtins(chosen, order="deterministic")
    if not (isinstance(record, Member) and masked(asker, record, agreed)):
        return {"id": plain["id"], **{name: plain[name] for name in names}}
    allowed = MASKED_WORK if asker.role is Role.EMPLOYER else MASKED
    hidden = {name: plain[name] for name in names if name in allowed}
    whole = {name: plain[name] for name in names if name in (agreed or ())}
    return {"id": plain["id"], **scrubbed(_coarse(hidden), record), **whole}


def _coarse(value: Any) -> Any:
    """Places down to the county code alone, and what was read of years, pay and hours without the words around it.

    The words may hold an address, or tell a story by which somebody is known.
    """
    if isinstance(value, dict):
        if "code" in value and "level" in value:
            return {"code": value["code"], "level": value["level"]}
        return {name: _unworded(name, item, phrase="source" in value) for name, item in value.items()}
    return [_coarse(item) for item in value] if isinstance(value, list | tuple) else value


def _unworded(name: str, value: Any, phrase: bool) -> Any:
    if name in ("hours", "limits"):
        return value if tells_times_alone(value) else ""
    return "" if name == "text" and not phrase else _coarse(value)


@lru_cache(maxsize=10_000)
def tells_times_alone(text: str) -> bool:
    """Whether a text is made of common words for times (周末、晚上) and of nothing else."""
    known = sorted(time_words(), key=len, reverse=True)
    return not re.sub("|".join(map(re.escape, known)), "", text.lower()).strip(SEPARATORS)


SEPARATORS = " 　,，、;；。./和或及与"


def own_words(member: Member) -> tuple[str, ...]:
    """What reasons quote of how a member put it, the longest first; common words for times are no secret."""
    serve = member.serve
    if serve is None:
        return ()
    said = [text for text in (serve.hours, serve.limits) if text]
    return tuple(text for text in ("；".join(said), *said) if len(text) > 1 and not tells_times_alone(text))


def unquoted(value: Any, quotes: Collection[str]) -> Any:
    """The value with these quotations hidden."""
    if isinstance(value, str):
        for quote in quotes:
            value = value.replace(quote, HIDDEN)
        return value
    if isinstance(value, dict):
        return {name: unquoted(item, quotes) for name, item in value.items()}
    return [unquoted(item, quotes) for item in value] if isinstance(value, list | tuple) else value


def scrubbed(value: Any, member: Member) -> Any:
    """The value with the member's name and any number long enough to be a phone's or an identity card's hidden."""
    if isinstance(value, str):
        text = _unnumbered(value)
        return text.replace(member.name, HIDDEN) if len(member.name) > 1 else text
    if isinstance(value, dict):
        return {name: item if name in IDENTIFIERS else scrubbed(item, member) for name, item in value.items()}
    return [scrubbed(item, member) for item in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=50_000)
def _unnumbered(text: str) -> str:
    return LONG_NUMBER.sub(HIDDEN, text)


IDENTIFIERS = frozenset({"id", "organisation", "code", "key", "member", "opportunity", "candidates", "encoder", "scorecard"})


def masked_explanation(told: Mapping[str, Any], member: Member) -> dict[str, Any]:
    """An explanation without the member's own words: what they were read as stays."""
    criteria = [
        {**row, "evidence": [{**item, "text": None, "span": None} for item in row["evidence"]]}
        for row in told["criteria"]
    ]
    found: dict[str, Any] = scrubbed(unquoted({**told, "criteria": criteria}, own_words(member)), member)
    return found


def veiled(told: ExplanationTold, members: Iterable[Member]) -> bytes:
    """An explanation told without quotations, as JSON, with what names these members hidden as in `masked_explanation`."""
    several = list(members)
    said = list(_sentences(told))
    if not any(_gives_away(said, member) for member in several):
        return encode(told)
    plain: dict[str, Any] = msgspec.to_builtins(told)
    for member in several:
        plain = masked_explanation(plain, member)
    return encode(plain)


def _sentences(told: ExplanationTold) -> Iterator[str]:
    """All of it that was put together from what people wrote."""
    for row in told.criteria:
        yield row.label
        yield row.reason
        for texts in (row.asked, row.held, row.missing, row.unknown):
            yield from texts
        for item in row.evidence:
            yield item.source
    for condition in told.requirements:
        yield condition.reason
    for change in told.would_change:
        yield change.change


def _gives_away(said: Collection[str], member: Member) -> bool:
    name = member.name if len(member.name) > 1 else None
    words = (*own_words(member), *((name,) if name else ()))
    together = "\n".join(said)
    return any(word in together for word in words) or any(_unnumbered(text) != text for text in said)


def short_explanation(told: Mapping[str, Any]) -> dict[str, Any]:
    """An explanation as a member reads it: the reasons, what would change it, what to say next."""
    named = ("track", "member", "opportunity", "score", "band", "eligible", "requirements", "would_change", "next_question")
    reasons = [f"{row['label']}：{row['reason']}" for row in told["criteria"] if row["status"] != "unknown"]
    return {**{name: told[name] for name in named}, "reasons": reasons, "advice_only": True}
