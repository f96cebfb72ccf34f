"""Staying in touch: nine months of what members reported become lists of whom to call and who has nobody to call."""

import csv
from collections import Counter
from datetime import date
from typing import Any

from api.stories.stage import REFUSED, Party, Stage
from data.text import Text
from data.vocabulary import RecordKind, Role
from data.worklists.reported import KIND_LABELS, ReportKind

NOTED = Text(zh="十五名成员，九个月，只记他们自己说的", en="Fifteen members, nine months, only what they said themselves")
COUNTED = Text(zh="{days}天里记下{count}次：{kinds}", en="In {days} days {count} reports were noted: {kinds}")
NO_PLACE = Text(zh="想把地点也记进去：", en="Noting a place as well:")
LIST = Text(zh="名单：{name}（{total}人）", en="The list: {name} ({total})")
RULE = Text(zh="规则：{rule}", en="The rule: {rule}")
MEMBER, SINCE, BY, CONTACT = Text("成员", "member"), Text("从哪天起", "since"), Text("依据", "by"), Text("联系人", "contact")
REGISTERED = Text(zh="登记", en="registered")
NONE = Text(zh="无", en="none")
NAMED = Text(zh="给常换的人指定联系人，再看一遍：没有专人的从{before}人到{after}人", en="A contact is named for those who move often: without one were {before}, now {after}")
CALLED = Text(zh="给等得最久的成员打了电话：半年没有联系的从{before}人到{after}人", en="Whoever waited longest was called: no contact for half a year were {before}, now {after}")
LATER = Text(zh="再过三个月没人说搬动：频繁流动的剩{after}人", en="Three months on nobody reported a move: {after} still move often")
OTHER = Text(zh="邻县驿站看同一张名单：{total}人", en="The station of the next county asks for the same list: {total}")
LISTS = ("arrived", "settled", "moving_often", "no_named_contact", "half_year_review", "no_contact")
NINE_MONTHS, CLERK = 270, "驿站周干事 0794-1234567"


def tell(stage: Stage) -> dict[str, Any]:
    """Let nine months pass with reports, read the lists, name contacts and call whoever waits longest."""
    stage.clock.today = max(stage.clock.today, date.today())
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    other = stage.party("nanfeng-station", Role.STATION, "南丰驿站", "361023")
    stage.act(NOTED)
    stage.load(station, RecordKind.MEMBER)
    people = {item["record"]["number"]: item["id"] for item in stage.call(station, "GET", "/members?limit=200")["items"]}
    numbers = {identifier: number for number, identifier in people.items()}
    _noted(stage, station, people)
    placed = _placed(stage, station, people["LX-M01"])
    rules = {one["key"]: one["rules"] for one in stage.call(station, "GET", "/worklists")["items"]}
    lists = {key: _shown(stage, station, key, rules[key], numbers) for key in LISTS}
    named = _named(stage, station, lists)
    called = _called(stage, station, lists)
    elsewhere = stage.call(other, "GET", "/worklists/moving_often")
    stage.say(OTHER, total=elsewhere["total"])
    stage.clock.pass_days(92)
    later = stage.call(station, "GET", "/worklists/moving_often")
    stage.say(LATER, after=later["total"])
    return {
        "station": station, "other": other, "people": people, "numbers": numbers, "lists": lists, "placed": placed, "named": named,
        "called": called, "elsewhere": elsewhere, "later": later,
    }  # fmt: skip


def _noted(stage: Stage, station: Party, people: dict[str, str]) -> None:
    day, counted = 0, Counter[str]()
    for row in csv.DictReader(stage.scenario.file("reports", stage.clock.today).decode().splitlines()):
        stage.clock.pass_days(int(row["day"]) - day)
        day = int(row["day"])
        said = {"member": people[row["member"]], "kind": row["kind"], "on": stage.clock.today.isoformat(), "how": row["how"]}
        counted[stage.call(station, "POST", "/reports", said)["label"]] += 1
    stage.clock.pass_days(NINE_MONTHS - day)
    kinds = Text("，", ", ").say(stage.language).join(f"{label} {count}" for label, count in counted.items())
    stage.say(COUNTED, days=NINE_MONTHS, count=counted.total(), kinds=kinds)


def _placed(stage: Stage, station: Party, member: str) -> tuple[int, Any]:
    stage.say(NO_PLACE)
    said = {"member": member, "kind": "moved", "on": stage.clock.today.isoformat(), "how": "phone", "place": "浙江义乌"}
    status, answer = stage.ask(station, "POST", "/reports", said)
    fault = answer["faults"][0]
    stage.say(REFUSED, "red", status=status, detail=fault["message"])
    return status, answer


def _shown(stage: Stage, station: Party, key: str, rules: list[str], numbers: dict[str, str]) -> Any:
    told = stage.call(station, "GET", f"/worklists/{key}")
    stage.act(LIST, name=told["name"], total=told["total"])
    for rule in rules:
        stage.say(RULE, "dim", rule=rule)
    none = NONE.say(stage.language)
    rows = [(numbers[due["member"]], due["since"], _events(stage, due), due["contact"] or none) for due in told["items"]]
    stage.rows((MEMBER, SINCE, BY, CONTACT), rows)
    return told


def _events(stage: Stage, due: dict[str, Any]) -> str:
    known = {kind.value: label for kind, label in KIND_LABELS.items()} | {"registered": REGISTERED}
    told = [f"{known[event['kind']].say(stage.language)} {event['on']}" for event in due["events"]]
    return "；".join(told) if stage.language == "zh" else "; ".join(told)


def _named(stage: Stage, station: Party, lists: dict[str, Any]) -> Any:
    without = lists["no_named_contact"]
    for due in without["items"]:
        stage.call(station, "PUT", f"/members/{due['member']}/contact", {"contact": CLERK})
    after = stage.call(station, "GET", "/worklists/no_named_contact")
    stage.act(NAMED, before=without["total"], after=after["total"])
    return after, stage.call(station, "GET", "/worklists/moving_often")


def _called(stage: Stage, station: Party, lists: dict[str, Any]) -> Any:
    before = lists["no_contact"]
    said = {"member": before["items"][0]["member"], "kind": ReportKind.CONTACT.value, "on": stage.clock.today.isoformat(), "how": "phone"}
    stage.call(station, "POST", "/reports", said)
    after = stage.call(station, "GET", "/worklists/no_contact")
    stage.say(CALLED, before=before["total"], after=after["total"])
    return after
