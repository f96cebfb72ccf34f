"""What the engine said of a pair when it was put forward, kept so that it can be shown and worked out again."""

from typing import Any

import msgspec
from sqlalchemy import Connection

from api.use_cases.courses import with_courses
from api.use_cases.masking import own_words
from api.use_cases.matching import matcher_of
from data.codec import split_personal
from data.records import Member, NeedOf, Opportunity, PairingPlace
from data.store.scope import Asker
from data.text import Language
from data.vocabulary import Track
from matcher.explanation import Explanation


def kept_explanation(
    connection: Connection, asker: Asker, member: Member, opportunity: Opportunity, track: Track
) -> tuple[str, str]:
    """The scorecard's version, and JSON of the explanation as of now."""
    return kept(explained(connection, asker, member, opportunity, track), member, opportunity)


def explained(connection: Connection, asker: Asker, member: Member, opportunity: Opportunity, track: Track) -> Explanation:
    """What the engine says of a pair, with the courses that would help."""
    return with_courses(connection, asker, matcher_of(track).explain(member, opportunity))


def kept(explained: Explanation, member: Member, opportunity: Opportunity) -> tuple[str, str]:
    """The scorecard's version, and JSON of an explanation in both languages with the two records it was made from."""
    told: dict[str, Any] = {"zh": explained.as_json("zh"), "en": explained.as_json("en")}
    record = opportunity.project if isinstance(opportunity, NeedOf) else opportunity.member if isinstance(opportunity, PairingPlace) else opportunity
    told["quoted"] = [quote for person in (member, record) if isinstance(person, Member) for quote in own_words(person)]
    told["inputs"] = {"member": split_personal(member)[0], "opportunity": split_personal(record)[0]}
    return str(told["zh"]["scorecard"])[:64], msgspec.json.encode(told).decode()


def explanation_in(kept: str, language: Language) -> dict[str, Any] | None:
    """The explanation as it was kept, in one language; None where none was."""
    found: dict[str, Any] | None = _kept(kept).get(language)
    return found


def quoted_in(kept: str) -> list[str]:
    """What it quotes of how the members put it then, whatever they say now."""
    found: list[str] = _kept(kept).get("quoted", [])
    return found


def _kept(kept: str) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(kept) if kept else {}
    return found
