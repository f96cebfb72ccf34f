"""The columns of a member as somebody who knows how and where to sell."""

from collections.abc import Iterable

from data.reference.channels import channels
from features.columns.shared import column
from features.pool import Column, Value
from features.profiles.member import MemberProfile

THERE = 0.6
"""Living somewhere speaks for knowing its markets, less than saying so."""


def outlets(codes: Iterable[str]) -> list[Value]:
    """Ways of selling as bits."""
    bits = sum(1 << at for at, code in enumerate(channels()) if code in set(codes))
    return [(bits,)] if bits else []


def _markets(profile: MemberProfile) -> Iterable[Value]:
    member = profile.member
    named = [place.code for place in (member.serve.markets if member.serve else ()) if place.code]
    for code in named:
        yield (int(code), 1.0)
    if member.current and member.current.code and member.current.code not in named:
        yield (int(member.current.code), THERE)


SELLING_COLUMNS: tuple[Column, ...] = (
    column("outlets", [("ways", "i4")], lambda p: outlets(p.member.serve.channels if p.member.serve else ())),
    column("markets", [("code", "i4"), ("weight", "f8")], _markets, bag=True),
)
