"""Which of the certificates asked does the member hold?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.records import Phrase
from data.reference.credentials import credentials, satisfied_by
from data.text import Text
from data.vocabulary import Track
from features.codes import credential_position
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.opening import LinkedAsk, OpeningProfile
from matcher.criterion import Change, Criterion, Reducer, Telling, evidence

NO, MAYBE, YES = 0, 1, 2
GENERAL = "_any"
"""Codes that end so name a family of certificates (an electrician's, of no stated kind); a code before
another's `_` is the same certificate of no stated level."""


@cache
def _satisfies() -> NDArray[np.uint8]:
    """[asked, held] by position; the last row stands for "no further option", column 0 for "none".

    A general name that covers the asked one (an electrician's certificate of no stated kind) may be it.
    """
    position = credential_position()
    table = np.zeros((len(position) + 2, len(position) + 1), np.uint8)
    for asked, row in position.items():
        for special in satisfied_by(asked):
            table[row, position[special]] = YES
            if asked.endswith(GENERAL) or special.startswith(f"{asked}_"):
                table[position[special], row] = max(table[position[special], row], MAYBE)
    return table


def held_for(member: Any, opening: Any) -> NDArray[np.float64]:
    """1 where the held certificate does for any of the asked options; nan where it or another may."""
    table = _satisfies()
    each = [table[opening[option], member["credential"]] for option in "abcd"]
    best = np.maximum.reduce(each)
    return np.where(best == YES, 1.0, np.where((best == MAYBE) | member["more"], np.nan, 0.0))


def label(items: Iterable[Linked]) -> Text:
    """The options of one ask: "A or B"."""
    options = list(items)
    return Text(
        zh="或".join(item.name for item in options),
        en=" or ".join(credentials()[item.code].name_en or item.name for item in options),
    )


def holds(member: MemberProfile, ask: LinkedAsk) -> Linked | None:
    """The certificate by which a member satisfies an ask."""
    if not member.credentials:
        return None
    accepted = _accepted(tuple(option.code for option in ask.options))
    return next((item for item in member.credentials or () if item.code in accepted), None)


@lru_cache(maxsize=5_000)
def _accepted(options: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(_does_for, options))


@cache
def _does_for(code: str) -> frozenset[str]:
    return satisfied_by(code)


def may_hold(member: MemberProfile, ask: LinkedAsk) -> bool:
    """Whether a certificate is stated under a general name that covers an asked one."""
    held = {item.code for item in member.credentials or ()}
    return any(
        option.code in _does_for(code) and (code.endswith(GENERAL) or option.code.startswith(f"{code}_"))
        for code in held
        for option in ask.options
    )


def tell(member: MemberProfile, opening: OpeningProfile) -> Telling:
    """Each certificate asked: held, missing, or never stated."""
    found = [(ask, holds(member, ask)) for ask in opening.credentials]
    lacking = tuple(label(ask.options) for ask, item in found if item is None)
    stated = member.credentials_complete
    return Telling(
        values={"asked": len(found), "held": sum(item is not None for _, item in found)},
        asked=tuple(label(ask.options) for ask, _ in found),
        held=tuple(label(ask.options) for ask, item in found if item is not None),
        missing=lacking if stated else (),
        unknown=() if stated else lacking,
        evidence=tuple(evidence(item.phrase, item.code, item.similarity) for _, item in found if item is not None),
    )


def obtain(member: MemberProfile, opening: OpeningProfile) -> Iterable[Change]:
    """Obtaining a certificate that is asked and not held."""
    for ask in opening.credentials:
        if holds(member, ask) is None:
            wanted = ask.options[0]
            held = member.member.credentials or ()
            changed = replace(member.member, credentials=(*held, Phrase(wanted.name, "证书", 0, len(wanted.name))))
            yield Change(Text(zh="取得{credential}", en="obtain {credential}"), changed, {"credential": label((wanted,))}, wanted.code)


def ladder() -> Sequence[tuple[Any, Any]]:
    """No certificate, another one, the one that is asked."""
    last = max(credential_position().values())
    return [((held, False), (last, -1, -1, -1, True, 100)) for held in (0, 1, last)]


CRITERION = Criterion(
    key="credentials",
    label=Text(zh="证书", en="Certificates"),
    tracks=frozenset({Track.WORK}),
    member="credentials",
    opportunity="asked_credentials",
    measure=held_for,
    reducer=Reducer.COVER,
    reason=Text(zh="要求{asked}项证书，持有{held}项", en="{held} of {asked} certificates asked"),
    tell=tell,
    ladder=ladder,
    field="证书",
    changes=obtain,
)
