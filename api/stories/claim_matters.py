"""Claiming matters: twelve matters, twenty members, limits on both sides, reserves, and promise, delivery, review."""

from typing import Any

from api.stories.moving import move, steps, tried
from api.stories.stage import REFUSED, Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LISTED = Text(zh="村里列出十二件实事，二十名成员来认领", en="The villages list twelve matters; twenty members come to claim")
RULES = Text(zh="一人同时最多五件；一件满了，后来的列为候补", en="A member has five at most at a time; where a matter is full, who comes later is a reserve")
RANKED = Text(zh="“{matter}”（{mode}，{places}人）谁合适", en="Who suits “{matter}” ({mode}, {places} places)")
MODES = {"一人多领": Text("一人多领", "one takes several"), "多人一领": Text("多人一领", "several take one")}
CLAIMED = Text(zh="认领：每人至少一件", en="Claiming: at least one each")
COUNTED = Text(zh="{members}名成员认领了{claims}件次，候补{reserve}人", en="{members} members hold {claims} claims; on the reserve list: {reserve}")
NAME, MODE, TAKEN, RESERVE = Text("事项", "matter"), Text("认领方式", "mode"), Text("已认/名额", "taken/places"), Text("候补", "reserve")
NO_LIMIT = Text(zh="不限", en="as many as come")
LIMITED = Text(zh="一人最多同时五件，第六件：", en="A member has five at a time; the sixth:")
FULL = Text(zh="“{matter}”三个名额，来了五个人", en="“{matter}” has three places; five came")
NOT_YET = Text(zh="没有空位就想把候补转正：", en="Taking one from the reserve list while there is no place:")
FREED = Text(zh="有人没空退回一个名额，候补第一位转认领", en="One has no time and gives the place back; the first of the reserve list takes it")
MEMBER, STATE = Text("成员", "member"), Text("状态", "state")
DONE = Text(zh="承诺→办结→评议", en="Promise → delivery → review")
NOT_OWN = Text(zh="驿站想自己验收：", en="The station would review its own members' work:")
SENT_BACK = Text(zh="乡里退回一次：{reason}", en="The township sends it back once: {reason}")
SHARED, BUSY, REVIEWED = "SS-02", "SS-M01", "SS-04"
COMERS = ("SS-M02", "SS-M05", "SS-M10", "SS-M12", "SS-M14")
FIVE = ("SS-01", "SS-04", "SS-08", "SS-11", "SS-03")
CLAIMS = {
    "SS-M03": "SS-05", "SS-M04": "SS-04", "SS-M06": "SS-06", "SS-M07": "SS-07", "SS-M08": "SS-10", "SS-M09": "SS-09",
    "SS-M11": "SS-01", "SS-M13": "SS-06", "SS-M15": "SS-12", "SS-M16": "SS-06", "SS-M17": "SS-07", "SS-M18": "SS-10",
    "SS-M19": "SS-09", "SS-M20": "SS-08", "SS-M02": "SS-03", "SS-M14": "SS-03",
}  # fmt: skip


def tell(stage: Stage) -> dict[str, Any]:
    """List matters, let everybody claim, fill one up, and take one from promise to review."""
    office = stage.party("nancheng-office", Role.HOMETOWN_OFFICE, "南城县实事办", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LISTED)
    stage.load(office, RecordKind.SERVICE)
    stage.load(station, RecordKind.MEMBER)
    matters = {item["record"]["number"]: item for item in stage.call(office, "GET", "/services?limit=200")["items"]}
    people = {item["record"]["number"]: item["id"] for item in stage.call(station, "GET", "/members?limit=200")["items"]}
    stage.say(RULES)
    ranked = {number: _ranked(stage, station, matters[number]) for number in ("SS-01", "SS-02")}
    several, sixth = _several(stage, station, people, matters)
    shared = _shared(stage, station, people, matters[SHARED])
    held = _table(stage, office, matters)
    reviewed = _reviewed(stage, office, station, next(one for one in several if one["opportunity"] == matters[REVIEWED]["id"]))
    return {
        "office": office, "station": station, "matters": matters, "people": people, "ranked": ranked, "sixth": sixth, **shared,
        "held": held, **reviewed,
    }  # fmt: skip


def _ranked(stage: Stage, station: Party, matter: dict[str, Any]) -> Any:
    cells = matter["record"]["cells"]
    stage.act(RANKED, matter=cells["事项名称"], mode=MODES[cells["认领方式"]].say(stage.language), places=cells["所需人数"])
    found = stage.call(station, "POST", f"/services/{matter['id']}/matches", {"k": 5})
    stage.ranking(found, 2)
    return found


def _claim(stage: Stage, station: Party, member: str, matter: dict[str, Any]) -> Any:
    return stage.call(station, "POST", "/claims", {"member": member, "opportunity": matter["id"]})


def _several(stage: Stage, station: Party, people: dict[str, str], matters: dict[str, Any]) -> tuple[list[Any], Any]:
    stage.act(CLAIMED)
    several = [_claim(stage, station, people[BUSY], matters[number]) for number in FIVE]
    for member, number in CLAIMS.items():
        _claim(stage, station, people[member], matters[number])
    stage.say(LIMITED)
    sixth = stage.ask(station, "POST", "/claims", {"member": people[BUSY], "opportunity": matters["SS-12"]["id"]})
    stage.say(REFUSED, "red", status=sixth[0], detail=sixth[1]["detail"])
    return several, sixth


def _shared(stage: Stage, station: Party, people: dict[str, str], matter: dict[str, Any]) -> dict[str, Any]:
    stage.act(FULL, matter=matter["record"]["name"])
    flows = [_claim(stage, station, people[number], matter) for number in COMERS]
    stage.rows((MEMBER, STATE), [(number, flow["state_label"]) for number, flow in zip(COMERS, flows, strict=True)])
    stage.say(NOT_YET)
    full = tried(stage, station, "claims", flows[3], "promised")
    stage.say(FREED)
    move(stage, station, "claims", flows[0], "released", reason="no_time")
    promoted = move(stage, station, "claims", flows[3], "promised")
    now = [stage.call(station, "GET", f"/claims/{flow['id']}") for flow in flows]
    stage.rows((MEMBER, STATE), [(number, flow["state_label"]) for number, flow in zip(COMERS, now, strict=True)])
    return {"came": flows, "full": full, "promoted": promoted, "now": now}


def _table(stage: Stage, office: Party, matters: dict[str, Any]) -> dict[str, dict[str, Any]]:
    flows = stage.call(office, "GET", "/claims?limit=200")["items"]
    held: dict[str, dict[str, Any]] = {}
    for number, matter in matters.items():
        theirs = [flow for flow in flows if flow["opportunity"] == matter["id"]]
        first = stage.call(office, "GET", f"/claims/{theirs[0]['id']}")
        held[number] = {"seats": first["seats"], "states": [flow["state"] for flow in theirs]}
    rows = []
    for number, matter in sorted(matters.items()):
        seats, states = held[number]["seats"], held[number]["states"]
        most = NO_LIMIT.say(stage.language) if seats["most"] is None else seats["most"]
        mode = MODES[matter["record"]["cells"]["认领方式"]].say(stage.language)
        rows.append((matter["record"]["name"], mode, f"{seats['taken']}/{most}", states.count("reserve") or ""))
    promised, reserve = (sum(one["states"].count(state) for one in held.values()) for state in ("promised", "reserve"))
    members = {flow["member"] for flow in flows if flow["state"] == "promised"}
    stage.act(COUNTED, members=len(members), claims=promised, reserve=reserve)
    stage.rows((NAME, MODE, TAKEN, RESERVE), rows)
    return held


def _reviewed(stage: Stage, office: Party, station: Party, flow: dict[str, Any]) -> dict[str, Any]:
    stage.act(DONE)
    move(stage, station, "claims", flow, "delivered")
    stage.say(NOT_OWN)
    own = tried(stage, station, "claims", flow, "reviewed")
    back = move(stage, office, "claims", flow, "promised", reason="not_done")
    stage.say(SENT_BACK, "yellow", reason=back["reason"]["label"])
    move(stage, station, "claims", flow, "delivered")
    last = move(stage, office, "claims", flow, "reviewed")
    steps(stage, last)
    return {"own": own, "reviewed": last}
