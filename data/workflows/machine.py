"""The machines as their tables declare them: which move may follow, whose it is, and what it asks for."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from data.errors import Conflict, Fault, Forbidden, InvalidInput
from data.text import Text, joined
from data.vocabulary import ROLE_LABELS, RecordKind, Role, Track

BEGINNING = ""
MEMBER, OTHER = "member", "other"
"""The two sides of a pair: the member's, and that of the opportunity or of the other member."""

NOT_NOW = Text(zh="{machine}现在的状态是“{state}”，不能转到“{to}”", en="the {machine} stands at “{state}” and cannot go to “{to}”")
ALLOWED = Text(zh="可以转到：{allowed}", en="it can go to: {allowed}")
NOTHING_MORE = Text(zh="这是最后的状态，不再变动", en="this is a final state; nothing follows")
NOT_YOURS = Text(zh="“{role}”不能做“{move}”；可以的有：{roles}", en="the role {role} may not “{move}”; roles that may: {roles}")
BAD_REASON = Text(zh="“{move}”的原因不能接受", en="the reason for “{move}” cannot be taken")
ONE_OF = Text(zh="以下代码之一：{codes}", en="one of these codes: {codes}")
NO_REASON = Text(zh="不写原因", en="no reason")
NO_NOTE = Text(zh="“{move}”要写明经过", en="“{move}” needs a note")
HOW = Text(zh="怎样得知的，如“当面，11月3日”", en="how it is known, such as “in person, 3 November”")
TOO_EARLY = Text(zh="“{move}”还早：要到{day}", en="too early for “{move}”: not before {day}")
FROM_DAY = Text(zh="{day}或以后的日期", en="{day} or a later day")


@dataclass(frozen=True, slots=True)
class Reason:
    """A coded reason; `visible` names the roles that may read it, and `member`."""

    code: str
    visible: frozenset[str]
    label: Text


@dataclass(frozen=True, slots=True)
class State:
    """Where something stands. A live pair exists once; `shows` opens it to the opportunity's organisation from then on."""

    code: str
    live: bool
    shows: bool
    label: Text


@dataclass(frozen=True, slots=True)
class Move:
    """One way from one state to another.

    `side` is whose move it is: `member`, `holder` (the opportunity's organisation), `each` (both, one after the other)
    or nobody's in particular. `seat` is +1 where one of the opportunity's seats is taken unless one is held already, -1
    where the one that is held is given back; where none is left it leads to `if_full` instead. It is due `days` after the state `since`. `consent` says whom the member must have
    agreed to be shown to. `held` hides the opportunity (True) or opens it (False).
    """

    source: str
    to: str
    roles: frozenset[Role]
    side: str
    reason: str
    note: str
    seat: int
    if_full: str
    since: str
    days: int
    consent: str
    held: bool | None
    label: Text
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """One thing that moves through states.

    `opportunities` and `tracks` are what it is about, `pair` what of it may be live only once; `member_limit` names the
    limit to what a member may have live. Where it is `explained`, what the engine said is kept with it.
    """

    code: str
    prefix: str
    opportunities: frozenset[RecordKind]
    tracks: frozenset[Track]
    pair: str
    member_limit: str
    explained: bool
    label: Text
    states: Mapping[str, State]
    moves: tuple[Move, ...]

    def next_from(self, state: str) -> tuple[Move, ...]:
        """Every move out of a state; out of the beginning, those that create."""
        return tuple(move for move in self.moves if move.source == state)

    def label_of(self, state: str) -> Text:
        """What a state is called; a code that is none stands for itself."""
        known = self.states.get(state)
        return known.label if known else Text(state[:40], state[:40])

    @property
    def roles(self) -> frozenset[Role]:
        """Every role that has a move."""
        return frozenset().union(*(move.roles for move in self.moves))


def machine(code: str) -> Machine:
    """A machine by its code."""
    return machines()[code]


@cache
def machines() -> Mapping[str, Machine]:
    """Every machine by its code."""
    return MappingProxyType({row["machine"]: _machine(row) for row in _rows("machines.csv")})


def check_move(
    machine: Machine, state: str, to: str, role: Role, reason: str | None = None, note: str = ""
) -> Move:
    """The move that leads from a state to another; an error says what is allowed instead.

    Conflict where no such move leaves the state, Forbidden where it is not the role's, InvalidInput where
    the reason or the note that it asks for is missing or is none of those there are.
    """
    move = next((move for move in machine.next_from(state) if move.to == to), None)
    if move is None:
        raise _no_such_move(machine, state, to)
    if role not in move.roles:
        roles = joined(ROLE_LABELS[known] for known in Role if known in move.roles)
        raise Forbidden(NOT_YOURS.filled(role=ROLE_LABELS[role], move=move.label, roles=roles))
    known = {given.code for given in move.reasons}
    wrong = reason is not None and (move.reason == "none" or reason not in known)
    if wrong or (reason is None and move.reason == "required"):
        accepted = ONE_OF.filled(codes=_told(move.reasons)) if move.reason != "none" else NO_REASON
        raise InvalidInput(BAD_REASON.filled(move=move.label), (Fault("$.reason", reason or "", accepted),))
    if move.note == "required" and not note.strip():
        raise InvalidInput(NO_NOTE.filled(move=move.label), (Fault("$.note", "", HOW),))
    return move


def check_day(move: Move, since: date | None, day: date) -> None:
    """Conflict where the move is not due yet; `since` is the day on which the state that it counts from was reached."""
    if not move.since or since is None:
        return
    due = since + timedelta(days=move.days)
    if day < due:
        said = Fault("$.on", day.isoformat(), FROM_DAY.filled(day=due))
        raise Conflict(TOO_EARLY.filled(move=move.label, day=due), (said,))


def allowed_to(machine: Machine, state: str, role: Role) -> tuple[Move, ...]:
    """The moves out of a state that a role may make."""
    return tuple(move for move in machine.next_from(state) if role in move.roles)


def reason_of(machine: Machine, to: str, code: str | None) -> Reason | None:
    """The reason that was given for a move to a state."""
    found = (reason for move in machine.moves if move.to == to for reason in move.reasons)
    return next((reason for reason in found if reason.code == code), None)


def _no_such_move(machine: Machine, state: str, to: str) -> Conflict:
    moves = machine.next_from(state)
    if moves:
        allowed = joined(_named(machine.label_of(move.to), move.to) for move in moves)
        accepted = ALLOWED.filled(allowed=allowed)
    else:
        accepted = NOTHING_MORE
    message = NOT_NOW.filled(machine=machine.label, state=machine.label_of(state), to=machine.label_of(to))
    full = Text(f"{message.zh}；{accepted.zh}", f"{message.en}; {accepted.en}")
    return Conflict(full, (Fault("$.to", to[:80], accepted),))


def _named(label: Text, code: str) -> Text:
    return Text(f"{label.zh}（{code}）", f"{label.en} ({code})")


def _told(reasons: tuple[Reason, ...]) -> Text:
    return joined(_named(reason.label, reason.code) for reason in reasons)


def _rows(table: str) -> list[dict[str, str]]:
    text = files("data.workflows").joinpath(table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _machine(row: dict[str, str]) -> Machine:
    code = row["machine"]
    states = (State(s["state"], s["live"] == "1", s["shows"] == "1", Text(s["zh"], s["en"])) for s in _rows("states.csv") if s["machine"] == code)
    moves = [
        _move(move, source) for move in _rows("moves.csv") if move["machine"] == code
        for source in _several(move["from"]) or (BEGINNING,)
    ]  # fmt: skip
    kinds = frozenset(RecordKind(kind) for kind in _several(row["opportunities"]))
    by_code = MappingProxyType({state.code: state for state in states})
    tracks = frozenset(Track(track) for track in _several(row["tracks"]))
    return Machine(
        code, row["prefix"], kinds, tracks, row["pair"], row["member_limit"], row["explained"] == "1",
        Text(row["zh"], row["en"]), by_code, tuple(moves),
    )  # fmt: skip


def _move(row: dict[str, str], source: str) -> Move:
    return Move(
        source=source,
        to=row["to"],
        roles=frozenset(Role(role) for role in _several(row["roles"])),
        side=row["side"],
        reason=row["reason"],
        note=row["note"],
        seat=int(row["seat"] or 0),
        if_full=row["if_full"],
        since=row["since"],
        days=int(row["days"] or 0),
        consent=row["consent"],
        held={"1": True, "0": False}.get(row["held"]),
        label=Text(row["zh"], row["en"]),
        reasons=() if row["reason"] == "none" else _reasons(row["machine"], row["to"]),
    )


@cache
def _reasons(machine: str, to: str) -> tuple[Reason, ...]:
    return tuple(
        Reason(row["code"], frozenset(_several(row["visible"])), Text(row["zh"], row["en"]))
        for row in _rows("reasons.csv")
        if row["machine"] == machine and to in _several(row["to"])
    )
