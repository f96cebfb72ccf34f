"""A green channel: the need meets services that cover the place and the case, with room, and somebody to call."""

from typing import Any

from api.stories.stage import Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

LOADED = Text(zh="两地驿站和县里一共八项帮扶，四位成员来求助", en="Stations and the county offer eight kinds of help; four members ask")
ASKS = Text(zh="“{words}”（现居{place}）", en="“{words}” (lives in {place})")
CALL = Text(zh="→ 打电话给：{person} {telephone}（登记单位：{office}）", en="→ call {person}, {telephone} (registered by {office})")
NOT_HERE = Text(zh="深圳的那一项——{why}", en="The one in Shenzhen: {why}")
COURSE = Text(zh="求职时缺证，说明直接指到真能报的班", en="A certificate is missing for a job: the explanation points at a course that is open")
CHANGE = Text(zh="{change} → {score}分，可以推荐：{eligible}，培训：{service}", en="{change} → {score}, can be proposed: {eligible}, course: {service}")
MEMBERS = ("LS-M01", "LS-M02", "LS-M03", "LS-M04")


def tell(stage: Stage) -> dict[str, Any]:
    """Find help for four members, say whom to call, and point at a course where a certificate is missing."""
    home = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(home, RecordKind.SERVICE, RecordKind.MEMBER, RecordKind.OPENING)
    found = {number: _helped(stage, home, number) for number in MEMBERS}
    away = stage.find(home, RecordKind.SERVICE, "LS-07")
    unpaid = stage.find(home, RecordKind.MEMBER, "LS-M01")
    told = stage.call(home, "GET", f"/matches/{unpaid['id']}/{away['id']}/explanation")
    stage.say(NOT_HERE, why=told["why_not"])
    stage.act(COURSE)
    seeker, job = stage.find(home, RecordKind.MEMBER, "LS-M03"), stage.find(home, RecordKind.OPENING, "LS-G1")
    explained = stage.call(home, "GET", f"/matches/{seeker['id']}/{job['id']}/explanation")
    stage.criteria(explained)
    for change in explained["would_change"]:
        course = next((stage.call(home, "GET", f"/services/{change['service']}")["record"]["name"] for _ in "1" if change["service"]), "—")
        stage.say(CHANGE, change=change["change"], score=change["score"], eligible="✓" if change["eligible"] else "✗", service=course)
    return {"helped": found, "away": told, "missing": explained, "course": stage.find(home, RecordKind.SERVICE, "LS-03")["id"]}


def _helped(stage: Stage, home: Party, number: str) -> Any:
    member = stage.find(home, RecordKind.MEMBER, number)
    cells = member["record"]["cells"]
    stage.act(ASKS, words=cells["求助事项"], place=cells["现居地"])
    answer = stage.call(home, "POST", f"/members/{member['id']}/matches", {"track": "assist", "k": 5})
    stage.ranking(answer, 2)
    office = answer["matches"][0]["office"]
    stage.say(CALL, "green", office=office["name"], person=office["person"], telephone=office["telephone"])
    return answer
