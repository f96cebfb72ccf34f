"""Many ways in: each gives a few fields; a ranking is given at once, with the one question that would help most."""

from typing import Any

from api.stories.stage import Stage
from data.text import Text
from data.vocabulary import RecordKind, Role

NOTE = "在微信上说：我是南城的，想找平车的活，家里走不开，工资五千以上"
LOADED = Text(zh="微信、网格、入户、电话各来一个人，每人只有几个字段；另有六份填全的登记", en="One person each by WeChat, grid visit, household visit and phone, with a few fields each; and six full registrations")
WAY = Text(zh="{who}：只知道 {known}", en="{who}: known is {known}")
ASK = Text(zh="最该先问：{about}（{field}）。照别人的回答试排，前几名平均有 {moved:.0f}% 会变。", en="Ask first: {about} ({field}). With the answers of others {moved:.0f} % of the first places change on average.")
ANSWERED = Text(zh="问到了：{field}＝{value}，排名马上变", en="The answer is {field} = {value}; the ranking changes at once")
DRAFTED = Text(zh="微信里的一段话也能直接读成登记草稿", en="A message is read as a draft at once")
FIELD, VALUE = Text("栏目", "field"), Text("读到", "read")
ANSWERS = {"DZ-W1": {"期望工作地": "广东东莞"}, "DZ-W2": {"求职岗位": "仓管"}, "DZ-W3": {"求职岗位": "分拣"}, "DZ-W4": {"求职岗位": "货车司机"}}


def tell(stage: Stage) -> dict[str, Any]:
    """Rank four scanty profiles, ask each the question that matters most, and rank again."""
    station = stage.party("nancheng-station", Role.STATION, "南城驿站", "361021")
    stage.act(LOADED)
    stage.load(station, RecordKind.OPENING, RecordKind.MEMBER)
    found: dict[str, Any] = {}
    for number, answers in ANSWERS.items():
        member = stage.find(station, RecordKind.MEMBER, number)
        known = {k: v for k, v in member["record"]["cells"].items() if k not in ("编号", "姓名", "手机号")}
        stage.act(WAY, who=number, known="，".join(f"{k}：{v}" for k, v in known.items()))
        before = stage.call(station, "POST", f"/members/{member['id']}/matches", {"k": 5})
        stage.ranking(before, 3)
        question = before["next_question"]
        if question:
            stage.say(ASK, "bold", about=question["about"], field=question["field"], moved=100 * question["moved"])
        stage.call(station, "PATCH", f"/members/{member['id']}", {"sheet": answers})
        after = stage.call(station, "POST", f"/members/{member['id']}/matches", {"k": 5})
        field, value = next(iter(answers.items()))
        stage.say(ANSWERED, field=field, value=value)
        stage.ranking(after, 2)
        found[number] = {"before": before, "after": after}
    stage.act(DRAFTED)
    draft = stage.call(station, "POST", "/draft", {"text": NOTE})
    stage.rows((FIELD, VALUE), list(draft["record"]["sheet"].items()))
    return {"ways": found, "draft": draft}
