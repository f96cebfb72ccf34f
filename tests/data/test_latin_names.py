"""Every standing division has an English name, and can be read by it."""

import pytest

from data.reading.places import read_place
from data.reference.latin_names import english, latin_names, spelling
from data.reference.regions import regions


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("361021", "Nancheng County, Fuzhou, Jiangxi"), ("110105", "Chaoyang District, Beijing"), ("150100", "Hohhot, Inner Mongolia"),
        ("341500", "Lu'an, Anhui"), ("610100", "Xi'an, Shaanxi"), ("310112", "Minhang District, Shanghai"), ("000000", ""),
    ],
)  # fmt: skip
def test_a_place_is_told_in_english_from_small_to_large(code: str, name: str) -> None:
    assert english(code) == name


def test_every_standing_division_has_an_english_name_in_latin_letters() -> None:
    for region in regions().values():
        if region.active:
            assert spelling(english(region.code)), region.name
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in english(region.code)), region.name


def test_most_divisions_are_found_again_by_the_english_name_that_we_give() -> None:
    standing = [region.code for region in regions().values() if region.active]
    missed = [english(code) for code in standing if read_place(english(code)).code != code]
    assert len(missed) <= len(standing) * 0.005, missed[:40]


def test_spellings_are_of_standing_divisions() -> None:
    assert all(regions()[code].active for codes in latin_names().values() for code in codes)
