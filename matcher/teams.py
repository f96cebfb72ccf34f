"""Which people together cover all needs of a project, which needs stay open, and what would fill them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from matcher.allocation import allocate
from matcher.demand import Demand, Edges, Seats
from matcher.relaxing import conflict_among, smallest_relaxation

FLOOR = 5_000
"""Hundredths of a point below which nobody is put forward for a need."""

MOST_INSTEAD = 12
"""So many candidates of a need are tried in the place of the one who stands there."""

Place = tuple[str, str]
"""(need, member)"""


@dataclass(frozen=True, slots=True)
class TeamAsk:
    """What is asked of a team: `locked` places are settled whatever the score, `excluded` ones ruled out.

    `scores` holds for each need the hundredths of its candidates; those below the floor are not put forward.
    `takes` is how many needs one member may stand for.
    """

    scores: Mapping[str, Mapping[str, int]]
    floor: int = FLOOR
    locked: frozenset[Place] = frozenset()
    excluded: frozenset[Place] = frozenset()
    takes: int = 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """The member for one need, with the pair's score in hundredths."""

    need: str
    member: str
    score: int
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that nobody was found for; `best` is the nearest one's score, None where there is no candidate at all."""

    need: str
    best: int | None = None
    taken: bool = False
    """Whether somebody above the floor is there, but is wanted more for another need."""


@dataclass(frozen=True, slots=True)
class Instead:
    """The next best for a need: `gives_up` hundredths of the team's total and `opens` needs, were this member taken.

    `busy` is the need for which the member stands now; `follow` the places that would change besides.
    """

    need: str
    member: str
    score: int
    gives_up: int
    opens: int = 0
    busy: str | None = None
    follow: tuple[Place, ...] = ()


class Help(StrEnum):
    """What would fill an open need."""

    SEVERAL = "several"
    EXCLUDED = "excluded"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class TeamRemedy:
    """One change, worked out anew: with it `member` stands for the need, and `open` needs stay open in all."""

    help: Help
    need: str
    member: str
    score: int
    value: int
    open: int


class TeamLimit(StrEnum):
    """What is asked of a team, first what is given up first."""

    TAKES = "takes"
    EXCLUDED = "excluded"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class TeamWanted:
    """One such thing: which place it speaks of, where it does; `value` is the number asked for."""

    limit: TeamLimit
    need: str = ""
    member: str = ""
    value: int = -1


@dataclass(frozen=True, slots=True)
class Team:
    """One member at most for each need, and no more needs for a member than allowed.

    `conflict` cannot hold together; `relaxed` are the fewest of all conditions that the team leaves aside.
    """

    chosen: tuple[Chosen, ...]
    gaps: tuple[Gap, ...]
    runners_up: tuple[Instead, ...] = ()
    remedies: tuple[TeamRemedy, ...] = ()
    conflict: tuple[TeamWanted, ...] = ()
    relaxed: tuple[TeamWanted, ...] = field(default=())

    @property
    def total(self) -> int:
        """The sum of the scores, in hundredths."""
        return sum(one.score for one in self.chosen)


def team(ask: TeamAsk, runners_up: int = 0) -> Team:
    """The people who cover most needs and, of such sets, score best; beside them the next ones for every need.

    1. Where locks cannot all hold, the fewest conditions are left aside, by name.
    2. Locked places are settled; the others are filled by the best total.
    3. For every need each of the next candidates is locked in turn, and the team worked out again.
    4. For every open need each change that could fill it is made in turn, and the team worked out again.
    """
    conditions = _conditions(ask)

    def hold(kept: Sequence[TeamWanted]) -> bool:
        return _can_hold(_keeping(ask, kept))

    conflict, relaxed = conflict_among(conditions, hold), smallest_relaxation(conditions, hold)
    if relaxed:
        ask = _keeping(ask, [one for one in conditions if one not in relaxed])
    found = _filled(ask)
    following = tuple(one for need in ask.scores for one in _runners_up(ask, found, need)[:runners_up])
    remedies = tuple(remedy for gap in found.gaps for remedy in _remedies(ask, found, gap))
    return replace(found, runners_up=following, remedies=remedies, conflict=conflict, relaxed=relaxed)


def _conditions(ask: TeamAsk) -> tuple[TeamWanted, ...]:
    return (
        TeamWanted(TeamLimit.TAKES, value=ask.takes),
        *(TeamWanted(TeamLimit.EXCLUDED, *place) for place in sorted(ask.excluded & ask.locked)),
        *(TeamWanted(TeamLimit.LOCK, *place) for place in sorted(ask.locked)),
    )


def _keeping(ask: TeamAsk, kept: Sequence[TeamWanted]) -> TeamAsk:
    still = frozenset(kept)
    excluded = (p for p in ask.excluded if p not in ask.locked or TeamWanted(TeamLimit.EXCLUDED, *p) in still)
    return replace(
        ask,
        takes=ask.takes if TeamWanted(TeamLimit.TAKES, value=ask.takes) in still else max(len(ask.scores), 1),
        locked=frozenset(place for place in ask.locked if TeamWanted(TeamLimit.LOCK, *place) in still),
        excluded=frozenset(excluded),
    )


def _can_hold(ask: TeamAsk) -> bool:
    """Whether the locked places can all stand: candidates who are not ruled out, one for a need, not too many of one's."""
    needs, members = Counter(need for need, _ in ask.locked), Counter(member for _, member in ask.locked)
    known = all(member in ask.scores.get(need, {}) for need, member in ask.locked)
    fitting = max(needs.values(), default=0) <= 1 and max(members.values(), default=0) <= ask.takes
    return known and fitting and not ask.locked & ask.excluded


def _filled(ask: TeamAsk) -> Team:
    """The best team for conditions that can hold."""
    needs, held = list(ask.scores), dict(ask.locked)
    busy = Counter(held.values())
    above = [
        (member, need, score)
        for need, found in ask.scores.items() if need not in held
        for member, score in found.items()
        if score >= ask.floor and (need, member) not in ask.excluded
    ]  # fmt: skip
    members = sorted({member for member, _, _ in above})
    number = {member: i for i, member in enumerate(members)}
    order = sorted(needs)
    counts = 1 + len(needs) * max((score for _, _, score in above), default=0)
    edges = Edges.of((number[member], order.index(need), counts + score) for member, need, score in above)
    takes = {number[member]: ask.takes - busy[member] for member in members}
    placed = allocate(Demand(edges, (Seats(1),) * len(needs), len(members), takes)).placements
    standing = held | {order[one.opportunity]: members[one.member] for one in placed}
    chosen = (Chosen(n, standing[n], ask.scores[n][standing[n]], n in held) for n in needs if n in standing)
    return Team(tuple(chosen), tuple(_gap(ask, need) for need in needs if need not in standing))


def _gap(ask: TeamAsk, need: str) -> Gap:
    best = max(_free(ask, need).values(), default=None)
    return Gap(need, best, taken=best is not None and best >= ask.floor)


def _free(ask: TeamAsk, need: str) -> dict[str, int]:
    """The candidates of a need who are not ruled out."""
    return {member: score for member, score in ask.scores[need].items() if (need, member) not in ask.excluded}


def _runners_up(ask: TeamAsk, found: Team, need: str) -> list[Instead]:
    """Those for a need after whoever stands there, best first, each with what the whole team would give up."""
    now = {one.need: one.member for one in found.chosen}
    if need not in now:
        return []
    others = [(-score, member) for member, score in _free(ask, need).items() if score >= ask.floor and member != now[need]]
    rest = frozenset(place for place in ask.locked if place[0] != need)
    held = Counter(member for _, member in rest)
    told = []
    for score, member in sorted(others):
        if held[member] >= ask.takes:
            continue
        after = _filled(replace(ask, locked=rest | {(need, member)}))
        moved = tuple((one.need, one.member) for one in after.chosen if one.need != need and now.get(one.need) != one.member)
        busy = next((place for place, who in now.items() if who == member), None)
        opens = len(after.gaps) - len(found.gaps)
        told.append(Instead(need, member, -score, found.total - after.total, opens, busy, moved))
        if len(told) == MOST_INSTEAD:
            break
    return sorted(told, key=lambda one: (one.opens, one.gives_up, -one.score, one.member))


def _remedies(ask: TeamAsk, found: Team, gap: Gap) -> list[TeamRemedy]:
    """Changes with which the open need is filled and fewer stay open in all."""
    tried = []
    if ask.takes < len(ask.scores):
        tried.append((Help.SEVERAL, ask.takes + 1, replace(ask, takes=ask.takes + 1)))
    barred = sorted((-ask.scores[gap.need].get(member, 0), member) for need, member in ask.excluded if need == gap.need)
    for _, member in barred[:1]:
        tried.append((Help.EXCLUDED, -1, replace(ask, excluded=ask.excluded - {(gap.need, member)})))
    lower = sorted({score for score in _free(ask, gap.need).values() if score < ask.floor}, reverse=True)
    tried += [(Help.FLOOR, score, replace(ask, floor=score)) for score in lower[:5]]
    told: dict[Help, TeamRemedy] = {}
    for kind, value, changed in tried:
        after = _filled(changed)
        now = next((one for one in after.chosen if one.need == gap.need), None)
        if kind not in told and now is not None and len(after.gaps) < len(found.gaps):
            told[kind] = TeamRemedy(kind, gap.need, now.member, now.score, value, len(after.gaps))
    return list(told.values())
