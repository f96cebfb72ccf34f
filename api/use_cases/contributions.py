"""The five ones: what a member brings home, where each stands, and which needs or services want it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from api.index import Indexes
from api.use_cases.bodies import choice_in, only, text_in
from api.use_cases.matching import Match, matches_for
from api.use_cases.opportunities import find_opportunity
from api.use_cases.pages import page_start
from api.use_cases.reports import require_served
from api.use_cases.workflow import find_member, transition
from data.contributions.kinds import Wanting, contribution_kinds
from data.errors import Fault, InvalidInput
from data.records import InvestWish, Member, NeedOf, Opportunity, Phrase, ServeWish, Service
from data.store.contributions import (
    Contribution,
    contributions_of,
    counts_of,
    find_contribution,
    keep_contribution,
    set_opportunity,
)
from data.store.scope import Asker
from data.store.storable import check_storable
from data.store.workflows import Beginning, Flow, Step, Workflows
from data.text import Text
from data.vocabulary import Intent, Track
from data.workflows.machine import BEGINNING, check_move, machine

CONTRIBUTION = machine("contribution")
DECLINED, TAKEN_UP = "declined", "taken_up"
LONGEST_TEXT = 2_000
SOURCE = "五个一"
CLAUSE = re.compile(r"[^，。；、！？\s,.;!?]+")
SHORTEST = 2
SOUGHT = 200
"""Places of a ranking among which those of the wanted kinds are looked for."""
ONLY_TAKEN_UP = Text(zh="只在转到 taken_up 时写", en="only where it goes to taken_up")
ASKED_ONLY = Text(zh="不写", en="leave it out")


@dataclass(frozen=True, slots=True)
class Offers:
    """A member's contributions, how many there are of each kind, and which kinds are still to come."""

    items: list[Contribution]
    counts: dict[str, int]
    open: list[str]
    next: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who wants a contribution in one track; `considered` records were looked at."""

    track: Track
    considered: int
    places: tuple[Match, ...]


def offer(connection: Connection, asker: Asker, body: Mapping[str, object], today: date) -> Contribution:
    """Keep what a member brings, as the station that serves them heard it."""
    only(body, "member", "kind", "text")
    kind = choice_in(body, "kind", list(contribution_kinds()))
    text = text_in(body, "text", LONGEST_TEXT)
    check_storable({"text": text})
    member = find_member(connection, asker, require_served(connection, asker, text_in(body, "member", 40)))
    move = check_move(CONTRIBUTION, BEGINNING, CONTRIBUTION.next_from(BEGINNING)[0].to, asker.role)
    step = Step(asker.organisation, "", BEGINNING, move.to, None, "", today.isoformat(), "")
    beginning = Beginning(keeper=member.organisation, holder=None, member=member.id, opportunity=None)
    flow = Workflows(connection, asker, CONTRIBUTION).begin(beginning, step)
    keep_contribution(connection, flow.id, kind, text)
    return Contribution(kind, text, flow)


def list_offers(connection: Connection, asker: Asker, member: str, after: str, limit: int) -> Offers:
    """A member's contributions in one place; what was declined counts for none of the five."""
    start = page_start(after)
    require_served(connection, asker, member)
    workflows = Workflows(connection, asker, CONTRIBUTION)
    found = contributions_of(workflows, member, start, limit + 1)
    known = counts_of(workflows, member, DECLINED)
    counts = {kind: known.get(kind, 0) for kind in contribution_kinds()}
    following = found[limit - 1].flow.id if len(found) > limit else None
    return Offers(found[:limit], counts, [kind for kind, count in counts.items() if not count], following)


def read_offer(connection: Connection, asker: Asker, identifier: str) -> Contribution:
    """One contribution, for a station that still serves its member."""
    found = find_contribution(Workflows(connection, asker, CONTRIBUTION), identifier)
    require_served(connection, asker, found.flow.member or "")
    return found


def move_offer(connection: Connection, asker: Asker, identifier: str, body: Mapping[str, object], today: date) -> Flow:
    """Take a contribution one step on, noting what took it up where the body names it."""
    read_offer(connection, asker, identifier)
    rest = {name: value for name, value in body.items() if name != "opportunity"}
    taker = None
    if "opportunity" in body:
        if body.get("to") != TAKEN_UP:
            raise InvalidInput(ONLY_TAKEN_UP, (Fault("$.opportunity", str(body["opportunity"])[:80], ASKED_ONLY),))
        taker = find_opportunity(connection, asker, text_in(body, "opportunity", 80))
    flow = transition(connection, asker, CONTRIBUTION, identifier, rest, today)
    if taker is None:
        return flow
    return set_opportunity(Workflows(connection, asker, CONTRIBUTION), flow, taker.id)


def who_wants(connection: Connection, indexes: Indexes, asker: Asker, found: Contribution, k: int) -> list[Wanted]:
    """The needs or services that want a contribution, in every track where its kind is wanted."""
    member = find_member(connection, asker, found.flow.member or "")
    wanted = []
    for wanting in contribution_kinds()[found.kind].wanted:
        ranking = matches_for(connection, indexes, asker, offered(member, found.text, wanting.track), SOUGHT, wanting.track)
        fitting = [place for place in ranking.places if _wants(wanting, place.record)][:k]
        places = tuple(replace(place, rank=rank) for rank, place in enumerate(fitting, 1))
        wanted.append(Wanted(wanting.track, ranking.considered, places))
    return wanted


def _wants(wanting: Wanting, side: Member | Opportunity) -> bool:
    if isinstance(side, NeedOf):
        return side.need.kind is None or side.need.kind in wanting.needs
    return isinstance(side, Service) and side.kind in wanting.services


def offered(member: Member, text: str, track: Track) -> Member:
    """The contributor as the engine is asked about them: their profile with what the contribution says in front.

    Where advice is wanted, only what it says counts as what they know: somebody from the fish trade may propose canning.
    """
    from features.linking import find

    said = tuple(Phrase(part[0], SOURCE, part.start(), part.end(), False) for part in CLAUSE.finditer(text) if len(part[0]) >= SHORTEST)
    trades = tuple(Phrase(text[link.start : link.end], SOURCE, link.start, link.end, False) for link in find("industry", text))
    serve, invest = member.serve or ServeWish(), member.invest or InvestWish()
    spoken = track is Track.ADVISE and (trades or find("skill", text))
    return replace(
        member,
        intents=(Intent(track.value),),
        skills=said if spoken else (*said, *member.skills),
        history=said if spoken else (*said, *member.history),
        serve=replace(serve, skills=(*said, *serve.skills)),
        invest=replace(invest, industries=(*trades, *invest.industries)) if trades or member.invest else member.invest,
    )
