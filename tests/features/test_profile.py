"""A record with its words linked: what counts as held, inferred, asked and unknown."""

from dataclasses import fields, replace

import pytest

from data.records import PERSONAL, Ask, Member, Opening, Phrase, WorkWish
from data.scenarios.world import world
from data.vocabulary import Track
from features.encoder import encoder_for
from features.profiles.member import member_profile
from features.profiles.opening import opening_profile
from features.world import LINKED, Crowd, member_rows, opening_rows, working_encoder

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
    assert LINKED >= 10_000


def test_a_member_put_together_from_two_has_the_row_put_together_from_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("features.world.LINKED", 30)
    crowd, encoder = Crowd(9, 120), working_encoder()
    rows = dict(crowd.rows())
    assert len(rows) == 120
    for identifier, row in rows.items():
        assert encoder.row(encoder.profile(crowd.member(identifier))) == row
