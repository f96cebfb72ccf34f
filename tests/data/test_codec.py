"""Records as plain JSON and back."""

import json
from dataclasses import fields, replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.codec import RECORD_TYPES, canonical, from_plain, kind_of, split_personal, to_plain
from data.records import (
    Ask,
    Figure,
    Holding,
    InvestWish,
    Member,
    Opening,
    Pay,
    Phrase,
    Place,
    Project,
    ProjectNeed,
    ServeWish,
    Service,
    Share,
    Start,
    WorkWish,
    Years,
    Yields,
)
from data.vocabulary import (
    ClaimMode,
    Education,
    Intent,
    Involvement,
    NeedKind,
    PairingWish,
    RecordKind,
    ServiceKind,
)

PHRASE = Phrase("叉车", "技能特长", 1, 3, confirmed=False)
PLACE = Place("361021", "county", "南城", 0, 2, ("361021",))
PAY = Pay(low=4500.0, period="month", negotiable=False, housing=False, floor=True, text="4500")
FULL = (
    Member(
        "m_1", "town", "1", "王某", "139", PLACE, PLACE, (Intent.WORK, Intent.MENTOR), (PHRASE,), (), False, (PHRASE,),
        Years(3.0, None, "3年"), Education.JUNIOR,
        WorkWish((PHRASE,), (PHRASE,), PAY, (PLACE,), (), True, True, frozenset({"night_shift"}), frozenset({"overtime"}), False, True, Start("2026-12-01", True, "x")),
        InvestWish(1.0, None, (PHRASE,), Involvement.MONEY_ONLY, 51.0, True, 3.0, True, True),
        ServeWish((PHRASE,), "周末", True, False, frozenset({"hotel", "store"}), (PLACE,), "不会卖东西"), (PHRASE,), PairingWish.GIVE,
        "later", PAY, "备注", {"姓名": "王某"}, {"列": "值"},
    ),
    Opening(number="1", employer="甲", title=PHRASE, headcount=0, places=(PLACE,), pay=PAY, credentials=(Ask((PHRASE,), must=False),),
            housing=False, meals=False, education=Education.DOCTOR, conditions=frozenset({"a", "b"})),
    Project(name="养鱼", place=PLACE, holdings=(Holding("water", 320.0, "亩", PHRASE),), needs=(
        ProjectNeed("capital", NeedKind.CAPITAL, "", 1e6, None, "51%", 0),
        ProjectNeed(
            "channel", NeedKind.CHANNEL, promised=0.0, max_ticket=5e4, years=Years(3.0, 5.0, "三到五年"),
            involvement=frozenset(Involvement), shares=(Share("村集体", 5100, "village", "村集体51%"),), online=False, seasonal=True,
            markets=(PLACE,), channels=frozenset({"hotel"}), offer=PAY, offer_stake=3000, offer_bonus=False,
            yields=Yields(quantity=Figure(5e4, None, "斤", PHRASE), costs=(Figure(1e5, 2e5, "", PHRASE),)),
        ),
    )),
    Service(name="助浴", kind=ServiceKind.TRAINING, headcount=0, claim=ClaimMode.SEVERAL_TAKE_ONE),
)  # fmt: skip


@pytest.mark.parametrize("record", FULL, ids=lambda record: type(record).__name__)
def test_a_record_goes_through_json_unchanged(record: Member) -> None:
    plain = json.loads(json.dumps(msgspec.to_builtins(to_plain(record)), ensure_ascii=False))
    assert from_plain(type(record), plain) == record
    assert RECORD_TYPES[kind_of(record)] is type(record)


def test_a_falsehood_is_told_where_the_default_is_true_and_nothing_is_not_zero() -> None:
    assert to_plain(replace(FULL[0], credentials_listed=False))["credentials_listed"] is False
    assert to_plain(FULL[1])["headcount"] == 0 and to_plain(FULL[1])["housing"] is False
    assert to_plain(FULL[0])["credentials"] in ([], ())
    for kind in (Member, Opening, Project, Service):
        assert to_plain(kind()) == {}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SIMPLE = st.builds(
    Member,
    number=TEXT, name=TEXT, remarks=TEXT, intents=st.lists(st.sampled_from(Intent), unique=True).map(tuple),
    credentials=st.none() | st.lists(st.builds(Phrase, TEXT), max_size=2).map(tuple), credentials_listed=st.booleans(),
    work=st.none() | st.builds(WorkWish, anywhere=st.booleans(), wanted=st.frozensets(TEXT, max_size=3)),
    cells=st.dictionaries(TEXT, TEXT, max_size=3), extra=st.dictionaries(TEXT, TEXT, max_size=3),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(SIMPLE)
def test_any_member_survives_and_the_two_halves_make_the_whole(member: Member) -> None:
    rest, personal = (json.loads(canonical(half)) for half in split_personal(member))
    assert from_plain(Member, rest | personal) == member
    marked = {item.name for item in fields(Member) if item.metadata.get("personal")}
    assert set(personal) <= marked and not set(rest) & marked


def test_the_same_values_make_the_same_bytes() -> None:
    one = to_plain(replace(FULL[0], cells={"甲": "1", "乙": "2"}))
    other = to_plain(replace(FULL[0], cells={"乙": "2", "甲": "1"}))
    assert canonical(one) == canonical(dict(reversed(other.items())))
    sets = [replace(FULL[1], conditions=frozenset(order)) for order in (("a", "b", "c"), ("c", "b", "a"))]
    assert canonical(to_plain(sets[0])) == canonical(to_plain(sets[1]))


@pytest.mark.parametrize("plain", [{"name": 1}, {"intents": ["fly"]}, {"education": 9}, {"skills": "叉车"}, {"work": {"pay": {"low": "x"}}}])
def test_a_field_that_does_not_fit_is_named(plain: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError, match=rf"\$\.{next(iter(plain))}"):
        from_plain(Member, plain)


def test_every_kind_of_sheet_has_its_record() -> None:
    assert set(RECORD_TYPES) == set(RecordKind)
