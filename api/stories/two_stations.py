"""Two stations: one case, each sees what the member agreed to, and it is handed over without entering it again."""

from datetime import date, timedelta
from typing import Any

from api.stories.figures import name_of
from api.stories.moving import move, steps, tried
from api.stories.stage import REFUSED, Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="谌建华去了义乌，户口在南城；两地驿站都要服务他", en="A member from Nancheng has gone to Yiwu; both stations are to serve him")
BEFORE = Text(zh="开案之前义乌驿站看他：", en="The station in Yiwu looks for him before a case is open:")
OPENED = Text(zh="南城驿站开案：本人同意让义乌看到姓名、手机号、求职意愿和技能，期限一年", en="The home station opens a case: he agrees that his name, telephone, wishes and skills are seen for a year")
FIELDS = Text("栏目", "field")
HOME, HOST, THIRD = Text("南城驿站", "home station"), Text("义乌驿站", "host station"), Text("东莞驿站", "third station")
HIDDEN, ABSENT = Text("看不到", "not shown"), Text("查不到此人", "finds nobody")
SIGNED = Text(zh="义乌驿站签收，替他报上入学代办", en="The host station signs and helps with a school place")
OWN_SIGN = Text(zh="南城驿站想替对方签收：", en="The home station would sign for the other:")
TOO_EARLY = Text(zh="还没移交，义乌驿站就想改手机号：", en="Before the handover the host station would change the telephone number:")
HANDED = Text(zh="移交：记录由义乌驿站接着管，不用重新登记", en="Handed over: the host station keeps the record on, nothing is entered again")
CHANGED = Text(zh="义乌驿站改了期望薪资：{pay}；南城驿站看到的也是：{seen}", en="The host changes the pay hoped for to {pay}; the home station reads {seen}")
HOME_REFUSED = Text(zh="南城驿站这时再改：", en="The home station would change it now:")
REFERRED = Text(zh="义乌驿站就地匹配：第一名“{job}”，推荐后两站都看得到", en="The host matches on the spot: “{job}” comes first; both stations see the referral")
BOTH = Text(zh="案内{station}看到：推荐和帮扶{flows}件，情况{reports}条", en="Seen within the case by the {station}: referrals and help {flows}, reports {reports}")
RETURNED = Text(zh="他回南城了，义乌驿站交回", en="He goes home; the host station hands back")
AFTER = Text(zh="交回以后义乌驿站再看：", en="Looking again, the host station finds:")
ONE_ONLY = Text(zh="没开案的两名成员，义乌驿站一直查不到：{count}", en="The two members without a case were never shown to the host station: {count}")
COLUMNS = {
    "name": Text("姓名", "name"), "phone": Text("手机号", "telephone"), "work": Text("求职岗位、期望薪资", "work wanted, pay hoped for"),
    "skills": Text("技能特长", "skills"), "history": Text("工作经历", "work so far"), "matters": Text("求助事项", "help asked for"),
    "remarks": Text("备注", "remarks"),
}  # fmt: skip
AGREED = ("name", "phone", "work", "skills")
NEW_PAY, NEW_PHONE = "6500以上", "13900041999"
SIGNATURE = "本人在南城驿站当面签字"


def tell(stage: Stage) -> dict[str, Any]:
    """Open a case with the other station, sign, hand over, serve there, and hand back."""
    stage.clock.today = max(stage.clock.today, date.today())
    home = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    host = stage.party("yiwu-station", Role.STATION, "义乌驿站", "330782")
    third = stage.party("dongguan-station", Role.STATION, "东莞驿站", "441900")
    stage.act(LOADED)
    stage.load(home, RecordKind.MEMBER)
    stage.load(host, RecordKind.OPENING, RecordKind.SERVICE)
    people = {item["record"]["number"]: item["id"] for item in stage.call(home, "GET", "/members")["items"]}
    member = people["LD-M01"]
    stage.say(BEFORE)
    before = _asked(stage, host, "GET", f"/members/{member}")
    case, views = _opened(stage, (home, host, third), member)
    signed = _signed(stage, home, host, member, case)
    handed = _handed(stage, home, host, member, case)
    served = _served(stage, home, host, member, case)
    stage.act(RETURNED)
    returned = move(stage, host, "cases", case, "returned")
    steps(stage, returned)
    stage.say(AFTER)
    after = _asked(stage, host, "GET", f"/members/{member}")
    others = [stage.ask(host, "GET", f"/members/{people[number]}")[0] for number in ("LD-M02", "LD-M03")]
    stage.say(ONE_ONLY, count=others.count(404))
    return {
        "home": home, "host": host, "third": third, "member": member, "people": people, "before": before, "case": case, "views": views,
        "signed": signed, "handed": handed, "served": served, "returned": returned, "after": after, "others": others,
    }  # fmt: skip


def _asked(stage: Stage, who: Party, method: str, path: str, body: object = None) -> tuple[int, Any]:
    status, answer = stage.ask(who, method, path, body)
    if status >= 400:
        stage.say(REFUSED, "red", status=status, detail=answer["detail"])
    return status, answer


def _opened(stage: Stage, parties: tuple[Party, Party, Party], member: str) -> tuple[Any, list[Any]]:
    home, host, third = parties
    stage.act(OPENED)
    until = (stage.clock.today + timedelta(days=365)).isoformat()
    case = stage.call(home, "POST", "/cases", {
        "member": member, "partner": host.organisation.id, "agreed_fields": list(AGREED), "until": until, "given_how": SIGNATURE,
    })  # fmt: skip
    own, theirs = (stage.call(who, "GET", f"/members/{member}")["record"] for who in (home, host))
    none = stage.ask(third, "GET", f"/members/{member}")
    hidden, absent = HIDDEN.say(stage.language), ABSENT.say(stage.language)
    rows = [(COLUMNS[name].say(stage.language), _plain(own.get(name)), _plain(theirs.get(name)) or hidden, absent) for name in COLUMNS]
    stage.rows((FIELDS, HOME, HOST, THIRD), rows)
    return case, [own, theirs, none]


def _plain(value: Any) -> str:
    """A field's value in the words in which it was stated."""
    if isinstance(value, dict) and "occupations" in value:
        return "，".join(filter(None, (_plain(value["occupations"]), _plain(value["pay"]))))
    if isinstance(value, dict):
        return str(value.get("text") or "")
    if isinstance(value, list):
        return "、".join(_plain(one) for one in value)
    return str(value or "")


def _signed(stage: Stage, home: Party, host: Party, member: str, case: Any) -> dict[str, Any]:
    stage.act(SIGNED)
    stage.say(OWN_SIGN)
    own = tried(stage, home, "cases", case, "agreed")
    now = move(stage, host, "cases", case, "agreed")
    service = stage.find(host, RecordKind.SERVICE, "LD-01")
    claim = stage.call(host, "POST", "/claims", {"member": member, "opportunity": service["id"]})
    stage.say(TOO_EARLY)
    early = _asked(stage, host, "PATCH", f"/members/{member}", {"sheet": {"手机号": NEW_PHONE}})
    return {"own": own, "now": now, "claim": claim, "early": early}


def _handed(stage: Stage, home: Party, host: Party, member: str, case: Any) -> dict[str, Any]:
    stage.act(HANDED)
    now = move(stage, home, "cases", case, "handed_over")
    changed = stage.call(host, "PATCH", f"/members/{member}", {"sheet": {"期望薪资": NEW_PAY, "手机号": NEW_PHONE}})
    seen = stage.call(home, "GET", f"/members/{member}")
    stage.say(CHANGED, pay=NEW_PAY, seen=_plain(seen["record"]["work"]["pay"]))
    stage.say(HOME_REFUSED)
    refused = _asked(stage, home, "PATCH", f"/members/{member}", {"sheet": {"手机号": "13900041000"}})
    return {"now": now, "changed": changed, "seen": seen, "refused": refused}


def _served(stage: Stage, home: Party, host: Party, member: str, case: Any) -> dict[str, Any]:
    ranked = stage.call(host, "POST", f"/members/{member}/matches", {"k": 2})
    first = ranked["matches"][0]["record"]
    stage.act(REFERRED, job=name_of(first))
    stage.ranking(ranked)
    flow = stage.call(host, "POST", "/referrals", {"member": member, "opportunity": first["id"]})
    arrived = {"member": member, "kind": "arrived", "on": stage.clock.today.isoformat(), "how": "counter", "note": "住在厂里宿舍"}
    stage.call(host, "POST", "/reports", arrived)
    both = [stage.call(who, "GET", f"/cases/{case['id']}") for who in (home, host)]
    for who, told in zip((HOME, HOST), both, strict=True):
        stage.say(BOTH, station=who.say(stage.language), flows=len(told["referrals"]), reports=len(told["reports"]))
    return {"ranked": ranked, "flow": flow, "both": both}
