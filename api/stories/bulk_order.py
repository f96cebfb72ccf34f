"""One order for many seats: filled at once over two stations, with quotas, reserves, and what would fill the rest."""

from typing import Any

from api.stories.stage import Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="保安公司要40人，船厂要30名焊工；两个驿站登记了{count}名求职成员", en="A security firm wants 40, a shipyard 30 welders; two stations registered {count} job-seekers")
AGREED = Text(zh="成员都同意由两站一起匹配", en="The members agreed to be matched by both stations")
FILLED = Text(zh="一次统筹：总分最高，证书是硬条件，河东驿站最多占保安20个名额", en="Filled at once: the best total, certificates a must, at most 20 guards from the second station")
OPENING, SEATS, LAST, SHORT, RESERVES = (
    Text("岗位", "opening"),
    Text("已排", "filled"),
    Text("最后一名得分", "last seat's score"),
    Text("缺口", "short"),
    Text("替补", "reserves"),
)
STATIONS = Text(zh="保安名额：南城驿站 {own} 人，河东驿站 {other} 人", en="Guards: {own} from the first station, {other} from the second")
SEAT = Text(zh="每个名额都有理由，例如：{who} {score}分，{reason}", en="Every seat has its reasons, such as {who}, {score} points: {reason}")
MISSING = Text(zh="缺口怎么补（每一项都由引擎重算过）", en="What would fill the rest (each recomputed by the engine)")
REMEDY = Text(zh="“{opening}”：{message}", en="“{opening}”: {message}")
LEFT = Text(zh="没排上的也有说法：{message}", en="Those left out are told why: {message}")
CHECKED = Text(zh="另一套程序核对：错误 {faults} 处，总分 {total}，是最优：{best}", en="Checked by other code: {faults} faults, total {total}, the best there is: {best}")
ACCEPTED = Text(
    zh="县里审过后采用：{count}人写成推荐，等本人同意，每人占一个名额；再排一次只排剩下的 {left} 个",
    en="The county accepts it: {count} referrals that wait for the member, each with a seat; another run fills the {left} that are left",
)


def tell(stage: Stage) -> dict[str, Any]:
    """Load two stations' members, fill both orders at once, say what would fill the rest, and accept what was filled."""
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    other = stage.party("hedong-station", Role.STATION, "河东驿站", "361021")
    keeper = stage.party("county-bureau", Role.ADMINISTRATOR, "县就业服务中心", "361021")
    reports = stage.load(station, RecordKind.OPENING, RecordKind.SERVICE, RecordKind.MEMBER)
    more = stage.load_sheet(other, RecordKind.MEMBER, "other_members")
    stage.act(LOADED, count=reports[RecordKind.MEMBER]["counts"]["rows"] + more["counts"]["rows"])
    guards, welders = (stage.find(station, RecordKind.OPENING, number) for number in ("PL-G1", "PL-G2"))
    stage.act(FILLED)
    quota = {"opening": guards["id"], "station": other.organisation.id, "most": 20}
    body = {"openings": [guards["id"], welders["id"]], "quotas": [quota], "alternates": 5}
    run = stage.run(keeper, "/allocations", body)
    result = run["result"]
    names = {guards["id"]: "保安员", welders["id"]: "电焊工"}
    rows = [
        (names[one["id"]], f"{len(one['seats'])}/{one['most']}", one["cutoff"] or "—", one["shortage"], len(one["reserves"]))
        for one in result["openings"]
    ]
    stage.rows((OPENING, SEATS, LAST, SHORT, RESERVES), rows)
    filled = next(one for one in result["openings"] if one["id"] == guards["id"])
    own, theirs = _by_station(filled, other)
    stage.say(STATIONS, own=own, other=theirs)
    seat = filled["seats"][0]
    stage.say(SEAT, who=seat["record"]["number"], score=seat["score"], reason=seat["reasons"][0])
    stage.act(MISSING)
    for one in result["openings"]:
        for remedy in one["remedies"]:
            stage.say(REMEDY, opening=names[one["id"]], message=remedy["message"])
    if result["left_out"]:
        stage.say(LEFT, message=result["left_out"][0]["message"])
    check = result["check"]
    stage.say(CHECKED, "dim", faults=check["faults"], total=check["total"], best="✓" if check["best"] else "✗")
    kept = stage.call(keeper, "POST", f"/allocations/{run['id']}/accept", {"note": "县里审过"})
    again = stage.run(keeper, "/allocations", body)
    stage.act(ACCEPTED, count=len(kept["accepted"]), left=sum(one["most"] for one in again["result"]["openings"]))
    return {"run": run, "guards": filled, "accepted": kept["accepted"], "again": again["result"], "welders": welders["id"], "other": other.organisation.id}


def _by_station(opening: dict[str, Any], other: Party) -> tuple[int, int]:
    theirs = sum(seat["record"]["organisation"] == other.organisation.id for seat in opening["seats"])
    return len(opening["seats"]) - theirs, theirs
