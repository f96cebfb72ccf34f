"""The columns of what members can do, and of what projects and teams ask them to do."""

from features.columns.shared import column
from features.knowhow import knowhow_index, product_index
from features.pool import Column, Value
from features.profiles.abilities import (
    member_goods,
    member_knowhow,
    need_goods,
    need_knowhow,
    refused_by,
    service_knowhow,
    touched,
)
from features.profiles.licences import asked_classes, class_bits, held_classes
from features.profiles.linked import Linked
from features.profiles.member import MemberProfile
from features.profiles.need import NeedProfile
from features.profiles.service import ServiceProfile

MOST_KINDS, MOST_GOODS, MOST_ASKED = 10, 6, 4
NO_GOODS = 0

BESIDE = frozenset({"teach", "office", "coop", "labour", "farm_expert", "care", "sell", "buying", "machine", "child"})
"""Broad kinds of know-how, which weigh half where a special one is asked beside them."""

SPECIAL_IN_SERVICE = 4
"""How much more a special one weighs for a team, whose words name whom it serves too (老人, 孩子)."""

ABLE = [("field", "i4"), ("product", "i4"), ("sure", "f8")]
ASKED = [("field", "i4"), ("product", "i4"), ("share", "i4")]


def _able(profile: MemberProfile) -> list[Value]:
    goods = [product_index()[item.code] for item in member_goods(profile)[:MOST_GOODS]] or [NO_GOODS]
    known = member_knowhow(profile)[:MOST_KINDS]
    return [(knowhow_index()[item.code], product, item.similarity) for item in known for product in goods]


def _asked(kinds: tuple[Linked, ...], goods: tuple[Linked, ...], special: int = 2) -> list[Value]:
    """Each kind asked with its share of the whole; the goods are the first that are named."""
    kinds = kinds[:MOST_ASKED]
    product = product_index()[goods[0].code] if goods else NO_GOODS
    weights = [1 if item.code in BESIDE and len(kinds) > 1 else special for item in kinds]
    parts = [100 * weight // sum(weights) for weight in weights]
    if parts:
        parts[0] += 100 - sum(parts)
    return [(knowhow_index()[item.code], product, share) for item, share in zip(kinds, parts, strict=True)]


def _need(profile: NeedProfile) -> list[Value]:
    return _asked(need_knowhow(profile), need_goods(profile))


def _codes(items: tuple[Linked, ...]) -> list[Value]:
    return [(knowhow_index()[item.code],) for item in items]


def _classes(codes: frozenset[str]) -> list[Value]:
    return [(class_bits(codes),)] if codes else []


MEMBER_ABILITY: tuple[Column, ...] = (
    column("knowhow", ABLE, _able, bag=True),
    column("refused_knowhow", [("field", "i4")], lambda p: _codes(refused_by(p)), bag=True),
    column("licences", [("classes", "i4")], lambda p: _classes(held_classes(p))),
)
NEED_ABILITY: tuple[Column, ...] = (
    column("asked_knowhow", ASKED, _need, bag=True),
    column("touched", [("field", "i4")], lambda p: _codes(touched(p)), bag=True),
)


def _service(profile: ServiceProfile) -> list[Value]:
    return _asked(service_knowhow(profile), (), SPECIAL_IN_SERVICE)


SERVICE_ABILITY: tuple[Column, ...] = (
    column("asked_knowhow", ASKED, _service, bag=True),
    column("touched", [("field", "i4")], lambda p: _codes(touched(p)), bag=True),
    column("asked_licence", [("classes", "i4")], lambda p: _classes(asked_classes(p))),
)
