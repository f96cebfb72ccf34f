"""The groups of members that quotas and fair shares speak of: those of a station, or those from one place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.schemas_runs import AllocationBody
from api.use_cases.checks import INVALID
from api.use_cases.payloads import shown
from data.errors import Fault, InvalidInput
from data.records import Member
from data.reference.regions import is_within, regions
from data.text import Text

STATION, HOMETOWN = "station", "hometown"
ONE_OF_TWO = Text(zh="station（驿站 id）或 hometown（行政区划代码），二选一", en="either `station`, an id, or `hometown`, the code of a division")
ONE_KIND = Text(zh="一次分配的名额都按驿站，或都按家乡；设了 fair_price 时都按驿站", en="all quotas by station or all by hometown; by station where `fair_price` is given")
A_CODE = Text(zh="六位行政区划代码，如 361021", en="a six-digit code of a division, such as 361021")
APART = Text(zh="互不包含的地方", en="places of which none lies in another")
ONE_QUOTA = Text(zh="每个岗位对每个驿站或地方只设一条名额", en="one quota for an opening and a station or a place")


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups by number, all of one `kind`; whoever belongs to none has the number -1."""

    kind: str
    names: tuple[str, ...]

    def numbers(self, members: Sequence[str], records: Mapping[str, Member]) -> tuple[int, ...]:
        """The group of each member, by id; of those without a record none."""
        return tuple(self._number(records[member]) if member in records else -1 for member in members)

    def _number(self, member: Member) -> int:
        if self.kind == STATION:
            return self.names.index(member.organisation) if member.organisation in self.names else -1
        code = member.hometown.code if member.hometown is not None else None
        return next((i for i, name in enumerate(self.names) if code is not None and is_within(code, name)), -1)


def groups_of(body: AllocationBody, records: Iterable[Member]) -> Groups:
    """Those that the quotas name; where shares are to be fair, every station."""
    if any(quota.hometown is not None for quota in body.quotas):
        return Groups(HOMETOWN, tuple(sorted({quota.group for quota in body.quotas})))
    fair = {one.organisation for one in records} if body.fair_price is not None else set()
    return Groups(STATION, tuple(sorted({quota.group for quota in body.quotas} | fair)))


def check_quotas(body: AllocationBody) -> None:
    """InvalidInput where a quota names no group or two, or where a member could belong to two groups."""
    for at, quota in enumerate(body.quotas):
        if (quota.station is None) == (quota.hometown is None):
            raise InvalidInput(INVALID, (Fault(f"$.quotas[{at}]", "", ONE_OF_TWO),))
        if quota.hometown is not None and quota.hometown not in regions():
            raise InvalidInput(INVALID, (Fault(f"$.quotas[{at}].hometown", shown(quota.hometown), A_CODE),))
    kinds = {quota.station is None for quota in body.quotas} | ({False} if body.fair_price is not None else set())
    if len(kinds) > 1:
        raise InvalidInput(INVALID, (Fault("$.quotas", str(len(body.quotas)), ONE_KIND),))
    named = [(quota.opening, quota.group) for quota in body.quotas]
    if len(set(named)) < len(named):
        raise InvalidInput(INVALID, (Fault("$.quotas", str(len(named)), ONE_QUOTA),))
    places = sorted({quota.hometown for quota in body.quotas if quota.hometown is not None})
    inside = next((one for one in places for other in places if one != other and is_within(one, other)), None)
    if inside is not None:
        raise InvalidInput(INVALID, (Fault("$.quotas", inside, APART),))

