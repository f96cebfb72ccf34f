"""What the credential table promises: unique words, no loops, and the substitutions that the rules allow."""

import csv
import re
from collections import Counter
from importlib.resources import files

import pytest

from data.reference.credentials import credentials, satisfied_by

KINDS = {
    "special_operation", "special_equipment", "construction", "driving", "transport",
    "vocational", "professional", "title", "language", "food", "other",
}  # fmt: skip

PROTECTED = ("党员", "身份证", "居住证", "民族", "宗教", "残疾", "乙肝", "婚", "生育")


def words() -> dict[str, set[str]]:
    """Every name and alias, in lower case, with the codes that claim it."""
    found: dict[str, set[str]] = {}
    for credential in credentials().values():
        for word in (credential.name, *credential.aliases):
            found.setdefault(word.lower(), set()).add(credential.code)
    return found


def code_of(word: str) -> str:
    (code,) = words()[word.lower()]
    return code


def test_the_table_is_large_enough_for_real_postings() -> None:
    assert len(credentials()) >= 220


def test_no_code_is_listed_twice() -> None:
    table = files("data.reference").joinpath("credentials.csv").read_text(encoding="utf-8")
    counts = Counter(row["code"] for row in csv.DictReader(table.splitlines()))
    assert [code for code, count in counts.items() if count > 1] == []


def test_no_word_means_two_credentials() -> None:
    assert {word: codes for word, codes in words().items() if len(codes) > 1} == {}


def test_no_alias_is_repeated_within_a_credential() -> None:
    for credential in credentials().values():
        said = (credential.name, *credential.aliases)
        assert len(said) == len(set(said)), credential.code


def test_codes_are_readable_and_kinds_are_known() -> None:
    for credential in credentials().values():
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", credential.code)
        assert credential.kind in KINDS
        assert credential.name and credential.name_en and credential.issuer


def test_every_implied_credential_exists() -> None:
    known = credentials()
    dangling = [(held.code, code) for held in known.values() for code in held.implies if code not in known]
    assert dangling == []


def test_no_credential_implies_itself_even_by_a_detour() -> None:
    for code in credentials():
        for implied in credentials()[code].implies:
            assert implied not in satisfied_by(code) - {code}, (code, implied)
            assert implied != code


def test_occupations_are_codes_of_the_occupation_standard() -> None:
    for credential in credentials().values():
        assert len(credential.occupations) <= 4
        for occupation in credential.occupations:
            assert re.fullmatch(r"[1-8]-\d\d-\d\d-\d\d", occupation), credential.code


def test_what_a_credential_evidences_is_in_the_skill_tables() -> None:
    tables = [
        table for table in files("data.reference").joinpath("skills").iterdir() if table.name.endswith(".csv")
    ]
    rows = [row for table in tables for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())]
    known = {row["code"] for row in rows}
    unknown = [
        (held.code, code) for held in credentials().values() for code in held.skills if code not in known
    ]
    assert unknown == []


def test_nothing_protected_is_a_credential() -> None:
    # 婚礼策划师 is a trade, and says nothing about anyone's own marriage.
    said = [word for word in words() if any(mark in word for mark in PROTECTED) and "婚礼" not in word]
    assert [word for word in said if "婚庆" not in word] == []


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("driving_b2", "driving_a2"),
        ("driving_b1", "driving_a2"),
        ("driving_c1", "driving_a2"),
        ("driving_c6", "driving_a2"),
        ("driving_a3", "driving_a1"),
        ("driving_c1", "driving_a3"),
        ("driving_c1", "driving_b2"),
        ("driving_m", "driving_b2"),
        ("driving_c2", "driving_c1"),
        ("driving_c4", "driving_c3"),
        ("driving_f", "driving_d"),
        ("driving_any", "driving_a1"),
        ("driving_any", "driving_c2"),
        ("electrician_any", "electrician_lv"),
        ("electrician_any", "construction_electrician"),
        ("welder_any", "pressure_welder"),
        ("height_any", "height_scaffold"),
        ("elderly_care", "elderly_care_1"),
        ("elderly_care_4", "elderly_care_3"),
        ("constructor_2", "constructor_1"),
        ("accountant_junior", "cpa"),
        ("mandarin_2b", "mandarin_1a"),
        ("cet4", "cet6"),
        ("teacher_primary", "teacher_senior"),
        ("fire_facility_5", "fire_facility_4"),
    ],
)
def test_a_holder_of_the_wider_credential_satisfies_the_narrower(asked: str, held: str) -> None:
    assert held in satisfied_by(asked)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("driving_a1", "driving_a2"),
        ("driving_a2", "driving_a1"),
        ("driving_b1", "driving_b2"),
        ("driving_m", "driving_a3"),
        ("driving_c1", "driving_c2"),
        ("driving_c1", "driving_d"),
        ("driving_any", "driving_e"),
        ("electrician_lv", "electrician_any"),
        ("electrician_hv", "electrician_lv"),
        ("electrician_lv", "electrician_skill_3"),
        ("elderly_care_3", "elderly_care_4"),
        ("teacher_kindergarten", "teacher_primary"),
        ("forklift_n1", "excavator"),
    ],
)
def test_a_different_credential_does_not_stand_in(asked: str, held: str) -> None:
    assert held not in satisfied_by(asked)


def test_asking_is_satisfied_by_the_credential_itself() -> None:
    assert satisfied_by("health_card") == {"health_card"}


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        satisfied_by("no_such_certificate")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("叉车证", "forklift_n1"),
        ("N1", "forklift_n1"),
        ("电工证", "electrician_any"),
        ("低压电工证", "electrician_lv"),
        ("焊工证", "welder_any"),
        ("登高证", "height_any"),
        ("A2", "driving_a2"),
        ("驾照", "driving_any"),
        ("保安证", "security_guard"),
        ("健康证", "health_card"),
        ("月嫂证", "maternity_matron"),
        ("消防证", "fire_facility"),
        ("中级会计", "accountant_mid"),
        ("教资", "teacher_any"),
        ("cet-4", "cet4"),
        ("挖机证", "excavator"),
        ("高级电工证", "electrician_skill_3"),
    ],
)
def test_words_that_people_write_name_one_credential(word: str, code: str) -> None:
    assert code_of(word) == code
