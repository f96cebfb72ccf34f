"""An expert to the village: a technique that is needed meets who has proved it, from afar or by the season."""

from typing import Any

from api.stories.stage import Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

NEED = Text(zh="村里的需求：{description}", en="What the village needs: {description}")
LOOK = Text(zh="乡里登记需求，驿站有六名愿意出谋的成员", en="The township registers the need; a station has six members who would advise")
RANKED = Text(zh="谁懂这门技术：先看真做过的，再看能不能来", en="Who has the technique: proved first, then whether they can come")
OTHER_WAY = Text(zh="反过来：第一名看到的家乡需求", en="The other way round: what the first of them is shown")
WHY = Text(zh="第一名为什么合适", en="Why the first suits")


def tell(stage: Stage) -> dict[str, Any]:
    """Register the need and the members, rank both ways, and show the first in full."""
    office = stage.party("nancheng-office", Role.HOMETOWN_OFFICE, "南城县天井源乡", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOOK)
    stage.load(office, RecordKind.NEED)
    stage.load(station, RecordKind.MEMBER)
    project = stage.find(office, RecordKind.NEED, "HS-01")
    stage.say(NEED, description=project["record"]["cells"]["需求说明"])
    stage.act(RANKED)
    found = stage.call(station, "POST", f"/needs/{project['id']}.technique/matches", {"k": 6})
    stage.ranking(found, 6)
    stage.act(WHY)
    first = found["matches"][0]
    stage.criteria(first["explanation"])
    stage.act(OTHER_WAY)
    back = stage.call(station, "POST", f"/members/{first['record']['id']}/matches", {"track": "advise", "k": 3})
    stage.ranking(back)
    return {"ranked": found, "reverse": back, "project": project, "office": office, "station": station}
