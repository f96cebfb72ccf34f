"""One allocation over many members: quotas, certificates, reserves, and what would fill the rest."""

from collections.abc import Callable
from typing import Any


def test_bulk_order(told: Callable[..., Any]) -> None:
    found, printed, _ = told("bulk_order")
    result = found["run"]["result"]
    assert result["check"]["faults"] == 0 and result["check"]["best"]
    seated = [seat["member"] for one in result["openings"] for seat in one["seats"]]
    assert len(seated) == len(set(seated)) > 40, "nobody sits twice"
    theirs = [seat for seat in found["guards"]["seats"] if seat["record"]["organisation"] == found["other"]]
    assert 0 < len(theirs) <= 20
    for one in result["openings"]:
        assert len(one["seats"]) + one["shortage"] == one["most"]
        assert all(seat["reasons"] for seat in one["seats"])
    short = [one for one in result["openings"] if one["shortage"]]
    assert short and all(one["remedies"] for one in short)
    assert any(remedy["service"] for one in short for remedy in one["remedies"]), "a course that is open fills part of it"
    assert all(remedy["would_fit"] <= remedy["kept_out"] for one in short for remedy in one["remedies"])
    assert "取证班" in printed
    assert {(one["member"], one["opening"]) for one in found["accepted"]} == {
        (seat["member"], one["id"]) for one in result["openings"] for seat in one["seats"]
    }
    for before, now in zip(result["openings"], found["again"]["openings"], strict=True):
        assert (now["taken"], now["most"]) == (len(before["seats"]), before["shortage"])
        assert not {seat["member"] for seat in now["seats"]} & set(seated), "who has a seat is not placed again"
