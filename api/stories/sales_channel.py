"""A sales channel: who can sell what, where and how."""

from typing import Any

from api.stories.stage import Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="三样农产品要找销路，驿站有五位愿意帮忙的成员", en="Three farm goods look for buyers; five members offered to help")
FOR = Text(zh="“{product}”：{description}", en="“{product}”: {description}")
FACETS = Text(zh="产品、渠道、地区各得多少", en="What product, way of selling and region each earn")
WHO, PRODUCT, OUTLETS, MARKETS = (
    Text("成员", "member"),
    Text("产品（本行经历）", "product (record)"),
    Text("渠道", "way of selling"),
    Text("地区", "region"),
)


def tell(stage: Stage) -> dict[str, Any]:
    """Rank the helpers for each of three goods and show what decides."""
    office = stage.party("nancheng-office", Role.HOMETOWN_OFFICE, "南城县农业农村局", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(office, RecordKind.NEED)
    stage.load(station, RecordKind.MEMBER)
    found = {}
    for number in ("XL-01", "XL-02", "XL-03"):
        project = stage.find(office, RecordKind.NEED, number)
        stage.act(FOR, product=project["record"]["name"], description=project["record"]["cells"]["需求说明"])
        found[number] = stage.call(station, "POST", f"/needs/{project['id']}.channel/matches", {"k": 5})
        stage.ranking(found[number], 3)
    stage.act(FACETS)
    for answer in found.values():
        stage.rows((WHO, PRODUCT, OUTLETS, MARKETS), [_facets(place) for place in answer["matches"][:3]])
    return found


def _facets(place: dict[str, Any]) -> tuple[str, ...]:
    points = {row["key"]: f"{row['points']:g}/{row['max']:g}" for row in place["explanation"]["criteria"]}
    return (place["record"]["number"], points["record"], points["outlets"], points["markets"])
