"""Places told before are told again only while they would be told the same: after any change as if nothing had been kept."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from sqlalchemy import update

from api.answers import encode
from api.routes.matches import place_answer, sight_of
from api.schemas import MatchAnswer, OfficeAnswer
from api.use_cases.fragments import BESIDE, Fragment, Fragments, fragments_of
from api.use_cases.masking import masked_explanation, veiled
from api.use_cases.matching import matcher_of, matches_for
from data.records import Member, Opening, Organisation, Phrase, WorkWish
from data.store.database import Database
from data.store.organisations import save_organisation
from data.store.repositories import Records
from data.store.scope import Asker
from data.store.tables import consents
from data.vocabulary import RecordKind, Track
from tests.api.case_calls import handed_over
from tests.api.conftest import ORGANISATIONS, Caller
from tests.api.test_scope import SECRETS, tells
from tests.api.test_workflows import consent

Callers = dict[str, Caller]
COURSE = {"编号": "K001", "事项名称": "叉车证培训班", "类型": "技能培训", "说明": "学叉车，考N1叉车证", "所在地": "江西南城"}


def ask(caller: Caller, path: str, language: str = "zh") -> dict[str, Any]:
    """A ranking as it is answered now."""
    answer = caller("POST", f"/{path}/matches", json={"k": 5}, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def afresh(database: Database, caller: Caller, path: str) -> dict[str, Any]:
    """The same where nothing had been kept."""
    kept = fragments(database)
    kept.clear()
    return ask(caller, path)


def fragments(database: Database) -> Fragments:
    """What is kept for a database."""
    with database.reading() as connection:
        return fragments_of(connection)


def test_what_is_told_again_is_what_was_told_and_nothing_is_put_together_twice(station: Caller, database: Database) -> None:
    station.load_county()
    opening = station("GET", "/openings?limit=1").json()["items"][0]["id"]
    first = ask(station, f"openings/{opening}")
    kept = len(fragments(database))
    assert len(first["matches"]) == kept == 5
    assert ask(station, f"openings/{opening}") == first == afresh(database, station, f"openings/{opening}")
    assert len(fragments(database)) == kept


def test_every_kind_of_asker_is_told_what_a_single_place_tells(callers: Callers, database: Database) -> None:
    """The answer put together from fragments is the one that is put together place by place, in both directions."""
    callers["station"].load_county()
    for row in callers["station"]("GET", "/members?limit=60").json()["items"]:
        consent(callers["station"], row["id"], "stations", "employers")
    owned = callers["employer"].create("openings")["id"]
    asked = [(name, RecordKind.OPENING, owned) for name in ("station", "employer", "other_station", "administrator")]
    asked += [("station", RecordKind.MEMBER, row["id"]) for row in callers["station"]("GET", "/members?limit=4").json()["items"]]
    for name, kind, identifier in asked:
        path = f"{'openings' if kind is RecordKind.OPENING else 'members'}/{identifier}"
        told = [ask(callers[name], path, language)["matches"] for language in ("zh", "zh", "en")]
        assert told[0] == told[1] == one_by_one(callers[name], database, name, kind, identifier) != []
        assert [row["score"] for row in told[2]] == [row["score"] for row in told[0]] and told[2] != told[0]


def one_by_one(caller: Caller, database: Database, name: str, kind: RecordKind, identifier: str) -> list[Any]:
    """The places of a ranking, none of them from a fragment."""
    asker, indexes = Asker(name, ORGANISATIONS[name]), caller.client.app.state.ground.indexes  # type: ignore[attr-defined]
    with database.reading() as connection:
        record = Records(connection, asker, kind).get(identifier).record
        found = matches_for(connection, indexes, asker, record, 5, Track.WORK, deep=True)  # type: ignore[arg-type]
        sight = sight_of(connection, asker, found.asked, found.places)
    found_places = [place_answer(sight, found.asked, place, "zh") for place in found.places]
    plain: list[Any] = msgspec.json.decode(encode(found_places))
    return plain


Change = Callable[[Callers, Database, str, str], object]


def patched(path: str, **cells: str) -> Change:
    """A change to the member's or the opening's sheet, by who keeps it."""
    who = "station" if path == "members" else "employer"
    return lambda callers, _, member, opening: callers[who](
        "PATCH", f"/{path}/{member if path == 'members' else opening}", json={"sheet": cells}
    )


def renamed(name: str) -> Change:
    """A new name for the organisation that keeps the other side alone."""

    def change(callers: Callers, database: Database, member: str, opening: str) -> None:
        with database.writing() as connection:
            save_organisation(connection, Organisation(name, ORGANISATIONS[name], f"新{name}"))

    return change


def disclosed(callers: Callers, database: Database, member: str, opening: str) -> None:
    consent(callers["station"], member, "stations", "employers", purpose="disclosure", fields=["name", "phone"])


def course_opened(callers: Callers, database: Database, member: str, opening: str) -> None:
    callers["station"].create("services", **COURSE)


def consent_withdrawn(callers: Callers, database: Database, member: str, opening: str) -> None:
    (given,) = callers["station"]("GET", f"/consents?member={member}").json()["items"]
    assert callers["station"]("POST", f"/consents/{given['id']}/withdraw").status_code == 200


def consent_ended(callers: Callers, database: Database, member: str, opening: str) -> None:
    with database.writing() as connection:
        connection.execute(update(consents).where(consents.c.member == member).values(until="2020-01-01T00:00:00Z"))


def case_opened(callers: Callers, database: Database, member: str, opening: str) -> None:
    handed_over(callers["station"], callers["other_station"], member)


CHANGES: dict[str, tuple[str, str, Change]] = {
    "the member's name": ("station", "openings", patched("members", 姓名="李大雁")),
    "words of the member's that score the same": ("station", "openings", patched("members", 技能特长="会开叉车、盘点")),
    "the member's certificates": ("station", "openings", patched("members", 证书="叉车证N1、电工证")),
    "the opening's wording of the same pay": ("employer", "openings", patched("openings", 薪资待遇="每月4500-5200元")),
    "the opening's wording": ("employer", "openings", patched("openings", 岗位名称="仓库管理员（急招）")),
    "the opening's person to call": ("station", "members", patched("openings", 联系人="老周")),
    "the opening's pay": ("station", "members", patched("openings", 薪资待遇="4600-5200元/月")),
    "the name of an opening's office": ("station", "members", renamed("employer")),
    "the name of a member's office": ("employer", "openings", renamed("station")),
    "what the member disclosed": ("employer", "openings", disclosed),
    "what the member disclosed to stations": ("other_station", "openings", disclosed),
    "a consent withdrawn": ("other_station", "openings", consent_withdrawn),
    "a consent that ended": ("employer", "openings", consent_ended),
    "a member handed over": ("station", "openings", case_opened),
    "a case between two stations": ("other_station", "openings", case_opened),
    "a course opened": ("station", "openings", course_opened),
}


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_an_answer_is_what_it_would_be_had_nothing_been_kept(
    what: str, callers: Callers, database: Database
) -> None:
    asks, path, change = CHANGES[what]
    cells = {"证书": "无"} if what == "a course opened" else {}
    member, opening = callers["station"].create("members", **cells)["id"], callers["employer"].create("openings", 证书要求="")["id"]
    if what == "a course opened":
        callers["employer"]("PATCH", f"/openings/{opening}", json={"sheet": {"证书要求": "有叉车证优先"}})
    consent(callers["station"], member, "stations", "employers")
    asked = f"{path}/{member if path == 'members' else opening}"
    before = ask(callers[asks], asked)
    assert before["matches"] and ask(callers[asks], asked) == before
    change(callers, database, member, opening)
    now = ask(callers[asks], asked)
    assert now != before and now == afresh(database, callers[asks], asked)
    kind, identifier = (RecordKind.MEMBER, member) if path == "members" else (RecordKind.OPENING, opening)
    assert now["matches"] == one_by_one(callers[asks], database, asks, kind, identifier)


def test_a_course_that_closes_is_named_no_more(callers: Callers) -> None:
    station = callers["station"]
    station.create("members", 证书="无")
    opening = callers["employer"].create("openings", 证书要求="有叉车证优先")["id"]
    course = station.create("services", **COURSE)["id"]
    named = [item["service"] for item in ask(station, f"openings/{opening}")["matches"][0]["explanation"]["would_change"]]
    assert course in named
    station("DELETE", f"/services/{course}")
    told = ask(station, f"openings/{opening}")["matches"][0]["explanation"]["would_change"]
    assert told and not any(item["service"] for item in told)


def test_who_comes_first_now_is_told_what_would_change_it(callers: Callers) -> None:
    """The second place says nothing of that; told again as the first one, it does."""
    station = callers["station"]
    best, second = station.create("members")["id"], station.create("members", 编号="A002", 姓名="李四", 证书="无")["id"]
    opening = callers["employer"].create("openings", 证书要求="有叉车证优先")["id"]
    places = ask(station, f"openings/{opening}")["matches"]
    assert [row["explanation"]["member"] for row in places] == [best, second] and not places[1]["explanation"]["would_change"]
    station("DELETE", f"/members/{best}")
    (first,) = ask(station, f"openings/{opening}")["matches"]
    assert (first["rank"], first["explanation"]["member"]) == (1, second) and first["explanation"]["would_change"]


def test_the_next_question_follows_what_others_answer_at_once(callers: Callers) -> None:
    """Of two openings nothing tells which suits somebody who names no pay; when others name theirs, it is asked for."""
    station, employer = callers["station"], callers["employer"]
    member = station.create("members", 期望薪资="", 期望工作地="")["id"]
    for number, pay, place in (("G1", "3000元/月", "江西南城县城"), ("G2", "9000元/月", "江西黎川县城")):
        employer.create("openings", 编号=number, 薪资待遇=pay, 工作地点=place)
    asked = [ask(station, f"members/{member}")["next_question"] for _ in range(2)]
    station.create("members", 编号="A002", 姓名="李四", 期望薪资="9000以上")
    for other in range(3, 9):
        station.create("members", 编号=f"A{other}", 姓名="李四", 期望薪资="9000", 期望工作地="江西黎川")
    now = ask(station, f"members/{member}")["next_question"]
    assert asked[0] == asked[1] != now and now["moved"] > 0


@pytest.mark.parametrize("first", ["station", "employer", "other_station"])
def test_nobody_is_given_what_was_put_together_for_another(callers: Callers, first: str) -> None:
    member = callers["station"].create("members")["id"]
    opening = callers["station"].create("openings")["id"]
    consent(callers["station"], member, "stations", "employers")
    own = callers["employer"].create("openings")["id"]
    asked = {"station": opening, "other_station": opening, "employer": own}
    order = [first, *(name for name in asked if name != first)] * 2
    for name in order:
        (place,) = [row for row in ask(callers[name], f"openings/{asked[name]}")["matches"] if row["explanation"]["member"] == member]
        assert place["masked"] is (name != "station")
        whole = place["record"].get("name") == "王小雁" and any(
            item["text"] for row in place["explanation"]["criteria"] for item in row["evidence"]
        )
        assert whole is (name == "station")
        assert name == "station" or tells(place, *SECRETS) == []


def test_points_that_differ_are_told_anew() -> None:
    kept = Fragments()
    answer = MatchAnswer(0, 71.5, False, {}, {}, OfficeAnswer("驿站", None, None))
    kept.keep("pair", Fragment(answer, {"criterion:pay": 900}, {"forklift": "s_1"}, 100))
    assert kept.find("pair", {"criterion:pay": 900}, {"forklift": "s_1"}) is answer
    assert kept.find("pair", {"criterion:pay": 901}, {"forklift": "s_1"}) is None
    assert kept.find("pair", {"criterion:pay": 900}, {"forklift": "s_2"}) is None
    assert kept.find("pair", {"criterion:pay": 900}, {}) is None
    assert kept.find("another", {"criterion:pay": 900}, {"forklift": "s_1"}) is None


def test_what_was_not_asked_for_the_longest_makes_room() -> None:
    answer = MatchAnswer(0, 71.5, False, {}, {}, OfficeAnswer("驿站", None, None))
    kept = Fragments(most=3 * (BESIDE + 500))
    for key in "abc":
        kept.keep(key, Fragment(answer, {}, {}, 500))
    assert kept.find("a", {}, {}) is answer
    kept.keep("d", Fragment(answer, {}, {}, 500))
    assert [kept.find(key, {}, {}) is not None for key in "abcd"] == [True, False, True, True]
    kept.keep("e", Fragment(answer, {}, {}, 10 * BESIDE))
    assert len(kept) == 0


@pytest.mark.parametrize(
    ("name", "title", "duties"),
    [("王小雁", "仓管", ""), ("叉车", "叉车工", ""), ("王小雁", "致电13900001234", ""), ("王小雁", '王小雁"接班人\\', "")],
)
def test_an_explanation_told_without_quotations_hides_what_a_masked_one_hides(name: str, title: str, duties: str) -> None:
    member = Member(
        id="m_1", name=name, skills=(Phrase("开叉车", "技能特长", 0, 3),), work=WorkWish(occupations=(Phrase("叉车", "求职岗位", 0, 2),))
    )
    opening = Opening(id="o_1", title=Phrase(title, "岗位名称", 0, len(title)), skills=(Phrase("叉车", "技能要求", 0, 2),), duties=duties)
    explained = matcher_of(Track.WORK).explain(member, opening)
    masked = msgspec.json.decode(encode(masked_explanation(explained.as_json("zh"), member)))
    assert msgspec.json.decode(veiled(explained.told("zh", quoted=False), [member])) == masked
    assert masked != msgspec.json.decode(encode(explained.told("zh")))
