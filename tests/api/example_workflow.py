"""One call of every operation on what moves through states and on consents, for the examples of the API's description."""

from typing import Any, Protocol

from tests.api.conftest import OPENING, SERVICE, Caller


class Call(Protocol):
    """Makes a call and keeps it as the example of an operation."""

    def __call__(self, name: str, caller: Caller, method: str, path: str, **options: Any) -> Any: ...


def run(found: dict[str, dict[str, Any]], call: Call, station: Caller, employer: Caller, member: str, opening: str) -> None:
    """A consent, and one of each machine with its first move; the long explanation stands in one of the examples alone."""
    said = {"notice_version": "2026-1", "given_how": "当面签字", "until": "2126-12-31"}
    given = call("create_consent", station, "POST", "/consents",
                 json={"member": member, "purpose": "disclosure", "recipients": ["employer"], "fields": ["name"], **said})  # fmt: skip
    pupil = station.create("members", 编号="A801", 姓名="李某", 手机号="13900000001", 备注="", 意向="服务、结对", 结对意愿="想找师傅带")["id"]
    matter = station.create("services", **{**SERVICE, "编号": "S801", "类型": "实事认领", "认领方式": "多人一领"})["id"]
    place = station.create("services", **{**SERVICE, "编号": "S802", "类型": "结对帮带", "事项名称": "带徒弟学电工"})["id"]
    bodies: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
        "referral": ("referrals", {"member": member, "opportunity": opening}, {"to": "agreed", "note": "当面说好，11月3日"}),
        "claim": ("claims", {"member": pupil, "opportunity": matter}, {"to": "delivered"}),
        "pairing": ("pairings", {"member": pupil, "opportunity": place}, {"to": "agreed_by_one", "by": "member"}),
        "lead": ("leads", {"opening": {"sheet": {**OPENING, "编号": "G801"}}, "member": pupil}, {"to": "verified", "note": "打电话问过"}),
    }
    for code, (path, body, step) in bodies.items():
        flow = call(f"create_{code}", station, "POST", f"/{path}", json=body)
        call(f"read_{code}", station, "GET", f"/{path}/{flow['id']}")
        call(f"list_{path}", station, "GET", f"/{path}?limit=1")
        call(f"move_{code}", station, "POST", f"/{path}/{flow['id']}/transitions", json=step)
    for code in bodies:
        for name in {f"create_{code}", f"read_{code}", f"move_{code}"} - {"read_referral"}:
            found[name]["response"]["explanation"] = None
    call("list_consents", station, "GET", f"/consents?member={member}")
    call("withdraw_consent", station, "POST", f"/consents/{given['id']}/withdraw")
