"""What an allocation or a group is asked for with, and what a run answers."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from api.schemas import Problem

MOST_OPENINGS, MOST_CANDIDATES, MOST_CONDITIONS, MOST_ACCEPTED, MOST_TAKEN = 500, 5_000, 1_000, 5_000, 50
Id = Annotated[str, Meta(min_length=1, max_length=80)]
Seat = Annotated[int, Meta(ge=0, le=10_000)]
Points = Annotated[float, Meta(ge=0, le=100)]
Percent = Annotated[float, Meta(gt=0, le=100)]
Yuan = Annotated[float, Meta(gt=0, le=1e12)]


class SeatsBody(Struct, forbid_unknown_fields=True):
    """How many seats are to be filled; by default as many as the opening names."""

    least: Seat = 0
    most: Seat | None = None


class QuotaBody(Struct, forbid_unknown_fields=True):
    """How many of an opening's seats go to members of one `station`, or to those whose `hometown` is one division, by its code."""

    opening: Id
    station: Id | None = None
    hometown: Id | None = None
    least: Seat = 0
    most: Seat | None = None

    @property
    def group(self) -> str:
        """Whichever of the two is named."""
        return self.station or self.hometown or ""


class PairBody(Struct, forbid_unknown_fields=True):
    """A member and an opening."""

    member: Id
    opening: Id


Pairs = Annotated[list[PairBody], Meta(max_length=MOST_CONDITIONS)]


class AllocationBody(Struct, forbid_unknown_fields=True):
    """Openings (or matters, team places, needs: any opportunities of one track) to be filled together.

    `k` bounds each one's candidates, by default as many as could matter; `takes` is how many seats a member may have;
    `alternates` how many reserves each opening gets. `objective`: `total`, the most points together, or `stable`, where
    no two left apart would both rather be together; `asking` who asks first then. Nobody is placed below `floor`
    points, or, with `floor_where` `elsewhere`, nobody who could have had a better place. `fair_price` is how many
    points a seat short of a station's fair share costs: without it shares play no part. `after` is an earlier run: of all
    answers that are as good, the one that changes the fewest of its seats, with what moved; each seat that is kept may
    cost up to `give_up` points of the total; with `trades` the answer tells what keeping more of them would cost.
    """

    openings: Annotated[list[Id], Meta(min_length=1, max_length=MOST_OPENINGS)]
    track: str | None = None
    k: Annotated[int, Meta(ge=1, le=MOST_CANDIDATES)] | None = None
    takes: Annotated[int, Meta(ge=1, le=MOST_TAKEN)] = 1
    alternates: Annotated[int, Meta(ge=0, le=50)] = 3
    seats: dict[str, SeatsBody] = {}
    quotas: Annotated[list[QuotaBody], Meta(max_length=MOST_CONDITIONS)] = []
    locks: Pairs = []
    forbids: Pairs = []
    objective: Literal["total", "stable"] = "total"
    asking: Literal["members", "opportunities"] = "members"
    floor: Points | None = None
    floor_where: Literal["everywhere", "elsewhere"] = "everywhere"
    fair_price: Points | None = None
    after: Id | None = None
    give_up: Points = 0.0
    trades: bool = False


class LockBody(Struct, forbid_unknown_fields=True):
    """A member whose place is settled: in a group with just `amount` yuan or from `least` to `most`, in a team for `need`."""

    member: Id
    need: Id | None = None
    amount: Yuan | None = None
    least: Yuan | None = None
    most: Yuan | None = None


class BanBody(Struct, forbid_unknown_fields=True):
    """A member who is ruled out, in a team for one `need` alone where it is given."""

    member: Id
    need: Id | None = None


class GroupBody(Struct, forbid_unknown_fields=True):
    """Either a `need` of capital to be covered by several investors, or a `project` that wants a `team`.

    `sum` is in yuan, by default what the need still lacks; `concentration` the most percent of it that one may hold;
    `least_ticket` and `most_ticket` of one investor in yuan, by default what the need states;
    `tolerances` by how much a term may fall short and still be talked about: `share` in percent, `years` in years,
    `involvement` 1 where taking part otherwise than the project says may be talked about;
    `floor` the points below which nobody is put forward for a team, `takes` how many of its needs one may stand for.
    `locked` are settled, by id or with what is settled; `excluded` ruled out: the rest is worked out anew.
    """

    need: Id | None = None
    sum: Annotated[float, Meta(gt=0, le=1e12)] | None = None
    least_partners: Annotated[int, Meta(ge=1, le=200)] = 1
    most_partners: Annotated[int, Meta(ge=1, le=200)] = 10
    concentration: Percent = 100.0
    least_ticket: Yuan | None = None
    most_ticket: Yuan | None = None
    tolerances: dict[str, Annotated[float, Meta(ge=0, le=1000)]] = {}
    runners_up: Annotated[int, Meta(ge=0, le=10)] = 2
    project: Id | None = None
    team: bool = False
    floor: Annotated[float, Meta(ge=0, le=100)] = 50.0
    takes: Annotated[int, Meta(ge=1, le=20)] = 1
    k: Annotated[int, Meta(ge=1, le=200)] = 60
    locked: Annotated[list[Id | LockBody], Meta(max_length=200)] = []
    excluded: Annotated[list[Id | BanBody], Meta(max_length=MOST_CONDITIONS)] = []


class RunSummary(Struct):
    """A run: `state` is waiting, running, done, failed or cancelled; `share` of it, 0 to 1, is worked out, `step` is what is done now.

    `problem` says why nothing came of one that failed.
    """

    id: str
    kind: str
    state: str
    state_label: str
    step: str | None
    share: float
    created_at: str
    updated_at: str
    problem: Problem | None


class TakenAnswer(Struct):
    """A seat of a run that somebody accepted: its referral or pairing, where that stands, and whether it still has the seat."""

    member: str
    opening: str
    flow: str
    machine: str
    state: str
    state_label: str
    seat: bool


class RunAnswer(RunSummary, kw_only=True):
    """The same with what came of it once it is done, an allocation or a group, and what of it was `accepted`.

    The engine advises, people decide.
    """

    result: dict[str, Any] | None
    accepted: list[TakenAnswer]


class RunPage(Struct):
    """One page, newest first; `next` goes into `?after=` for the following one and is null on the last."""

    items: list[RunSummary]
    next: str | None


class AcceptBody(Struct, forbid_unknown_fields=True):
    """Which of a run's seats somebody accepts: `seats`, reserves among them, or all that it filled; a `note` to them.

    All or none, unless `partly`: then those that can be taken are. `on` is the day, by default today.
    """

    seats: Annotated[list[PairBody], Meta(min_length=1, max_length=MOST_ACCEPTED)] | None = None
    partly: bool = False
    note: Annotated[str, Meta(max_length=500)] = ""
    on: Annotated[str, Meta(max_length=10)] | None = None


class AcceptedAnswer(Struct):
    """A seat that was accepted: `flow` is its referral or pairing; `score` as it is now, `then` as it was in the run.

    `new` is false where the pair had a live referral or pairing already, which has the seat now.
    """

    member: str
    opening: str
    machine: str
    flow: str
    new: bool
    score: float
    then: float


class RefusedAnswer(Struct):
    """A seat that could not be accepted, and why."""

    member: str
    opening: str
    message: str


class AcceptAnswer(Struct):
    """What was accepted of a run; the engine advised, and whoever asked decided."""

    run: str
    accepted: list[AcceptedAnswer]
    already: list[AcceptedAnswer]
    refused: list[RefusedAnswer]


ANSWERS: tuple[type[Struct], ...] = (AllocationBody, GroupBody, RunAnswer, RunPage, AcceptBody, AcceptAnswer)
"""All that the description of the API names."""
