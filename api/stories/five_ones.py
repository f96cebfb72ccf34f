"""The five ones: what one member brings home stands in one place, and each piece meets something that wants it."""

from collections.abc import Sequence
from typing import Any

from api.stories.moving import move, steps, tried
from api.stories.stage import Party, Stage
from data.contributions.kinds import contribution_kinds
from data.text import Text
from data.vocabulary import RecordKind, Role

FIVE = {
    "lead": "我在杭州水产批发市场有熟人，鱼可以卖到那边",
    "proposal": "桔子卖不完，可以做成罐头深加工",
    "project": "想牵头把旧校舍办成垂钓民宿",
    "kindness": "春节回来给独居老人理发",
    "technique": "我会池塘增氧和鱼病防治",
}
UNWANTED = "我认得一家修表的铺子"
LOADED = Text(zh="家乡有五项项目需求、两件服务事项；一名在杭州的成员要带回五个一", en="Home has five project needs and two services; a member in Hangzhou brings the five ones")
OPEN = Text(zh="还没有的：{kinds}", en="Still to come: {kinds}")
OFFERED = Text(zh="{kind}：“{words}”", en="{kind}: “{words}”")
WANTED = Text(zh="{track}：谁需要", en="{track}: who wants it")
TAKEN = Text(zh="→ 由“{name}”承接", en="→ taken up by “{name}”")
NAMES = Text(zh="放在一处", en="All in one place")
KIND, STATE, BY = Text("类别", "kind"), Text("状态", "state"), Text("谁承接", "taken up by")
TOO_SOON = Text(zh="刚提出就想记办成：", en="Recording it as done before anybody took it up:")
NOBODY = Text(zh="多报了一条，暂时用不上：{why}", en="One more was offered and is not wanted: {why}")
DONE = Text(zh="鱼卖到了杭州，这一条办成了", en="The fish is sold in Hangzhou: this one is done")


def tell(stage: Stage) -> dict[str, Any]:
    """Offer the five, let each be taken up by what wants it most, and show them together."""
    office = stage.party("nancheng-office", Role.HOMETOWN_OFFICE, "南城县乡村振兴办", "361021")
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(office, RecordKind.NEED, RecordKind.SERVICE)
    stage.load(station, RecordKind.MEMBER)
    member = stage.find(station, RecordKind.MEMBER, "WY-M01")["id"]
    empty = _together(stage, station, member)
    stage.say(OPEN, "dim", kinds=_labels(stage, empty["open"]))
    offered = {kind: _offered(stage, station, member, kind, words) for kind, words in FIVE.items()}
    done, too_soon = _done(stage, station, member, offered)
    together = _together(stage, station, member)
    names = {one["flow"]["id"]: f"{one['taken']}（{one['best']['number']}）" for one in offered.values()}
    stage.act(NAMES)
    stage.rows((KIND, STATE, BY), [(one["kind_label"], one["state_label"], names.get(one["id"], "—")) for one in together["items"]])
    return {
        "office": office, "station": station, "member": member, "empty": empty, "offered": offered, "together": together,
        "done": done, "too_soon": too_soon,
    }  # fmt: skip


def _labels(stage: Stage, kinds: Sequence[str]) -> str:
    return Text("、", ", ").say(stage.language).join(contribution_kinds()[kind].label.say(stage.language) for kind in kinds)


def _together(stage: Stage, station: Party, member: str) -> Any:
    return stage.call(station, "GET", f"/contributions?member={member}")


def _offered(stage: Stage, station: Party, member: str, kind: str, words: str) -> dict[str, Any]:
    flow = stage.call(station, "POST", "/contributions", {"member": member, "kind": kind, "text": words})
    stage.act(OFFERED, kind=flow["kind_label"], words=words)
    wanted = stage.call(station, "GET", f"/contributions/{flow['id']}/matches?k=3")
    for one in wanted["tracks"]:
        if one["matches"]:
            stage.say(WANTED, "dim", track=one["label"])
            stage.ranking(one, 2)
    best = max((place for one in wanted["tracks"] for place in one["matches"]), key=lambda place: float(place["score"]))
    move(stage, station, "contributions", flow, "taken_up", opportunity=best["record"]["id"])
    stage.say(TAKEN, "green", name=best["record"]["name"])
    return {"flow": flow, "wanted": wanted, "best": best["record"], "taken": best["record"]["name"]}


def _done(stage: Stage, station: Party, member: str, offered: dict[str, Any]) -> tuple[Any, Any]:
    more = stage.call(station, "POST", "/contributions", {"member": member, "kind": "lead", "text": UNWANTED})
    stage.act(DONE)
    done = move(stage, station, "contributions", offered["lead"]["flow"], "done")
    steps(stage, done)
    stage.say(TOO_SOON)
    too_soon = tried(stage, station, "contributions", more, "done")
    declined = move(stage, station, "contributions", more, "declined", reason="nobody_wants_it")
    stage.say(NOBODY, "yellow", why=declined["reason"]["label"])
    return done, too_soon
