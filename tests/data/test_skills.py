"""The skill tables: whole, without two skills answering to one word, and tied to the occupations."""

import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from data.reference.occupations import occupations
from data.reference.skills import Skill, read_folder, skills

HEADER = "code,name,aliases,parent,related,occupations,name_en\n"
FIELDS = {
    *("building", "factory", "logistics", "driving", "repair", "textile", "security", "property"),
    *("farming", "breeding", "processing", "cooking", "retail", "ecommerce", "hospitality"),
    *("care", "health", "teaching", "office", "it", "finance", "marketing", "beauty", "community", "media"),
}


def _words(skill: Skill) -> tuple[str, ...]:
    return (skill.name, *skill.aliases)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _table(folder: Path, field: str, *rows: str) -> None:
    (folder / f"{field}.csv").write_text(HEADER + "\n".join(rows), encoding="utf-8")


def test_every_field_of_work_has_its_table() -> None:
    assert {skill.field for skill in skills().values()} == FIELDS


def test_the_tables_know_at_least_fifteen_hundred_skills() -> None:
    assert len(skills()) >= 1_500


def test_no_word_names_two_skills() -> None:
    holders: dict[str, list[str]] = defaultdict(list)
    for skill in skills().values():
        for word in _words(skill):
            holders[_plain(word)].append(skill.code)
    assert {word: codes for word, codes in holders.items() if len(codes) > 1} == {}


def test_every_word_has_at_least_two_characters() -> None:
    assert [(s.code, word) for s in skills().values() for word in _words(s) if len(word) < 2] == []


def test_every_skill_has_an_english_name_and_one_to_four_occupations() -> None:
    assert [s.code for s in skills().values() if not s.name_en.isascii() or not s.name_en.strip()] == []
    assert [s.code for s in skills().values() if not 1 <= len(s.occupations) <= 4] == []


def test_the_occupations_are_in_the_classification() -> None:
    known = occupations()
    assert [(s.code, code) for s in skills().values() for code in s.occupations if code not in known] == []


def test_a_parent_is_of_the_same_field_and_the_tree_has_no_circle() -> None:
    for skill in skills().values():
        seen = {skill.code}
        above = skill.parent
        while above is not None:
            assert above not in seen, f"{skill.code} is above itself"
            assert above.split(".")[0] == skill.field
            seen.add(above)
            above = skills()[above].parent


def test_a_relation_holds_both_ways_and_never_with_itself() -> None:
    for skill in skills().values():
        for code, nearness in skill.related:
            assert 0 < nearness < 1
            assert code != skill.code
            assert (skill.code, nearness) in skills()[code].related


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("会开叉车", "logistics.forklift"),
        ("盘点", "logistics.inventory"),
        ("平车", "textile.lockstitch"),
        ("看图纸", "building.blueprint"),
        ("二保焊", "factory.co2_welding"),
        ("拷边", "textile.overlock"),
        ("消控室", "security.fire_control_room"),
        ("保洁", "property.cleaning"),
        ("挖机", "building.excavator"),
        ("修手机", "repair.phone"),
        ("网约车", "driving.ride_hailing"),
    ],
)
def test_what_people_say_is_known(said: str, code: str) -> None:
    assert said in _words(skills()[code])


def test_a_pair_stated_once_is_near_from_both_ends(tmp_path: Path) -> None:
    _table(tmp_path, "a", "a.one,甲一,,,b.two:0.4,4-01-01-00,One")
    _table(tmp_path, "b", "b.two,乙二,,,a.one:0.6,4-01-01-00,Two")
    read = read_folder(tmp_path)
    assert read["a.one"].related == (("b.two", 0.6),)
    assert read["b.two"].related == (("a.one", 0.6),)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("a.one,甲一,,a.none,,4-01-01-00,One", r"a\.csv line 2: the parent a\.none "),
        ("a.one,甲一,,,a.none:0.5,4-01-01-00,One", r"a\.csv line 2: the related a\.none "),
        ("a.one,甲一,,,a.one:5,4-01-01-00,One", r"a\.csv line 2: 'a\.one:5' "),
        ("a.one,甲一,,,a.one:near,4-01-01-00,One", r"a\.csv line 2: 'a\.one:near' "),
        ("b.one,甲一,,,,4-01-01-00,One", r"a\.csv line 2: b\.one does not begin"),
    ],
)
def test_a_faulty_row_is_named_by_file_line_and_code(tmp_path: Path, row: str, complaint: str) -> None:
    _table(tmp_path, "a", row)
    with pytest.raises(ValueError, match=complaint):
        read_folder(tmp_path)


def test_a_code_twice_is_refused(tmp_path: Path) -> None:
    _table(tmp_path, "a", *["a.one,甲一,,,,4-01-01-00,One"] * 2)
    with pytest.raises(ValueError, match=r"a\.csv line 3: a\.one is already"):
        read_folder(tmp_path)
