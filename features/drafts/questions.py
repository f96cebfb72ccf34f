"""What to ask next: the few missing things that matter most for matching."""

from __future__ import annotations

from collections.abc import Mapping

from data.text import Text
from data.vocabulary import RecordKind

MOST = 3
QUESTIONS: dict[RecordKind, tuple[tuple[str, Text], ...]] = {
    RecordKind.MEMBER: (
        ("求职岗位", Text(zh="想找什么样的工作？", en="What kind of work are you looking for?")),
        ("期望工作地", Text(zh="想在哪里上班？", en="Where would you like to work?")),
        ("现居地", Text(zh="现在住在哪里？", en="Where do you live now?")),
        ("期望薪资", Text(zh="一个月想拿多少？最低多少能接受？", en="What pay do you hope for, and what is the least you would take?")),
        ("证书", Text(zh="有哪些在有效期内的证书？", en="Which valid certificates do you hold?")),
        ("工作经历", Text(zh="以前做过什么，做了多久？", en="What have you done before, and for how long?")),
        ("技能特长", Text(zh="会些什么手艺？", en="What skills do you have?")),
        ("到岗时间", Text(zh="什么时候能上岗？", en="When could you start?")),
        ("户籍地", Text(zh="老家是哪里的？", en="Where is your hometown?")),
        ("学历", Text(zh="读书读到几年级？", en="How far did you go in school?")),
    ),
    RecordKind.OPENING: (
        ("岗位名称", Text(zh="招的是什么岗位？", en="What is the job?")),
        ("工作地点", Text(zh="在哪里上班？", en="Where is the work?")),
        ("薪资待遇", Text(zh="工资多少，怎么算？", en="What is the pay, and how is it worked out?")),
        ("招聘人数", Text(zh="招几个人？", en="How many people are wanted?")),
        ("单位名称", Text(zh="单位全称是什么？", en="What is the employer's full name?")),
        ("证书要求", Text(zh="一定要有什么证吗？", en="Is any certificate a must?")),
        ("工作时间", Text(zh="上班时间和班次怎么排？", en="What are the hours and shifts?")),
        ("食宿", Text(zh="包吃住吗？", en="Are meals and lodging provided?")),
        ("到岗时间", Text(zh="什么时候要到岗？", en="When should they start?")),
    ),
    RecordKind.NEED: (
        ("需求类型", Text(zh="缺的是资金、带头人、技术、销路还是人才？", en="Is it capital, a leader, technique, a sales channel or talent that is needed?")),
        ("所在地", Text(zh="项目在哪个县、哪个乡镇？", en="In which county and township is the project?")),
        ("所需资金", Text(zh="一共需要多少资金？", en="How much capital is needed in all?")),
        ("最低出资", Text(zh="一个人最少出多少？", en="What is the least that one person can put in?")),
        ("收益分配", Text(zh="收益怎么分？", en="How is the yield shared?")),
        ("行业", Text(zh="是做哪一行的？", en="Which trade is it in?")),
        ("有效期至", Text(zh="什么时候前要定下来？", en="Until when does it stand?")),
    ),
    RecordKind.SERVICE: (
        ("所在地", Text(zh="在哪里？", en="Where is it?")),
        ("服务对象", Text(zh="面向什么人？", en="Whom is it for?")),
        ("所需人数", Text(zh="需要多少人，或有多少名额？", en="How many people are wanted, or how many places are there?")),
        ("时间", Text(zh="什么时候？", en="When is it?")),
        ("认领方式", Text(zh="一人多领，还是多人一领？", en="May one take several, or do several take one?")),
    ),
}
BESIDE_WORK: dict[str, tuple[tuple[str, Text], ...]] = {
    "投资": (
        ("可投资金", Text(zh="大概能出多少资金？", en="How much could you put in?")),
        ("关注行业", Text(zh="想投哪一行？", en="Which trades interest you?")),
        ("参与方式", Text(zh="只出资，还是想参与经营？", en="Money only, or take part in running it?")),
    ),
    "返乡": (
        ("关注行业", Text(zh="回来想做哪一行？", en="Which trade would you come home to?")),
        ("可投资金", Text(zh="自己能拿出多少资金？", en="How much could you put in yourself?")),
        ("工作经历", Text(zh="以前做过什么，带过多少人？", en="What have you done before, and how many people did you lead?")),
    ),
    "出谋": (("技能特长", Text(zh="擅长哪方面？", en="What are you expert in?")), ("可服务时间", Text(zh="什么时候有空？", en="When are you free?"))),
    "服务": (("服务特长", Text(zh="能为乡亲做些什么？", en="What could you do for others?")), ("可服务时间", Text(zh="什么时候有空？", en="When are you free?")), ("现居地", Text(zh="现在住在哪里？", en="Where do you live now?"))),
    "求助": (("现居地", Text(zh="现在人在哪里？", en="Where are you now?")), ("手机号", Text(zh="怎么联系您？", en="How can we reach you?"))),
    "结对": (("求职岗位", Text(zh="是做哪一行的？", en="Which trade is it?")), ("现居地", Text(zh="现在住在哪里？", en="Where do you live now?"))),
}
EITHER = {"工作经历": "技能特长", "技能特长": "工作经历"}
"""Where the one is known the other is asked later."""


def questions(kind: RecordKind, cells: Mapping[str, str], settled: frozenset[str]) -> list[dict[str, object]]:
    """At most three questions for missing headings; those in `settled` were answered in doubt and come first."""
    intents = [word for word in cells.get("意向", "").split("、") if word and word != "求职"]
    wanted = [item for word in intents for item in BESIDE_WORK.get(word, ())] if kind is RecordKind.MEMBER else []
    works = not intents or "求职" in cells.get("意向", "") or any(cells.get(h) for h in ("求职岗位", "期望薪资"))
    if kind is not RecordKind.MEMBER or works:
        wanted += QUESTIONS[kind]
    capital = "资金" in cells.get("需求类型", "资金")
    missing = [
        (heading, text) for heading, text in wanted
        if not cells.get(heading) and (kind is not RecordKind.NEED or capital or heading not in ("所需资金", "最低出资", "收益分配"))
    ]
    later = [item for item in missing if cells.get(EITHER.get(item[0], ""))]
    ordered = [i for i in missing if i[0] in settled] + [i for i in missing if i not in later and i[0] not in settled]
    ordered += [item for item in later if item not in ordered]
    unique = dict(reversed(ordered))
    chosen = list(dict.fromkeys(heading for heading, _ in ordered))[:MOST]
    return [{"field": heading, "question": {"zh": unique[heading].zh, "en": unique[heading].en}} for heading in chosen]
