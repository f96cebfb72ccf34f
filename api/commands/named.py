"""Whom and what a command line names: by number or id, in pairs such as OPENING=MEMBER, and sums of money as they are said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.commands.answers import BAD_OPTION
from data.errors import Fault, InvalidInput, NotFound
from data.text import Text
from data.vocabulary import RecordKind

Pairs = list[dict[str, str]]
KINDS = (RecordKind.OPENING, RecordKind.NEED, RecordKind.SERVICE)
KNOWN_BY = Text(
    zh="已登记岗位、项目或服务事项的编号或 id，项目可加“.需求”，如 X001.capital",
    en="the number or id of an opening, a project or a service; a project's with its need, such as X001.capital",
)
A_PROJECT = Text(
    zh="已登记项目的编号或 id，可加“.需求”，如 X001.capital", en="the number or id of a project that is registered, with its need where it has several, such as X001.capital"
)
A_MEMBER = Text(zh="已登记成员的编号或 id", en="the number or id of a member that is registered")
A_RUN = Text(zh="一次分配的 id，如 guiyan allocate --keep 留存的 a_…", en="the id of an allocation, such as a_… that guiyan allocate --keep kept")
A_PAIR = Text(zh="岗位=成员，如 G001=M002", en="OPENING=MEMBER, such as G001=M002")
SOME_SEATS = Text(zh="岗位=人数，或岗位=至少-至多，如 G001=20、G001=5-20", en="OPENING=MOST or OPENING=LEAST-MOST, such as G001=20 or G001=5-20")
A_QUOTA = Text(
    zh="岗位=驿站或家乡代码=人数（或至少-至多），如 G001=镇驿站id=20、G001=361021=5-20",
    en="OPENING=STATION or OPENING=HOMETOWN, then =MOST or =LEAST-MOST, such as G001=361021=5-20",
)
A_PLACE = Text(zh="需求=成员，如 technique=M002；需求有：{known}", en="NEED=MEMBER, such as technique=M002; the needs are: {known}")
AMONG = Text(zh="这次安排的岗位之一：{known}", en="one of the openings that are filled: {known}")
A_SUM = Text(zh="钱数（元），如 50000、5万", en="a sum in yuan, such as 50000 or 5万")
A_TICKET = Text(
    zh="钱数（元）或从多少到多少，如 5万、2万-5万、2万-、-5万", en="a sum in yuan, or from and to, such as 50000, 20000-50000, 20000- or -50000"
)
MOST_SEATS, LARGEST = 10_000, 1e12
SUM = re.compile("[0-9,.零〇一二两三四五六七八九十百千万亿wW]+(?:元|yuan)?")
SPAN = re.compile(rf"{SUM.pattern}\s*-\s*{SUM.pattern}")


class Named:
    """What was named, looked up as the asker may see it; `said` is by id how it was named."""

    def __init__(self, connection: Any, asker: Any) -> None:
        self._connection, self._asker = connection, asker
        self.said: dict[str, str] = {}

    def opportunity(self, which: str, option: str) -> str:
        """The id of an opportunity by its id or number; of a project with one need, that need's."""
        from api.use_cases.opportunities import find_opportunity

        found = find_opportunity(self._connection, self._asker, identifier(self._connection, self._asker, which, option)).id
        self.said[found] = which
        return found

    def project(self, which: str) -> str:
        """The id of a project, with its need where that is named."""
        from data.store.repositories import NOT_FOUND

        number, _, need = which.partition(".")
        record = _find(self._connection, self._asker, RecordKind.NEED, number)
        if record is None:
            raise NotFound(NOT_FOUND, (Fault("number", which[:80], A_PROJECT),))
        found = f"{record.id}.{need}".rstrip(".")
        self.said[found] = which
        return found

    def needs(self, project: str) -> Sequence[Any]:
        """All needs of a project by its id, those of other rows of the same name too."""
        from api.use_cases.teaming import all_needs

        return all_needs(self._connection, self._asker, project)

    def member(self, which: str, option: str) -> str:
        """The id of a member by its id or number."""
        from data.store.repositories import NOT_FOUND

        record = _find(self._connection, self._asker, RecordKind.MEMBER, which)
        if record is None:
            raise NotFound(NOT_FOUND, (Fault(option, which[:80], A_MEMBER),))
        self.said[record.id] = which
        return str(record.id)

    def run(self, which: str, option: str) -> str:
        """The id of an allocation that was kept; NotFound names the option where there is none."""
        from data.store.runs import find_run

        try:
            return find_run(self._connection, self._asker, "allocation", which).id
        except NotFound as error:
            raise NotFound(error.message, (Fault(option, which[:80], A_RUN),)) from error

    def pairs(self, option: str, given: Iterable[str], openings: Mapping[str, str]) -> Pairs:
        """Each OPENING=MEMBER; `openings` are those that are filled: the id of each by what it was named."""
        found = []
        for one in given:
            opening, member = _halves(option, one, A_PAIR)
            found.append({"opening": self._filled(option, opening, openings), "member": self.member(member, option)})
        return found

    def seats_taken(self, option: str, given: Iterable[str]) -> Pairs:
        """Each OPENING=MEMBER of a run, whatever it filled."""
        halves = [_halves(option, one, A_PAIR) for one in given]
        return [{"opening": self.opportunity(opening, option), "member": self.member(member, option)} for opening, member in halves]

    def quotas(self, option: str, given: Iterable[str], openings: Mapping[str, str]) -> list[dict[str, Any]]:
        """How many seats are for one station or for those from one place: OPENING=GROUP=MOST or OPENING=GROUP=LEAST-MOST."""
        found: list[dict[str, Any]] = []
        for one in given:
            pair, _, number = one.rpartition("=")
            opening, group = _halves(option, pair, A_QUOTA)
            kind = "hometown" if group.isascii() and group.isdigit() else "station"
            found.append({"opening": self._filled(option, opening, openings), kind: group, **_span(option, one, number, A_QUOTA)})
        return found

    def seats(self, option: str, given: Iterable[str], openings: Mapping[str, str]) -> dict[str, dict[str, int]]:
        """How many are to be placed, by the opening's id: OPENING=MOST or OPENING=LEAST-MOST."""
        found = {}
        for one in given:
            opening, number = _halves(option, one, SOME_SEATS)
            found[self._filled(option, opening, openings)] = _span(option, one, number, SOME_SEATS)
        return found

    def _filled(self, option: str, which: str, openings: Mapping[str, str]) -> str:
        found = openings.get(which) or self.opportunity(which, option)
        if found not in openings.values():
            raise refused(option, which, AMONG.filled(known=", ".join(openings)))
        return found

    def tickets(self, option: str, given: Iterable[str]) -> list[dict[str, Any]]:
        """Each investor who is settled: MEMBER, MEMBER=YUAN or MEMBER=LEAST-MOST."""
        found = []
        for one in given:
            member, _, amount = one.partition("=")
            found.append({"member": self.member(member, option), **(_ticket(option, one, amount) if "=" in one else {})})
        return found

    def places(self, option: str, given: Iterable[str], needs: Sequence[Any], alone: bool = False) -> Pairs:
        """Each NEED=MEMBER of a team, or, where `alone` may be, a MEMBER for none of its needs."""
        found = []
        for one in given:
            if alone and "=" not in one:
                found.append({"member": self.member(one, option)})
                continue
            need, member = _halves(option, one, _a_place(needs))
            found.append({"need": _need(option, one, need, needs), "member": self.member(member, option)})
        return found


def identifier(connection: Any, asker: Any, which: str, where: str = "number") -> str:
    """The id of an opportunity by its id or number, with the need that is named after a stop."""
    from data.store.repositories import NOT_FOUND

    number, _, need = which.partition(".")
    for kind in KINDS:
        record = _find(connection, asker, kind, number)
        if record is not None:
            return f"{record.id}.{need}".rstrip(".")
    raise NotFound(NOT_FOUND, (Fault(where, which[:80], KNOWN_BY),))


def _find(connection: Any, asker: Any, kind: RecordKind, which: str) -> Any:
    from data.store.repositories import Records

    records = Records(connection, asker, kind)
    known = records.several([which])
    if which in known:
        return known[which].record
    try:
        return records.find(which).record
    except NotFound:
        return None


def refused(option: str, given: str, accepted: Text) -> InvalidInput:
    """What an option was given cannot be taken."""
    return InvalidInput(BAD_OPTION, (Fault(option, given[:80], accepted),))


def yuan(option: str, given: str) -> float | None:
    """A sum as it is said, in yuan: 50000, 5万, 五万元; None where nothing is given."""
    return _yuan(option, given, given, A_SUM) if given else None


def _yuan(option: str, whole: str, said: str, accepted: Text) -> float:
    from data.reading.money import read_capital

    read = read_capital(said) if SUM.fullmatch(said.strip()) else None
    if read is None or read[0] is None or read[0] != read[1] or not 0 < read[0] <= LARGEST:
        raise refused(option, whole, accepted)
    return read[0]


def _ticket(option: str, whole: str, said: str) -> dict[str, float]:
    from data.reading.money import read_capital

    low, dash, high = said.partition("-")
    if not dash:
        return {"amount": _yuan(option, whole, said, A_TICKET)}
    if low.strip() and high.strip():
        ends = read_capital(said) if SPAN.fullmatch(said.strip()) else None
        if ends is None or ends[0] is None or ends[1] is None or ends[1] > LARGEST:
            raise refused(option, whole, A_TICKET)
        return {"least": ends[0], "most": ends[1]}
    return {"least" if low.strip() else "most": _yuan(option, whole, low or high, A_TICKET)}


def _halves(option: str, given: str, accepted: Text) -> tuple[str, str]:
    left, _, right = (part.strip() for part in given.partition("="))
    if not left or not right:
        raise refused(option, given, accepted)
    return left, right


def _span(option: str, whole: str, said: str, accepted: Text) -> dict[str, int]:
    """How many at least and at most."""
    low, dash, high = said.partition("-")
    ends = [int(end) for end in (low, high) if end.isascii() and end.isdigit() and len(end) < 6]
    if len(ends) != 1 + bool(dash) or ends != sorted(ends) or ends[-1] > MOST_SEATS:
        raise refused(option, whole, accepted)
    return {"least": ends[0] if dash else 0, "most": ends[-1]}


def _need(option: str, given: str, said: str, needs: Sequence[Any]) -> str:
    """The id of the one need that goes by this: its id, its key, the project's number with it, or the name of its kind."""
    named = [need.id for need in needs if said in _names(need)]
    if len(named) != 1:
        raise refused(option, given, _a_place(needs))
    return str(named[0])


def _names(need: Any) -> set[str]:
    from data.vocabulary import NEED_LABELS

    key, number = need.id.partition(".")[2], need.project.number
    label = NEED_LABELS.get(need.need.kind)
    single = {number} if len(need.project.needs) == 1 else set()
    return {need.id, key, f"{number}.{key}", *single} | ({label.zh, label.en} if label else set())


def _a_place(needs: Sequence[Any]) -> Text:
    return A_PLACE.filled(known=", ".join(need.id.partition(".")[2] for need in needs))
