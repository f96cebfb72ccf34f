"""A job request at a station: a few words become a profile, a ranking, a referral, a hiring and ninety days of staying."""

from typing import Any

from api.stories.moving import agree, move, steps, tried
from api.stories.stage import Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

NOTE = "我叫何大勇，南城县浔溪乡人，住在南城县城，小卖部开了六年，生意不行要关了。会记账、会盘点，想找仓库管理员，月薪四千五左右，初中毕业，随时到岗，电话13900030001"
CHECKED = {"编号": "ZD-M01", "期望工作地": "南城县城", "技能特长": "记账、盘点", "备注": "小卖部生意不行要关了"}
SAID = Text(zh="店主在窗口说了一段话", en="A shopkeeper says a few sentences at the counter")
QUOTED = Text(zh="“{words}”", en="“{words}”")
READ = Text(zh="读成草稿，干事逐项核对后登记", en="Read as a draft; the clerk checks each field and registers it")
ASK = Text(zh="还该问：{question}——答：{answer}", en="Still to ask: {question} The answer: {answer}")
CORRECTED = Text(zh="干事改正：技能特长＝{skills}（草稿只读到一项）", en="The clerk corrects: skills = {skills} (the draft had read one of them)")
FIELD, VALUE = Text("栏目", "field"), Text("读到", "read")
RANKED = Text(zh="一家公司的岗位，按合适程度排", en="One company's openings, the most suitable first")
WHY = Text(zh="第一个为什么合适", en="Why the first suits")
REFERRED = Text(zh="推荐给公司，一步一步记下", en="Referred to the company, step by step")
TOO_SOON = Text(zh="本人还没同意就想记“已上岗”：", en="Recording a hiring before the member has agreed:")
NO_CONSENT = Text(zh="本人还没同意给公司看就想送：", en="Sending before the member agreed that the company may see the record:")
HIRED = Text(zh="上岗，月薪{pay}", en="Hired, at {pay}")
EARLY = Text(zh="才过29天就想记满30天：", en="Recording thirty days after twenty-nine:")
STAYED = Text(zh="30天、90天回访", en="Asked again after 30 and 90 days")
CODES = Text(zh="没成的时候只用这些原因代码", en="Where it does not work out, the reason is one of these codes")
CODE, LABEL = Text("代码", "code"), Text("说法", "in words")


def tell(stage: Stage) -> dict[str, Any]:
    """Go from what a shopkeeper said to ninety days in a job."""
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    firm = stage.party("xujiang-storage", Role.EMPLOYER, "盱江仓储（南城）", "361021")
    stage.load(firm, RecordKind.OPENING)
    member, draft = _registered(stage, station)
    stage.act(RANKED)
    ranked = stage.call(station, "POST", f"/members/{member}/matches", {"k": 5})
    stage.ranking(ranked)
    stage.act(WHY)
    first = ranked["matches"][0]
    stage.criteria(first["explanation"])
    found = _referred(stage, station, firm, member, first["record"]["id"])
    return {"draft": draft, "member": member, "ranked": ranked, "station": station, "firm": firm, **found}


def _registered(stage: Stage, station: Party) -> tuple[str, Any]:
    stage.act(SAID)
    stage.say(QUOTED, words=NOTE)
    stage.act(READ)
    draft = stage.call(station, "POST", "/draft", {"text": NOTE})
    sheet = draft["record"]["sheet"]
    stage.rows((FIELD, VALUE), list(sheet.items()))
    stage.say(ASK, "bold", question=draft["ask"][0]["question"][stage.language], answer=CHECKED["期望工作地"])
    stage.say(CORRECTED, skills=CHECKED["技能特长"])
    kept = stage.call(station, "POST", "/members", {"sheet": {**sheet, **CHECKED}})
    return str(kept["id"]), draft


def _referred(stage: Stage, station: Party, firm: Party, member: str, opening: str) -> dict[str, Any]:
    stage.act(REFERRED)
    flow = stage.call(station, "POST", "/referrals", {"member": member, "opportunity": opening})
    stage.say(TOO_SOON)
    too_soon = tried(stage, station, "referrals", flow, "hired")
    move(stage, station, "referrals", flow, "agreed", note="本人在窗口当面同意")
    stage.say(NO_CONSENT)
    no_consent = tried(stage, station, "referrals", flow, "sent")
    agree(stage, station, member, "employers")
    unseen = stage.ask(firm, "GET", f"/referrals/{flow['id']}")[0]
    move(stage, station, "referrals", flow, "sent")
    seen = stage.call(firm, "GET", f"/referrals/{flow['id']}")
    reasons = next(one["reasons"] for one in seen["allowed"] if one["to"] == "declined")
    move(stage, firm, "referrals", flow, "interview")
    move(stage, firm, "referrals", flow, "offered")
    hired = move(stage, firm, "referrals", flow, "hired")
    pay = stage.call(station, "GET", f"/openings/{opening}")["record"]["cells"]["薪资待遇"]
    stage.say(HIRED, "bold green", pay=pay)
    stayed, early = _stayed(stage, station, flow)
    stage.act(CODES)
    stage.rows((CODE, LABEL), [(one["code"], one["label"]) for one in reasons])
    return {
        "too_soon": too_soon, "no_consent": no_consent, "unseen": unseen, "seen": seen, "hired": hired, "pay": pay,
        "early": early, "stayed": stayed, "reasons": reasons,
    }  # fmt: skip


def _stayed(stage: Stage, station: Party, flow: dict[str, Any]) -> tuple[Any, Any]:
    stage.act(STAYED)
    stage.clock.pass_days(29)
    stage.say(EARLY)
    early = tried(stage, station, "referrals", flow, "stayed_30")
    stage.clock.pass_days(1)
    move(stage, station, "referrals", flow, "stayed_30")
    stage.clock.pass_days(60)
    last = move(stage, station, "referrals", flow, "stayed_90")
    steps(stage, last)
    return last, early
