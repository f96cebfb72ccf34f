"""Talent around a project: for each of its needs one person, nobody twice, and the gaps by name."""

from typing import Any

from api.stories.stage import Stage
from data.text import Text
from data.vocabulary import NEED_LABELS, NeedKind, RecordKind, Role

LOADED = Text(zh="一个项目，五项需求：资金、带头人、技术、销路、人才", en="One project, five needs: capital, a leader, technique, a sales channel, talent")
TEAM = Text(zh="能组起来的队伍", en="The team that can be had")
ROW = (Text("需求", "need"), Text("成员", "member"), Text("得分", "score"), Text("理由", "why"))
GAP = Text(zh="还缺：{need}，{message}", en="Still missing: {need}; {message}")
WITHOUT = Text(zh="少了一个人会怎样：{who}退出后", en="Should one drop out: without {who}")


def tell(stage: Stage) -> dict[str, Any]:
    """Find the team, name the gaps, and find it again when somebody drops out."""
    office = stage.party("nancheng-office", Role.HOMETOWN_OFFICE, "南城县工业园", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(office, RecordKind.NEED)
    stage.load(station, RecordKind.MEMBER)
    project = stage.find(office, RecordKind.NEED, "JC-01")["id"]
    stage.act(TEAM)
    found = _team(stage, station, project)
    leaving = stage.find(station, RecordKind.MEMBER, "JC-M03")
    stage.act(WITHOUT, who="JC-M03")
    stage.call(station, "DELETE", f"/members/{leaving['id']}")
    without = _team(stage, station, project)
    return {"team": found, "without": without}


def _team(stage: Stage, who: Any, project: str) -> Any:
    run = stage.run(who, "/groups", {"project": project, "team": True})
    found = run["result"]
    rows = [(_need(stage, one["need"]), one["record"]["number"], one["score"], one["reasons"][0]) for one in found["team"]]
    stage.rows(ROW, rows)
    for gap in found["gaps"]:
        stage.say(GAP, "yellow", need=_need(stage, gap["need"]), message=gap["message"])
    return found


def _need(stage: Stage, identifier: str) -> str:
    return NEED_LABELS[NeedKind(identifier.rpartition(".")[2])].say(stage.language)
