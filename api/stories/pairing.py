"""One to one: a newcomer and an experienced member, paired only when both agreed, each through its own station."""

from typing import Any

from api.stories.moving import agree, move, steps, tried
from api.stories.stage import REFUSED, Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="三名新到义乌的同乡想找人带，三位老师傅愿意带", en="Three newcomers to Yiwu want a mentor, three experienced members would take one")
UNSEEN = Text(zh="师傅没同意之前，南城驿站匹配到{count}位", en="Before the mentors agree to be found, the home station is shown {count} of them")
WANTS = Text(zh="{number}（{trade}）跟谁学", en="Who could take on {number} ({trade})")
PAIRED = Text(zh="结对：{one}和{other}", en="Pairing {one} and {other}")
HALF = Text(zh="南城驿站替师傅点头：", en="The home station would agree for the mentor:")
ONE = Text(zh="新人先同意：{state}；还缺师傅一句话", en="The newcomer agrees first: {state}; the mentor's word is still missing")
TWICE = Text(zh="同一方再同意一次：", en="The same side agrees once more:")
BOTH = Text(zh="师傅也同意：{state}", en="The mentor agrees as well: {state}")
DECLINED = Text(zh="{who}谢绝了：{why}", en="{who} declines: {why}")
OVER = Text(zh="谢绝之后还想记同意：", en="Recording an agreement after the decline:")
PLACE = Text(zh="那就报老师傅的带教名额", en="So the newcomer takes a mentor's place instead")
AFTER = Text(zh="三个月后出师", en="Three months later one stands on their own feet")
AGAIN = Text(zh="同一对再提一次：", en="The same two proposed once more:")
PAIRS = {"JD-X1": "JD-S1", "JD-X2": "JD-S2", "JD-X3": "JD-S3"}


def tell(stage: Stage) -> dict[str, Any]:
    """Rank mentors, pair two newcomers with theirs, see one decline, and end one pairing well."""
    home = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    host = stage.party("yiwu-station", Role.STATION, "义乌驿站", "330782")
    stage.act(LOADED)
    stage.load(home, RecordKind.MEMBER)
    stage.load_sheet(host, RecordKind.MEMBER, "other_members")
    new = {number: stage.find(home, RecordKind.MEMBER, number) for number in PAIRS}
    old = {number: stage.find(host, RecordKind.MEMBER, number) for number in PAIRS.values()}
    unseen = stage.call(home, "POST", f"/members/{new['JD-X1']['id']}/matches", {"track": "mentor"})
    stage.say(UNSEEN, count=len(unseen["matches"]))
    for mentor in old.values():
        agree(stage, host, mentor["id"], "stations")
    stage.load(host, RecordKind.SERVICE)
    ranked = {number: _ranked(stage, home, member) for number, member in new.items()}
    first = _agreed(stage, home, host, new["JD-X1"], old["JD-S1"])
    second = _both(stage, home, host, new["JD-X2"], old["JD-S2"])
    declined = _declined(stage, home, host, new["JD-X3"], old["JD-S3"])
    stage.act(PLACE)
    service = stage.find(home, RecordKind.SERVICE, "JD-01")
    placed = _both(stage, home, host, new["JD-X3"], service)
    stage.act(AFTER)
    stage.clock.pass_days(92)
    ended = move(stage, home, "pairings", first["whole"], "ended", reason="on_their_own_feet")
    steps(stage, ended)
    return {
        "home": home, "host": host, "new": new, "old": old, "unseen": unseen, "ranked": ranked, **first, "second": second,
        **declined, "placed": placed, "ended": ended,
    }  # fmt: skip


def _ranked(stage: Stage, home: Party, member: dict[str, Any]) -> Any:
    stage.act(WANTS, number=member["record"]["number"], trade=member["record"]["cells"]["求职岗位"])
    found = stage.call(home, "POST", f"/members/{member['id']}/matches", {"track": "mentor", "k": 4})
    stage.ranking(found, 2)
    return found


def _proposed(stage: Stage, home: Party, one: dict[str, Any], other: dict[str, Any]) -> Any:
    return stage.call(home, "POST", "/pairings", {"member": one["id"], "opportunity": other["id"]})


def _agreed(stage: Stage, home: Party, host: Party, one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    stage.act(PAIRED, one=one["record"]["number"], other=other["record"]["number"])
    flow = _proposed(stage, home, one, other)
    stage.say(HALF)
    for_other = tried(stage, home, "pairings", flow, "agreed_by_one", by="other")
    half = move(stage, home, "pairings", flow, "agreed_by_one")
    stage.say(ONE, state=half["state_label"])
    stage.say(TWICE)
    twice = tried(stage, home, "pairings", flow, "agreed")
    whole = move(stage, host, "pairings", flow, "agreed")
    stage.say(BOTH, "green", state=whole["state_label"])
    stage.say(AGAIN)
    again = stage.ask(home, "POST", "/pairings", {"member": one["id"], "opportunity": other["id"]})
    stage.say(REFUSED, "red", status=again[0], detail=again[1]["detail"])
    return {"flow": flow, "for_other": for_other, "half": half, "twice": twice, "whole": whole, "again": again}


def _both(stage: Stage, home: Party, host: Party, one: dict[str, Any], other: dict[str, Any]) -> Any:
    stage.say(PAIRED, one=one["record"]["number"], other=other["record"]["number"])
    flow = _proposed(stage, home, one, other)
    move(stage, host, "pairings", flow, "agreed_by_one")
    whole = move(stage, home, "pairings", flow, "agreed")
    steps(stage, whole)
    return whole


def _declined(stage: Stage, home: Party, host: Party, one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    stage.act(PAIRED, one=one["record"]["number"], other=other["record"]["number"])
    flow = _proposed(stage, home, one, other)
    move(stage, home, "pairings", flow, "agreed_by_one")
    declined = move(stage, host, "pairings", flow, "declined", reason="no_time")
    stage.say(DECLINED, "yellow", who=other["record"]["number"], why=declined["reason"]["label"])
    stage.say(OVER)
    return {"declined": declined, "over": tried(stage, host, "pairings", flow, "agreed")}
