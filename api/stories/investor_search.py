"""Searching for investors: each need of a project ranks the members who suit it, and each member the needs."""

from typing import Any

from api.stories.stage import Party, Stage
from data.text import Text
from data.vocabulary import NEED_LABELS, NeedKind, RecordKind, Role

LOADED = Text(zh="家乡部门登记三个项目，驿站有七位在外的老板和能人", en="The hometown office registers three projects; a station has seven owners and experts who left")
NEEDS = (("ZS-01", NeedKind.CAPITAL), ("ZS-01", NeedKind.CHANNEL), ("ZS-02", NeedKind.LEADER), ("ZS-03", NeedKind.TALENT))
NEED = Text(zh="“{project}”要{kind}：谁合适", en="“{project}” needs {kind}: who suits")
OUT = Text(zh="排在后面或不推荐的，也说为什么：{who} {why}", en="Those who are not proposed are told why: {who} {why}")
REVERSE = Text(zh="反过来：{who}看到的投资机会", en="The other way round: what {who} could invest in")
FULL = Text(zh="第一名逐项说明", en="The first, line by line")


def tell(stage: Stage) -> dict[str, Any]:
    """Rank members for four needs, then needs for one member, and explain one pair in full."""
    office = stage.party("nancheng-office", Role.HOMETOWN_OFFICE, "南城县招商服务中心", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(office, RecordKind.NEED)
    stage.load(station, RecordKind.MEMBER)
    found = {f"{number}.{kind.value}": _ranked(stage, office, station, number, kind) for number, kind in NEEDS}
    first = found["ZS-01.capital"]["matches"][0]
    stage.act(FULL)
    stage.criteria(first["explanation"])
    small = stage.find(station, RecordKind.MEMBER, "ZS-M04")
    project = stage.find(office, RecordKind.NEED, "ZS-01")
    told = stage.call(station, "GET", f"/matches/{small['id']}/{project['id']}.capital/explanation")
    stage.say(OUT, who="ZS-M04", why=told["why_not"])
    stage.act(REVERSE, who="ZS-M01")
    investor = stage.find(station, RecordKind.MEMBER, "ZS-M01")
    back = stage.call(station, "POST", f"/members/{investor['id']}/matches", {"track": "invest", "k": 3})
    stage.ranking(back)
    return {"ranked": found, "reverse": back, "too_small": told}


def _ranked(stage: Stage, office: Party, station: Party, number: str, kind: NeedKind) -> Any:
    project = stage.find(office, RecordKind.NEED, number)
    stage.act(NEED, project=project["record"]["name"], kind=NEED_LABELS[kind].say(stage.language))
    answer = stage.call(station, "POST", f"/needs/{project['id']}.{kind.value}/matches", {"k": 5})
    stage.ranking(answer, 3)
    return answer
