"""On whose side an asker stands in what moves through states, and whose turn it is."""

from collections.abc import Collection

from data.errors import Conflict, Fault, Forbidden, InvalidInput
from data.store.scope import Asker
from data.store.workflows import Flow, Step
from data.text import Text
from data.vocabulary import Role
from data.workflows.machine import MEMBER, OTHER, Machine, Move

OWNERS = {"member": MEMBER, "holder": OTHER}
NOT_YOUR_SIDE = Text(zh="“{move}”要由{side}来做", en="“{move}” is for {side} to do")
SIDES = {MEMBER: Text(zh="成员一方", en="the member's side"), OTHER: Text(zh="对方", en="the other side")}
SPOKEN = Text(zh="这一方已经同意，等另一方", en="this side agreed already; the other one is waited for")
WHOSE = Text(zh="两方都由您记录：请写明 by", en="you record for both sides: say which in `by`")
BY = Text(zh="member（成员一方）或 other（对方）", en="member (the member's side) or other (the other side)")


def sides_of(asker: Asker, flow: Flow) -> frozenset[str]:
    """The sides for which an asker may speak: whoever keeps the member or put it forward, and whoever holds the opportunity."""
    if asker.role is Role.ADMINISTRATOR:
        return frozenset({MEMBER, OTHER})
    own = asker.organisation
    brought = flow.organisation == own and asker.role is Role.STATION and flow.holder != own
    found = {MEMBER} if flow.keeper == own or brought else set()
    return frozenset(found | ({OTHER} if flow.holder == own else set()))


def party_of(machine: Machine, move: Move, sides: frozenset[str], by: str | None, made: Collection[Step]) -> str:
    """On whose behalf a move is made; an error where it is not this asker's turn."""
    if by is not None and by not in SIDES:
        raise InvalidInput(WHOSE, (Fault("$.by", by[:80], BY),))
    if by is not None and by not in sides:
        raise _not_yours(move, by)
    if move.side in OWNERS:
        owner = OWNERS[move.side]
        if owner not in sides or by not in (None, owner):
            raise _not_yours(move, owner)
        return owner
    if move.side == "each":
        return _next_to_speak(machine, move, sides, by, made)
    return by or (next(iter(sides)) if len(sides) == 1 else "")


def may_make(machine: Machine, move: Move, sides: frozenset[str], made: Collection[Step]) -> bool:
    """Whether a move is one of these sides' to make now."""
    if move.side in OWNERS:
        return OWNERS[move.side] in sides
    return move.side != "each" or bool(sides - _spoken(machine, made))


def _next_to_speak(machine: Machine, move: Move, sides: frozenset[str], by: str | None, made: Collection[Step]) -> str:
    left = sides - _spoken(machine, made)
    if by is not None:
        left &= {by}
    if not left:
        raise Conflict(SPOKEN) if sides else _not_yours(move, OTHER)
    if len(left) > 1:
        raise InvalidInput(WHOSE, (Fault("$.by", "", BY),))
    return next(iter(left))


def _spoken(machine: Machine, made: Collection[Step]) -> frozenset[str]:
    """The sides that made their half of a move that each is to make."""
    halves = {(move.source, move.to) for move in machine.moves if move.side == "each"}
    return frozenset(step.party for step in made if (step.source, step.to) in halves)


def _not_yours(move: Move, side: str) -> Forbidden:
    return Forbidden(NOT_YOUR_SIDE.filled(move=move.label, side=SIDES[side]))
