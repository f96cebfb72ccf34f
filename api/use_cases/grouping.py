"""Who together covers a need of capital, among the members whom the asker may see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection

from api.index import Indexes
from api.schemas_runs import BanBody, GroupBody, LockBody
from api.use_cases.allocation_result import kept_remedy
from api.use_cases.candidates import Candidates, Ground
from api.use_cases.checks import INVALID
from api.use_cases.group_remedies import Offers, remedies
from api.use_cases.investors import TOLERATED, as_asked, ask_of, investor_of, lock_of, side_share
from api.use_cases.openness import check_opportunity_open
from api.use_cases.opportunities import find_opportunity
from api.use_cases.payloads import shown
from api.use_cases.progress import Tell, untold
from api.use_cases.run_bodies import read_body
from api.use_cases.teaming import WantedTeam, find_team, wanted_team
from data.errors import Fault, InvalidInput
from data.fen import shared_out
from data.records import NeedOf
from data.store.scope import Asker
from data.text import Text
from data.tracks import tracks_of
from data.vocabulary import Track
from matcher.groups import Ask, Covering, Group, Investor, Limit, Ticket, Wanted, covering_group
from matcher.shortage import shortage

ONE_OF_TWO = Text(zh="need（资金需求的 id），或 project 并 team: true，二选一", en="either `need`, a capital need's id, or `project` with `team: true`")
A_CAPITAL_NEED = Text(zh="资金类的项目需求，如 p_0123456789abcdef0123.capital", en="a project's need of capital, such as p_0123456789abcdef0123.capital")
A_SUM = Text(zh="sum：要凑的钱（元），项目没有写明", en="`sum`, the yuan to be covered: the project does not state them")
TERMS = Text(zh="share（个百分点）、years（年）、involvement（0 或 1）", en="share (percent), years, involvement (0 or 1)")
AN_AMOUNT = Text(zh="amount，或 least 不大于 most，二选一", en="either `amount`, or `least` no greater than `most`")
NO_NEED_HERE = Text(zh="不写 need：凑钱的组合只有一项需求", en="no `need`: a group covers one need alone")
ONCE = Text(zh="每个成员只写一次", en="every member once")
MOST_CANDIDATES, FEWER_STEPS = 200, 20_000
"""So many are looked at where remedies are sought; so many sets are searched for each remedy."""


@dataclass(frozen=True, slots=True)
class WantedGroup:
    """A need of capital that several are to cover: who is settled, who is ruled out, and what is asked in all."""

    body: GroupBody
    need: NeedOf
    locks: Mapping[str, LockBody]
    excluded: frozenset[str]
    ask: Ask


def locks_of(body: GroupBody) -> dict[str, LockBody]:
    """Who is settled in a group of investors, by id; InvalidInput where it cannot be read."""
    found: dict[str, LockBody] = {}
    for at, one in enumerate(body.locked):
        lock = one if isinstance(one, LockBody) else LockBody(one)
        both = lock.amount is not None and (lock.least is not None or lock.most is not None)
        turned = lock.least is not None and lock.most is not None and lock.least > lock.most
        fault = NO_NEED_HERE if lock.need is not None else AN_AMOUNT if both or turned else ONCE if lock.member in found else None
        if fault is not None:
            raise InvalidInput(INVALID, (Fault(f"$.locked[{at}]", shown(lock.member), fault),))
        found[lock.member] = lock
    return found


def excluded_of(body: GroupBody) -> frozenset[str]:
    """Who is ruled out of a group of investors, by id."""
    for at, one in enumerate(body.excluded):
        if isinstance(one, BanBody) and one.need is not None:
            raise InvalidInput(INVALID, (Fault(f"$.excluded[{at}]", shown(one.need), NO_NEED_HERE),))
    return frozenset(one.member if isinstance(one, BanBody) else one for one in body.excluded)


def read_wanted(connection: Connection, asker: Asker, payload: Mapping[str, Any]) -> WantedTeam | WantedGroup:
    """What is asked for, found and open; InvalidInput, NotFound and Conflict say what is not."""
    body = read_body(payload, GroupBody)
    if body.team and body.project is not None and body.need is None:
        return wanted_team(connection, asker, body, body.project)
    if body.need is None or body.team or body.project is not None:
        raise InvalidInput(INVALID, (Fault("$.need", "", ONE_OF_TWO),))
    strange = next((key for key in body.tolerances if key not in TOLERATED), None)
    if strange is not None:
        raise InvalidInput(INVALID, (Fault("$.tolerances", shown(strange), TERMS),))
    locks, excluded = locks_of(body), excluded_of(body)
    need = find_opportunity(connection, asker, body.need)
    if not isinstance(need, NeedOf) or Track.INVEST not in tracks_of(need):
        raise InvalidInput(INVALID, (Fault("$.need", shown(body.need), A_CAPITAL_NEED),))
    check_opportunity_open(connection, asker, need)
    ask = ask_of(as_asked(need, body), body, locks, excluded)
    if ask is None:
        raise InvalidInput(INVALID, (Fault("$.sum", "", A_SUM),))
    return WantedGroup(body, need, locks, excluded, ask)


def find_group(
    connection: Connection, indexes: Indexes, asker: Asker, payload: Mapping[str, Any], tell: Tell = untold
) -> dict[str, Any]:
    """A group of investors or a team, as it is kept: ids, fen and hundredths, nothing that names a person; errors as in `read_wanted`."""
    wanted = read_wanted(connection, asker, payload)
    if isinstance(wanted, WantedTeam):
        return {"team": find_team(connection, indexes, asker, wanted, tell)}
    return {"group": _Grouping(connection, indexes, asker, wanted, tell).kept()}


class _Grouping:
    """One question: its need, its settled members, and answers to it and to what it could be eased to."""

    def __init__(self, connection: Connection, indexes: Indexes, asker: Asker, wanted: WantedGroup, tell: Tell) -> None:
        self.connection, self.asker, self.index, self.tell = connection, asker, indexes.of(Track.INVEST), tell
        self.body, self.need, self.ask = wanted.body, wanted.need, wanted.ask
        self.locks, self.excluded = wanted.locks, wanted.excluded

    def kept(self) -> dict[str, Any]:
        """The answer as it is kept."""
        ask = self.ask
        need = as_asked(self.need, self.body)
        self.tell("candidates", 0.0)
        with self.index.current(self.connection) as matcher:
            mask = self.index.allowed(matcher.members, self.asker)
            ground = Ground(self.connection, self.asker, matcher, mask)
            lacking = shortage(matcher, need, mask)
            ranked = self._ranked(ground, self.body)
            offered = self._offered(ranked, need)
            investors = [one for one in offered.values() if one is not None]
            self.tell("solving", 0.2)
            found = covering_group(investors, ask, self.body.runners_up)
            self.tell("checking", 0.5)
            offers = Offers(investors, len(offered), self._below(ground, ask) if found.gap else ())
            helps = remedies(self.body, ask, found, offers, partial(self._solved, ground))
            self.tell("reasons", 0.9)
            groups = [kept_group(group, need, ranked) for group in groups_of(found)]
            locked = {member: self._hindrance(ground, need, offered, member) for member in self.locks}
        return {
            "need": self.need.id, "considered": lacking.considered, "candidates": len(offered), "sum": ask.sum, "gap": found.gap,
            "proven": found.proven, "possible": found.possible, "at_most": found.at_most, "side": side_share(need), "groups": groups,
            "outside": [
                {"member": item.investor.id, "terms": [{"key": t.key, "asked": t.asked, "offered": t.offered} for t in item.terms]}
                for item in found.outside
            ],
            "unstated": [key for key, investor in offered.items() if investor is None],
            "remedies": [kept_remedy(remedy) for remedy in lacking.remedies],
            "would_help": helps,
            "conflict": [kept_wanted(one, locked) for one in found.conflict],
            "relaxed": [kept_wanted(one, locked) for one in found.relaxed],
        }  # fmt: skip

    def _ranked(self, ground: Ground, body: GroupBody) -> Candidates:
        barred = self.excluded - self.locks.keys()
        return ground.best(as_asked(self.need, body), body.k, self.locks, barred)

    def _offered(self, ranked: Candidates, need: NeedOf) -> dict[str, Investor | None]:
        return {
            key: investor_of(ranked.members[key], score, need, lock_of(self.locks[key]) if key in self.locks else None)
            for key, score in ranked.scores.items()
        }

    def _solved(self, ground: Ground, body: GroupBody) -> Covering:
        """The best group for another question about the same need."""
        offered = self._offered(self._ranked(ground, body), as_asked(self.need, body))
        ask = ask_of(as_asked(self.need, body), body, self.locks, self.excluded)
        assert ask is not None  # as the question that it was eased from
        return covering_group([one for one in offered.values() if one is not None], ask, 0, FEWER_STEPS)

    def _below(self, ground: Ground, ask: Ask) -> list[int]:
        """What those have at most whom the least sum of one ticket keeps out, in fen."""
        if ask.least <= 1:
            return []
        free = replace(self.need, need=replace(self.need.need, min_ticket=None))
        found = ground.best(free, MOST_CANDIDATES, (), self.excluded)
        offered = [investor_of(found.members[key], score, free) for key, score in found.scores.items()]
        return [one.high for one in offered if one is not None and one.high < ask.least]

    def _hindrance(
        self, ground: Ground, need: NeedOf, offered: Mapping[str, Investor | None], member: str
    ) -> dict[str, Any]:
        """Why somebody settled cannot join whatever else is given up; empty where nothing of their own stands against it."""
        if member not in offered:
            return ground.hindrance(need, member)
        investor = offered[member]
        if investor is None:
            return {"because": "unstated"}
        firm = [term for term in investor.terms if term.gap and term.firm]
        if firm:
            return {"because": "term", "key": firm[0].key, "asked": firm[0].asked, "offered": firm[0].offered}
        return {"because": "own", "sum": investor.high}


def groups_of(found: Covering) -> list[Group]:
    """The best group and its runners-up."""
    return [] if found.best is None else [found.best, *found.runners_up]


def kept_group(group: Group, need: NeedOf, ranked: Candidates) -> dict[str, Any]:
    """A group with each one's amount, its limits and its reasons."""
    side = side_share(need)
    yields = shared_out(side, [ticket.amount for ticket in group.tickets]) if side is not None else (None,) * len(group.tickets)
    partners = [
        {**_kept_ticket(ticket), "yield_share": part, **ranked.seat(ticket.investor.id)}
        for ticket, part in zip(group.tickets, yields, strict=True)
    ]
    return {"covered": group.covered, "fit": group.fit, "partners": partners}


def _kept_ticket(ticket: Ticket) -> dict[str, Any]:
    return {
        "amount": ticket.amount, "share": ticket.share, "locked": ticket.locked, "limit": ticket.reason.value,
        "least": ticket.least, "most": ticket.most,
    }  # fmt: skip


def kept_wanted(one: Wanted, hindrances: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A condition; where a settled member cannot join, with what of theirs stands against it."""
    told = {"bound": one.limit.value, "member": one.member or None, "value": None if one.value < 0 else one.value}
    settled = one.limit in (Limit.LOCK, Limit.LOCK_LEAST)
    return {**told, "why": hindrances.get(one.member, {}) if settled else {}}
