"""The machines as tables: every move of every one, every other refused, and the store that keeps them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from data.errors import Conflict, Forbidden, InvalidInput, NotFound
from data.records import Member, Opening, Organisation, Service
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import Records
from data.store.scope import Asker
from data.store.seats import Seats, give_back_seat, seats_of, take_seats
from data.store.workflows import Beginning, Flow, Step, Workflows
from data.vocabulary import RecordKind, ReferralState, Role
from data.workflows.machine import (
    BEGINNING,
    Machine,
    Move,
    allowed_to,
    check_day,
    check_move,
    machine,
    machines,
    reason_of,
)

MOVES = [(code, move) for code, known in machines().items() for move in known.moves]
HOLES = [
    (code, state, to)
    for code, known in machines().items()
    for state in (BEGINNING, *known.states)
    for to in known.states
    if to not in {move.to for move in known.next_from(state)}
]
RACES = 50
TOWN, HOST, FIRM = Asker("town", Role.STATION), Asker("host", Role.STATION), Asker("firm", Role.EMPLOYER)
ADMIN = Asker("admin", Role.ADMINISTRATOR)


def said(move: Move) -> tuple[str | None, str]:
    """A reason and a note that a move takes."""
    return (move.reasons[0].code if move.reason == "required" else None), "当面，11月3日"


@pytest.mark.parametrize(("code", "move"), MOVES, ids=lambda value: value if isinstance(value, str) else f"{value.source}-{value.to}")
def test_every_move_is_open_to_its_roles_and_to_no_other(code: str, move: Move) -> None:
    reason, note = said(move)
    for role in Role:
        if role in move.roles:
            assert check_move(machine(code), move.source, move.to, role, reason, note) == move
            assert move in allowed_to(machine(code), move.source, role)
        else:
            with pytest.raises(Forbidden) as refused:
                check_move(machine(code), move.source, move.to, role, reason, note)
            assert move.label.zh in refused.value.message.zh and move.label.en in refused.value.message.en
            assert all(known.value in refused.value.message.en for known in move.roles)


@pytest.mark.parametrize(("code", "state", "to"), HOLES)
def test_every_other_move_is_refused_with_what_is_allowed_in_words(code: str, state: str, to: str) -> None:
    known = machine(code)
    with pytest.raises(Conflict) as refused:
        check_move(known, state, to, Role.ADMINISTRATOR)
    message, (fault,) = refused.value.message, refused.value.faults
    assert known.states[to].label.zh in message.zh and known.states[to].label.en in message.en
    if state:
        assert known.states[state].label.zh in message.zh
    for move in known.next_from(state):
        label = known.states[move.to].label
        assert f"{label.zh}（{move.to}）" in fault.accepted.zh and f"{label.en} ({move.to})" in fault.accepted.en
    if not known.next_from(state):
        assert "最后" in fault.accepted.zh and "final" in fault.accepted.en


@pytest.mark.parametrize(("code", "move"), [(code, move) for code, move in MOVES if move.reason == "required"])
def test_a_move_that_asks_for_a_reason_takes_only_a_coded_one(code: str, move: Move) -> None:
    assert move.reasons
    for reason in (None, "", "nonsense", "Pay"):
        with pytest.raises(InvalidInput) as refused:
            check_move(machine(code), move.source, move.to, Role.ADMINISTRATOR, reason, "经过")
        (fault,) = refused.value.faults
        assert fault.where == "$.reason"
        assert all(f"{known.label.zh}（{known.code}）" in fault.accepted.zh for known in move.reasons)
        assert all(f"{known.label.en} ({known.code})" in fault.accepted.en for known in move.reasons)
    for known in move.reasons:
        assert check_move(machine(code), move.source, move.to, Role.ADMINISTRATOR, known.code, "经过") == move


@pytest.mark.parametrize(("code", "move"), [(code, move) for code, move in MOVES if move.reason == "none"])
def test_a_move_that_asks_for_no_reason_takes_none(code: str, move: Move) -> None:
    with pytest.raises(InvalidInput):
        check_move(machine(code), move.source, move.to, Role.ADMINISTRATOR, "pay", "经过")


@pytest.mark.parametrize(("code", "move"), [(code, move) for code, move in MOVES if move.note == "required"])
def test_what_a_member_said_is_recorded_with_how_it_is_known(code: str, move: Move) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_move(machine(code), move.source, move.to, Role.ADMINISTRATOR, note="  ")
    assert refused.value.faults[0].where == "$.note"


@pytest.mark.parametrize("code", machines())
def test_a_machine_is_whole(code: str) -> None:
    known = machine(code)
    assert known.next_from(BEGINNING)
    reached = {move.to for move in known.moves}
    assert reached == set(known.states)
    for state in known.states.values():
        assert state.label.zh and state.label.en and state.label.zh != state.label.en
        assert state.live or state.code in reached
    for move in known.moves:
        assert move.source == BEGINNING or move.source in known.states
        assert move.label.zh and move.label.en and move.roles
        assert move.reason in ("none", "required", "optional") and move.note in ("optional", "required")
        assert move.seat in (-1, 0, 1) and move.side in ("", "member", "holder", "each") and move.consent in ("", "holder")
        assert not move.since or move.since in known.states
        for reason in move.reasons:
            assert reason_of(known, move.to, reason.code) is not None
            assert reason.visible <= {*(role.value for role in Role), "member"} and "station" in reason.visible
    outs = [(move.source, move.to) for move in known.moves]
    assert len(outs) == len(set(outs))


@pytest.mark.parametrize("code", machines())
def test_a_seat_that_is_taken_is_given_back_before_the_end_or_kept_for_good(code: str) -> None:
    """Along every path the seats held are 0 or 1, and all paths into a state agree."""
    known = machine(code)
    held = {BEGINNING: 0}
    waiting = [BEGINNING]
    while waiting:
        state = waiting.pop()
        for move in known.next_from(state):
            after = {1: 1, 0: held[state], -1: 0}[move.seat]
            if move.to not in held:
                waiting.append(move.to)
            if known.states[move.to].live:
                assert held.setdefault(move.to, after) == after, (state, move.to)
            held.setdefault(move.to, after)


def test_the_states_of_a_referral_are_those_of_the_vocabulary() -> None:
    assert set(machine("referral").states) == {state.value for state in ReferralState}


def test_staying_is_not_recorded_before_its_day() -> None:
    hired = date(2026, 10, 1)
    for state, days in (("stayed_30", 30), ("stayed_90", 90)):
        move = next(move for move in machine("referral").moves if move.to == state)
        check_day(move, hired, date.fromordinal(hired.toordinal() + days))
        with pytest.raises(Conflict) as refused:
            check_day(move, hired, date.fromordinal(hired.toordinal() + days - 1))
        assert "2026-10-31" in refused.value.message.zh or "2026-12-30" in refused.value.message.zh


@pytest.fixture
def parties(database: Database) -> dict[str, str]:
    with database.writing() as connection:
        for asker in (TOWN, HOST, FIRM, ADMIN):
            save_organisation(connection, Organisation(asker.organisation, asker.role, asker.organisation))
        member = Records(connection, TOWN, RecordKind.MEMBER).save(Member(number="1", name="王某")).id
        opening = Records(connection, FIRM, RecordKind.OPENING).save(Opening(number="1", employer="甲", headcount=1)).id
        service = Records(connection, TOWN, RecordKind.SERVICE).save(Service(number="1", name="助浴")).id
    return {"member": member, "opening": opening, "service": service}


def begun(database: Database, asker: Asker, known: Machine, parties: dict[str, str], state: str = "") -> Flow:
    move = known.next_from(BEGINNING)[0]
    beginning = Beginning("town", "firm", parties["member"], parties["opening"], "work", "work@3", "{}")
    with database.writing() as connection:
        return Workflows(connection, asker, known).begin(beginning, step(BEGINNING, state or move.to, asker))


def step(source: str, to: str, asker: Asker = TOWN, reason: str | None = None) -> Step:
    return Step(asker.organisation, "", source, to, reason, "经过", "2026-11-22", "")


def test_a_row_is_kept_with_its_steps_and_seen_by_its_parties(database: Database, parties: dict[str, str]) -> None:
    known = machine("referral")
    flow = begun(database, TOWN, known, parties)
    assert (flow.state, flow.version, flow.scorecard) == ("proposed", 1, "work@3")
    for asker, count in ((TOWN, 1), (ADMIN, 1), (HOST, 0), (FIRM, 0)):
        with database.reading() as connection:
            assert len(Workflows(connection, asker, known).page()) == count, asker
            assert Workflows(connection, asker, machine("claim")).page() == []
    with database.writing() as connection:
        workflows = Workflows(connection, TOWN, known)
        sent = workflows.move(workflows.move(flow, step("proposed", "agreed"), 0), step("agreed", "sent"), 0)
        assert [(made.source, made.to) for made in workflows.steps(sent)] == [("", "proposed"), ("proposed", "agreed"), ("agreed", "sent")]
    with database.reading() as connection:
        assert Workflows(connection, FIRM, known).get(flow.id).state == "sent"
        assert [found.id for found in Workflows(connection, FIRM, known).page(member=parties["member"], state="sent")] == [flow.id]
        assert Workflows(connection, FIRM, known).page(state="agreed") == []
        with pytest.raises(NotFound):
            Workflows(connection, HOST, known).get(flow.id)


def test_who_is_no_party_cannot_move_a_row(database: Database, parties: dict[str, str]) -> None:
    known = machine("referral")
    flow = begun(database, TOWN, known, parties)
    for asker in (HOST, FIRM):
        with pytest.raises(Conflict), database.writing() as connection:
            Workflows(connection, asker, known).move(flow, step("proposed", "declined", reason="pay"), 0)


def test_a_pair_is_live_once_and_again_when_it_is_over(database: Database, parties: dict[str, str]) -> None:
    known = machine("referral")
    flow = begun(database, TOWN, known, parties)
    with pytest.raises(Conflict) as refused:
        begun(database, TOWN, known, parties)
    assert "推荐" in refused.value.message.zh
    with database.writing() as connection:
        Workflows(connection, TOWN, known).move(flow, step("proposed", "withdrawn", reason="pay"), 0)
    assert begun(database, TOWN, known, parties).id > flow.id


def test_a_row_that_moved_on_meanwhile_is_not_moved_from_where_it_was(database: Database, parties: dict[str, str]) -> None:
    known = machine("referral")
    flow = begun(database, TOWN, known, parties)
    with database.writing() as connection:
        Workflows(connection, TOWN, known).move(flow, step("proposed", "agreed"), 0)
    with pytest.raises(Conflict), database.writing() as connection:
        Workflows(connection, TOWN, known).move(flow, step("proposed", "withdrawn", reason="pay"), 0)
    with database.reading() as connection:
        workflows = Workflows(connection, TOWN, known)
        assert workflows.get(flow.id).state == "agreed" and len(workflows.steps(flow)) == 2


@pytest.mark.parametrize("most", [1, 3])
def test_the_last_seat_has_one_winner_in_every_race(database: Database, most: int) -> None:
    takers = 4

    def take(holder: str) -> bool:
        together.wait()
        with database.writing() as connection:
            return take_seats(connection, holder, most)

    with ThreadPoolExecutor(takers) as pool:
        for race in range(RACES):
            holder, together = f"s_{race}", Barrier(takers)
            with database.writing() as connection:
                for _ in range(most - 1):
                    assert take_seats(connection, holder, most)
            won = list(pool.map(take, [holder] * takers))
            with database.reading() as connection:
                assert (sum(won), seats_of(connection, holder)) == (1, Seats(most, most)), race


def test_seats_are_unlimited_where_nothing_is_said_and_given_back_never_below_none(database: Database) -> None:
    with database.writing() as connection:
        assert all(take_seats(connection, "s_1", None) for _ in range(9))
        assert not take_seats(connection, "s_1", 9)
        assert take_seats(connection, "s_1", 1, kind="claims") and not take_seats(connection, "s_1", 0, kind="claims")
        for _ in range(12):
            give_back_seat(connection, "s_1")
        assert seats_of(connection, "s_1") == Seats(None, 0) and seats_of(connection, "s_2") is None
        assert not take_seats(connection, "s_1", 0)


def test_a_held_record_is_its_organisations_alone_and_out_of_matching(database: Database, parties: dict[str, str]) -> None:
    def seen(asker: Asker) -> tuple[int, int, int]:
        with database.reading() as connection:
            records = Records(connection, asker, RecordKind.SERVICE)
            return len(records.page()), len(records.ids()), len(list(records.all()))

    assert seen(TOWN) == seen(HOST) == (1, 1, 1)
    with database.writing() as connection:
        Records(connection, TOWN, RecordKind.SERVICE).hold(parties["service"], True)
    assert seen(TOWN) == (1, 0, 0) and seen(HOST) == (0, 0, 0)
    with database.writing() as connection, pytest.raises(NotFound):
        Records(connection, HOST, RecordKind.SERVICE).hold(parties["service"], False)
    with database.writing() as connection:
        Records(connection, TOWN, RecordKind.SERVICE).hold(parties["service"], False)
    assert seen(HOST) == (1, 1, 1)
