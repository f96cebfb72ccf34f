"""Coming home to lead: who would run the warehouse, and what they would give up by coming."""

from typing import Any

from api.stories.stage import Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="县里要办乡货电商仓：仓有了，缺一个牵头的人", en="The county wants a warehouse for village goods: the hall is there, somebody to run it is not")
RANKED = Text(zh="谁会回来把它办起来", en="Who would come home to run it")
GIVEN_UP = Text(zh="各人回来的得失", en="What each would give up by coming")
WHO, RETURNING, LOST = Text("成员", "member"), Text("回乡意愿", "readiness to return"), Text("收入得失", "pay given up")
NOT = Text(zh="没有推荐的：{who}，{why}", en="Not proposed: {who}, {why}")
FIRST = Text(zh="第一名逐项说明", en="The first, line by line")


def tell(stage: Stage) -> dict[str, Any]:
    """Rank those who might come home, and set beside each what is given up."""
    office = stage.party("nancheng-office", Role.HOMETOWN_OFFICE, "南城县电商办", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(office, RecordKind.NEED)
    stage.load(station, RecordKind.MEMBER)
    need = stage.find(office, RecordKind.NEED, "FX-01")["id"] + ".leader"
    stage.act(RANKED)
    found = stage.call(station, "POST", f"/needs/{need}/matches", {"k": 6})
    stage.ranking(found)
    stage.act(GIVEN_UP)
    rows = []
    for place in found["matches"]:
        told = {row["key"]: row["reason"] for row in place["explanation"]["criteria"]}
        rows.append((place["record"]["number"], told["returning"], told["given_up"]))
    stage.rows((WHO, RETURNING, LOST), rows)
    staying = stage.find(station, RecordKind.MEMBER, "FX-M03")
    why = stage.call(station, "GET", f"/matches/{staying['id']}/{need}/explanation")
    stage.say(NOT, who="FX-M03", why=why["why_not"])
    stage.act(FIRST)
    stage.criteria(found["matches"][0]["explanation"])
    return {"ranked": found, "staying": why}
