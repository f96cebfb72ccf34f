"""Job leads: members bring vacancies, a station verifies them, then they are seen, and who brought them is credited."""

import csv
from typing import Any

from api.stories.moving import agree, move, steps, tried
from api.stories.stage import REFUSED, Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

BROUGHT_BY = "提供人"
BROUGHT = Text(zh="东莞小组的三名成员从厂里带回五条岗位", en="Three members of the group in Dongguan bring five vacancies from the firms they know")
HIDDEN = Text(zh="核实之前：家乡驿站看到 {seen} 条，求职成员匹配到 {matched} 条", en="Before verification the home station sees {seen} of them, its seekers are matched with {matched}")
REFER = Text(zh="没核实就想推荐人过去：", en="Referring somebody before verification:")
CHECK = Text(zh="驿站逐条打电话核实", en="The station checks each by telephone")
UNKNOWN = Text(zh="不写怎样核实的：", en="Without saying how it was verified:")
BAD = Text(zh="不采用 {number}：{why}", en="{number} is not taken up: {why}")
SHOWN = Text(zh="核实之后：家乡驿站看到 {seen} 条，求职成员匹配到了", en="Once verified the home station sees {seen}, and its seekers are matched")
SEEKER = Text(zh="{number}最合适的：", en="What suits {number} best:")
PLACED = Text(zh="推荐上岗，功劳记给带来岗位的人", en="Somebody is hired, and who brought the job is credited")
CREDIT = Text(zh="各人带回的岗位", en="What each of them brought")
NUMBER, JOB, WHO, STATE = Text("编号", "number"), Text("岗位", "job"), Text("提供人", "brought by"), Text("状态", "state")
ALL, TAKEN = Text("带回", "brought"), Text("采用记功", "credited")
SEEKERS, BRINGERS, FALSE = ("XS-N01", "XS-N02", "XS-N03"), ("XS-M01", "XS-M02", "XS-M03"), "XS-G5"
CALLED = "打厂里座机问过人事，确有其事，不收费"


def tell(stage: Stage) -> dict[str, Any]:
    """Bring five vacancies, verify four, reject one, and credit who brought those that hold."""
    host = stage.party("dongguan-station", Role.STATION, "东莞驿站", "441900")
    home = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(BROUGHT)
    stage.load(host, RecordKind.MEMBER)
    stage.load_sheet(home, RecordKind.MEMBER, "other_members")
    bringers = {number: stage.find(host, RecordKind.MEMBER, number)["id"] for number in BRINGERS}
    seekers = {number: stage.find(home, RecordKind.MEMBER, number)["id"] for number in SEEKERS}
    leads = {row["编号"]: _brought(stage, host, row, bringers[row[BROUGHT_BY]]) for row in _rows(stage)}
    rows = [(row["编号"], row["岗位名称"], row[BROUGHT_BY], leads[row["编号"]]["state_label"]) for row in _rows(stage)]
    stage.rows((NUMBER, JOB, WHO, STATE), rows)
    before = _seen(stage, home, seekers)
    stage.say(HIDDEN, seen=len(before["listed"]), matched=sum(len(found["matches"]) for found in before["ranked"].values()))
    stage.say(REFER)
    early = stage.ask(host, "POST", "/referrals", {"member": bringers["XS-M03"], "opportunity": leads["XS-G1"]["opportunity"]})
    stage.say(REFUSED, "red", status=early[0], detail=early[1]["detail"])
    refused, rejected = _verified(stage, host, leads)
    after = _seen(stage, home, seekers)
    stage.act(SHOWN, seen=len(after["listed"]))
    for number, found in after["ranked"].items():
        stage.say(SEEKER, number=number)
        stage.ranking(found, 1)
    stage.act(PLACED)
    hired = _hired(stage, home, seekers["XS-N01"], leads["XS-G1"]["opportunity"])
    credited = {number: move(stage, host, "leads", flow, "credited") for number, flow in leads.items() if number != FALSE}
    counts = {number: _count(stage, host, member) for number, member in bringers.items()}
    stage.say(CREDIT)
    stage.rows((WHO, ALL, TAKEN), [(number, *count) for number, count in counts.items()])
    return {
        "host": host, "home": home, "leads": leads, "before": before, "early": early, "refused": refused, "rejected": rejected,
        "after": after, "credited": credited, "counts": counts, "hired": hired, "bringers": bringers,
    }  # fmt: skip


def _rows(stage: Stage) -> list[dict[str, str]]:
    sheet = stage.scenario.file("openings", stage.clock.today).decode()
    return list(csv.DictReader(sheet.splitlines()))


def _brought(stage: Stage, host: Party, row: dict[str, str], member: str) -> Any:
    return stage.call(host, "POST", "/leads", {"opening": {"sheet": row}, "member": member})


def _seen(stage: Stage, home: Party, seekers: dict[str, str]) -> dict[str, Any]:
    listed = [item["record"]["number"] for item in stage.call(home, "GET", "/openings")["items"]]
    ranked = {number: stage.call(home, "POST", f"/members/{member}/matches", {"k": 3}) for number, member in seekers.items()}
    return {"listed": listed, "ranked": ranked}


def _verified(stage: Stage, host: Party, leads: dict[str, Any]) -> tuple[Any, Any]:
    stage.act(CHECK)
    stage.say(UNKNOWN)
    refused = tried(stage, host, "leads", leads["XS-G1"], "verified")
    for number, flow in leads.items():
        if number != FALSE:
            move(stage, host, "leads", flow, "verified", note=CALLED)
    rejected = move(stage, host, "leads", leads[FALSE], "rejected", reason="fee_asked")
    stage.say(BAD, "yellow", number=FALSE, why=rejected["reason"]["label"])
    return refused, rejected


def _hired(stage: Stage, home: Party, member: str, opening: str) -> Any:
    flow = stage.call(home, "POST", "/referrals", {"member": member, "opportunity": opening})
    agree(stage, home, member, "stations")
    move(stage, home, "referrals", flow, "agreed", note="电话里本人同意")
    for to in ("sent", "offered", "hired"):
        flow = move(stage, home, "referrals", flow, to)
    steps(stage, flow)
    return flow


def _count(stage: Stage, host: Party, member: str) -> tuple[int, int]:
    brought = stage.call(host, "GET", f"/leads?member={member}")["items"]
    return len(brought), sum(flow["state"] == "credited" for flow in brought)
