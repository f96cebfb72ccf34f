"""A record with its words linked: what counts as held, inferred, asked and unknown."""

from dataclasses import fields, replace
from random import Random

import pytest

from data.records import PERSONAL, Ask, Member, Opening, Phrase, WorkWish
from data.scenarios.draws import STRETCH
from data.scenarios.world import people, posts, undemanding, world
from data.vocabulary import Track
from features.compaction import Bags
from features.encoder import encoder_for
from features.profiles.member import member_profile
from features.profiles.opening import opening_profile
from features.world import Crowd, coded_openings, member_rows, opening_rows, working_encoder

FORKLIFT, WAREHOUSE = "forklift_n1", "4-02-06-01"


def phrase(text: str, source: str = "") -> Phrase:
    return Phrase(text, source, 0, len(text))


def test_a_certificate_speaks_for_its_skill_and_its_usual_job() -> None:
    profile = member_profile(Member(id="m", credentials=(phrase("叉车证", "证书"),)))
    assert [item.code for item in profile.credentials or ()] == [FORKLIFT]
    assert "logistics.forklift" in {item.code for item in profile.skills}
    assert {item.code for item in profile.worked if item.inferred} >= {"6-30-05-01"}


def test_nothing_said_of_certificates_is_not_the_same_as_none() -> None:
    assert member_profile(Member(id="m", credentials=None)).credentials is None
    assert member_profile(Member(id="m", credentials=())).credentials == ()


def test_a_former_job_gives_its_usual_skills_marked_as_inferred() -> None:
    profile = member_profile(Member(id="m", history=(phrase("仓库管理员", "工作经历"),)))
    assert WAREHOUSE in {item.code for item in profile.worked}
    assert [item for item in profile.skills if item.inferred]


def test_a_stated_skill_is_surer_than_the_same_one_inferred() -> None:
    stated = member_profile(Member(id="m", skills=(phrase("开叉车", "技能特长"),), history=(phrase("叉车司机", "工作经历"),)))
    forklift = next(item for item in stated.skills if item.code == "logistics.forklift")
    assert not forklift.inferred


def test_evidence_points_at_the_words_in_their_cell() -> None:
    text = "干过仓库，会开叉车"
    profile = member_profile(Member(id="m", skills=(Phrase(text, "技能特长", 5, 5 + len(text)),)))
    forklift = next(item for item in profile.skills if item.code == "logistics.forklift")
    said = forklift.phrase
    assert said.source == "技能特长"
    assert text[said.start - 5 : said.end - 5] == said.text
    assert "叉车" in said.text


def test_words_that_mean_nothing_known_are_unknown_and_not_a_guess() -> None:
    profile = member_profile(Member(id="m", work=WorkWish(occupations=(phrase("嗯嗯啊啊"),)), skills=(phrase("￥%……&"),)))
    assert profile.wished == ()
    assert profile.skills == ()


def test_alternatives_are_one_ask_and_several_named_ones_are_several() -> None:
    either = opening_profile(Opening(id="o", credentials=(Ask((phrase("电工证"), phrase("焊工证"))),)))
    assert [len(ask.options) for ask in either.credentials] == [2]
    both = opening_profile(Opening(id="o", credentials=(Ask((phrase("叉车证、健康证"),)),)))
    assert [len(ask.options) for ask in both.credentials] == [1, 1]


def test_skills_come_from_the_duties_where_the_column_is_blank() -> None:
    duties = opening_profile(Opening(id="o", title=phrase("仓管"), duties="负责叉车搬运，货物装卸"))
    assert "logistics.forklift" in {item.code for item in duties.skills}
    stated = opening_profile(Opening(id="o", skills=(phrase("开叉车"),), duties="会做饭"))
    assert {item.code for item in stated.skills} == {"logistics.forklift"}
    assert len(stated.involved) > len(stated.skills)


@pytest.mark.parametrize("name", [field.name for field in fields(Member) if field.metadata == PERSONAL])
def test_no_personal_field_reaches_a_column(name: str) -> None:
    encoder = encoder_for(Track.WORK)
    for member in world(9, 20, 0).members:
        told = {"备注": "女，52岁，回族"} if name in ("cells", "extra") else "女，52岁，回族"
        other = replace(member, **{name: told})
        assert encoder.row(encoder.profile(other)) == encoder.row(encoder.profile(member))


def test_the_rows_of_a_world_are_those_of_its_records() -> None:
    encoder, made = working_encoder(), world(9, 60, 40)
    for rows, records in ((member_rows(9, 60), made.members), (opening_rows(9, 40), made.openings)):
        assert list(rows) == [(record.id, encoder.row(encoder.profile(record))) for record in records]


def test_a_world_is_the_same_each_time_and_grows_at_its_end() -> None:
    assert world(9, 30, 30) == world(9, 30, 30)
    assert world(9, 60, 60).members[:30] == world(9, 30, 0).members
    assert world(9, 60, 60).openings[:30] == world(9, 0, 30).openings
    assert world(9, 30, 30) != world(10, 30, 30)
    assert list(people(9, 70, anywhere=True))[:30] == list(people(9, 30, anywhere=True))


def test_three_hundred_of_many_members_have_the_rows_that_the_encoder_gives_their_records() -> None:
    crowd, encoder = Crowd(9, STRETCH + 10_000), working_encoder()
    coded = crowd.coded()
    for at in Random(9).sample(range(len(coded)), 300):
        record = crowd.member(coded.ids[at].decode())
        assert coded.row(at) == encoder.row(encoder.profile(record)), record
        assert record.id == coded.ids[at].decode()


def test_a_bag_that_many_hold_is_kept_once() -> None:
    held = Crowd(9, 3_000).coded().codes["skills"]
    assert isinstance(held, Bags)
    bags = [tuple(held.items[first:last].tolist()) for first, last in zip(held.starts.tolist(), held.ends.tolist(), strict=True)]
    assert bags[0] == ()
    assert len(set(bags)) == len(bags) < 3_000
    assert sorted(set(held.codes.tolist()) | {0}) == list(range(len(bags)))


def test_where_all_would_go_anywhere_nobody_keeps_to_a_place_or_shuns_one() -> None:
    wishes = [member.work for member in people(9, 200, anywhere=True)]
    assert all(wish and wish.anywhere and not wish.places_only and not wish.refused_places for wish in wishes)
    assert {bool(wish and wish.places) for wish in wishes} == {True, False}


def test_an_undemanding_opening_asks_for_the_same_and_insists_on_nothing() -> None:
    made = [undemanding(opening) for opening in posts(9, 60)]
    assert [o.skills for o in made] == [o.skills for o in posts(9, 60)]
    assert not any(ask.must for opening in made for ask in opening.credentials)
    assert not any(opening.education_must or opening.years_must for opening in made)


def test_openings_as_columns_are_those_of_their_records() -> None:
    encoder, openings = working_encoder(), list(posts(9, 80))
    assert list(coded_openings(openings).rows()) == [(o.id, encoder.row(encoder.profile(o))) for o in openings]
