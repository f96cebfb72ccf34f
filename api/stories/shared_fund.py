"""A shared fund: small sums that together cover a project, each one's share, and arithmetic that is no promise."""

from typing import Any

from api.stories.stage import Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="村里出水库，合作社养鱼，缺80万元；十一位成员愿意出小份子", en="The village puts in its reservoir, a cooperative runs it, 800,000 yuan are wanted; eleven members would put in small sums")
ARITHMETIC = Text(zh="照项目自己写的数算一遍", en="Worked out from the project's own figures")
LINE = (Text("项", "line"), Text("算法", "how"), Text("元", "yuan"))
ASSUMED = Text(zh="依据：{label}＝“{text}”（{source}）", en="from: {label} = “{text}” ({source})")
LACKING = Text(zh="没写、所以没算：{what}", en="not stated, so not worked out: {what}")
GROUP = Text(zh="凑得齐的一组（按合适程度最好的）", en="A group that covers the sum (the best by fit)")
PARTNER = (Text("成员", "member"), Text("出资（元）", "puts in (yuan)"), Text("占出资", "of the fund"), Text("占总收益", "of the yield"))
OUTSIDE = Text(zh="没算进去、要先谈的：{who}，{terms}", en="Left out until it is talked over: {who}, {terms}")
TOO_SMALL = Text(zh="出资不够起投额的：{why}", en="Below the least sum: {why}")


def tell(stage: Stage) -> dict[str, Any]:
    """Show the arithmetic, find a group, and name whose terms do not fit."""
    office = stage.party("xunxi-village", Role.HOMETOWN_OFFICE, "浔溪乡太平村委会", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(office, RecordKind.NEED)
    stage.load(station, RecordKind.MEMBER)
    project = stage.find(office, RecordKind.NEED, "JJ-01")
    stage.act(ARITHMETIC)
    projection = stage.call(office, "GET", f"/projects/{project['id']}/projection")
    rows = [(line["label"], line["formula"], f"{line['amount'] / 100:,.2f}") for line in projection["lines"] if line["unit"] == "fen"]
    stage.rows(LINE, rows)
    for item in projection["assumptions"]:
        stage.say(ASSUMED, "dim", **item)
    if projection["unknown"]:
        stage.say(LACKING, what="；".join(projection["unknown"]))
    stage.say(Text(projection["advice"], projection["advice"]), "bold yellow")
    stage.act(GROUP)
    run = stage.run(station, "/groups", {"need": f"{project['id']}.capital", "most_partners": 8})
    group = run["result"]
    stage.rows(PARTNER, [_partner(partner) for partner in group["group"]["partners"]])
    for item in group["outside"]:
        terms = "；".join(term["message"] for term in item["terms"])
        stage.say(OUTSIDE, who=item["record"]["number"], terms=terms)
    small = stage.find(station, RecordKind.MEMBER, "JJ-M09")
    told = stage.call(station, "GET", f"/matches/{small['id']}/{project['id']}.capital/explanation")
    stage.say(TOO_SMALL, why=told["why_not"])
    return {"projection": projection, "group": group, "small": told, "project": project}


def _partner(partner: dict[str, Any]) -> tuple[str, ...]:
    return (
        str(partner["record"]["number"]),
        f"{partner['amount_fen'] / 100:,.2f}",
        f"{partner['share']:.2f} %",
        f"{partner['yield_share']:.2f} %",
    )
