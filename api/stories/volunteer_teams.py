"""Volunteer teams: skills, hours and distance decide who suits which team."""

from typing import Any

from api.stories.stage import Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="五支志愿队招人，六位成员愿意出力", en="Five teams look for people; six members would help")
TEAM = Text(zh="“{team}”：{when}", en="“{team}”: {when}")
REVERSE = Text(zh="反过来：{who}适合哪支队", en="The other way round: the teams that suit {who}")
PLACES = Text(zh="合适的报名入队", en="Those who suit take places in the team")
ROW = (Text("成员", "member"), Text("状态", "state"), Text("已占名额", "places taken"))
TEAMS = ("ZY-01", "ZY-02", "ZY-03", "ZY-04", "ZY-05")
SUITS = 55


def tell(stage: Stage) -> dict[str, Any]:
    """Rank members for each team, teams for one member, and give places to those who suit."""
    office = stage.party("nancheng-office", Role.HOMETOWN_OFFICE, "南城县志愿服务中心", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(office, RecordKind.SERVICE)
    stage.load(station, RecordKind.MEMBER)
    teams = {number: stage.find(office, RecordKind.SERVICE, number) for number in TEAMS}
    found = {}
    for number, team in teams.items():
        cells = team["record"]["cells"]
        stage.act(TEAM, team=team["record"]["name"], when=cells["时间"])
        found[number] = stage.call(station, "POST", f"/services/{team['id']}/matches", {"k": 6})
        stage.ranking(found[number], 3)
    stage.act(REVERSE, who="ZY-M01")
    member = stage.find(station, RecordKind.MEMBER, "ZY-M01")
    back = stage.call(station, "POST", f"/members/{member['id']}/matches", {"track": "volunteer", "k": 3})
    stage.ranking(back, 3)
    stage.act(PLACES)
    suited = [place["record"] for place in found["ZY-03"]["matches"] if place["score"] >= SUITS]
    placed = [stage.call(station, "POST", "/claims", {"member": one["id"], "opportunity": teams["ZY-03"]["id"]}) for one in suited]
    rows = [(one["number"], flow["state_label"], flow["seats"]["taken"]) for one, flow in zip(suited, placed, strict=True)]
    stage.rows(ROW, rows)
    return {"teams": found, "reverse": back, "placed": placed}
