"""Ranking in both directions over the sample county, explanations that add up, and pairs given ad hoc."""

import pytest

from tests.api.conftest import MEMBER, OPENING, Caller


def hundredths(points: float) -> int:
    """Points as the whole hundredths that they are."""
    assert round(points * 100) / 100 == points
    return round(points * 100)


def adds_up(explanation: dict) -> bool:  # type: ignore[type-arg]
    """Whether the score is exactly the sum of the criteria's points, and of the subtotals."""
    points = sum(hundredths(row["points"]) for row in explanation["criteria"])
    groups = sum(map(hundredths, explanation["subtotals"].values()))
    return points == groups == hundredths(explanation["score"])


def test_the_county_is_matched_both_ways_with_explanations_that_add_up(station: Caller) -> None:
    station.load_county()
    pairs: dict[tuple[str, str], float] = {}
    for kind, side in (("members", "member"), ("openings", "opportunity")):
        asked = station("GET", f"/{kind}?limit=3").json()["items"]
        for item in asked:
            found = station("POST", f"/{kind}/{item['id']}/matches", json={"track": "work", "k": 5}).json()
            assert found["advice_only"] is True and found["track"] == "work" and found["considered"] > 50
            assert [match["rank"] for match in found["matches"]] == list(range(1, len(found["matches"]) + 1))
            scores = [match["score"] for match in found["matches"]]
            assert scores == sorted(scores, reverse=True)
            for match in found["matches"]:
                told = match["explanation"]
                assert adds_up(told) and told["score"] == match["score"] and told["eligible"]
                assert told[side] == item["id"]
                pairs[told["member"], told["opportunity"]] = told["score"]
    assert len(pairs) > 15
    for (member, opening), score in list(pairs.items())[:6]:
        told = station("GET", f"/matches/{member}/{opening}/explanation").json()
        assert told["score"] == score and adds_up(told) and told["why_not"]


def test_a_change_is_rescored_at_once(station: Caller) -> None:
    member, opening = station.create("members")["id"], station.create("openings")["id"]
    before = station("POST", f"/members/{member}/matches", json={}).json()["matches"][0]["score"]
    station("PATCH", f"/openings/{opening}", json={"sheet": {"薪资待遇": "2000元/月"}})
    after = station("POST", f"/members/{member}/matches", json={}).json()["matches"][0]["score"]
    assert after < before
    station("DELETE", f"/openings/{opening}")
    assert station("POST", f"/members/{member}/matches", json={}).json()["matches"] == []


def test_an_unmet_condition_is_the_reason_why_not(station: Caller) -> None:
    member = station.create("members", 证书="无", 技能特长="做饭")["id"]
    opening = station.create("openings", 证书要求="必须持叉车证")["id"]
    assert station("POST", f"/members/{member}/matches", json={}).json()["matches"] == []
    told = station("GET", f"/matches/{member}/{opening}/explanation").json()
    assert told["eligible"] is False and told["why_not"].startswith("未推荐：")
    english = station("GET", f"/matches/{member}/{opening}/explanation", headers={"Accept-Language": "en"}).json()
    assert english["why_not"].startswith("not proposed: ")


def test_a_pair_given_ad_hoc_is_scored_as_the_stored_one_and_not_kept(station: Caller) -> None:
    body = {"track": "work", "member": {"sheet": MEMBER}, "opportunity": {"sheet": OPENING}}
    scored = station("POST", "/score", json=body).json()
    assert adds_up(scored["explanation"]) and scored["faults"] == []
    assert station("GET", "/members").json()["items"] == station("GET", "/openings").json()["items"] == []
    member, opening = station.create("members")["id"], station.create("openings")["id"]
    stored = station("GET", f"/matches/{member}/{opening}/explanation").json()
    assert stored["score"] == scored["explanation"]["score"]


def test_a_pair_given_ad_hoc_is_named_by_its_numbers(station: Caller) -> None:
    body = {"member": {"sheet": MEMBER}, "opportunity": {"sheet": {**OPENING, "编号": ""}}}
    told = station("POST", "/score", json=body).json()["explanation"]
    assert (told["member"], told["opportunity"]) == (MEMBER["编号"], "")


@pytest.mark.parametrize(
    "body",
    [{"k": 0}, {"k": 201}, {"k": True}, {"k": "5"}, {"k": 1.5}, {"track": "nothing"}, {"track": 5}, {"track": ["work"]}, {"top": 5}],
)  # fmt: skip
def test_a_ranking_that_cannot_be_asked_for_says_what_can(station: Caller, body: dict[str, object]) -> None:
    member = station.create("members")["id"]
    answer = station("POST", f"/members/{member}/matches", json=body)
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"


def test_an_empty_body_asks_for_ten_of_track_work(station: Caller) -> None:
    member = station.create("members")["id"]
    station.create("openings")
    assert len(station("POST", f"/members/{member}/matches").json()["matches"]) == 1
