"""Whether a note is about a person, an opening, a project's need or a service."""

from __future__ import annotations

import re

from data.vocabulary import RecordKind
from features.drafts.people import FIRST, INTRODUCED

CUES: dict[RecordKind, tuple[tuple[re.Pattern[str], int], ...]] = {
    RecordKind.OPENING: (
        (re.compile(r"诚聘|急聘|高薪聘|招聘|急招|诚招|招工|直招|长期招|大量招|现招|招(?:[\d一二两三四五六七八九十]+[名个位人]|若干|多名|几个)|(?:^|[,。;:\s厂司店所里家在院场部地校楼园村社区])(?:需要?)?招(?!呼|待|商|牌|投|租|募志愿)"), 4),
        (re.compile(r"(?:缺|需要?|要|找)[\u4e00-\u9fff]{1,8}[\d一二两三四五六七八九十几百]+(?:个(?!月|小时)|名|人|位)|[工员师机][\d一二两三四五六七八九十]+名"), 3),
        (re.compile(r"岗位(?:职责|要求)|任职要求|招\S{1,10}[\d一二两三四五六七八九十]+[名个位人]|缺(?:[\d一二两三四五六七八九十几]+[名个位]|人手|普工|工人|师傅)|报名电话|有意者|待遇从优|包吃住.{0,20}(?:电话|联系)|欢迎(?:应聘|加入|投)|勿扰|用工|(?:要|需要?)(?:[\d一二两三四五六七八九十几]+[名个位]|人)"), 2),
        (re.compile(r"优先|五险|双休|加班费|包吃|包住|男女不限|工资\d|月薪|计件|押一|熟手|生手"), 1),
        (re.compile(r"(?:我们|我|本)?(?:厂|公司|店里?|酒店|超市|工地|车间|饭店|合作社|养老院)(?:里)?(?:现在|现|长期|急|还)?(?:要|需要|缺|想招|找)"), 3),
    ),
    RecordKind.NEED: (
        (re.compile(r"(?:村里|我们村|我村|项目|基地|合作社|仓)[^,。;]{0,6}(?:要|想)?(?:招|找|引进|请)[^,。;]{0,14}(?:人才|带头人|合伙人|专家|能人)"), 7),
        (re.compile(r"(?:需要?|还?缺|需|差|寻求?|求|想找|找|想请|引进|招募)[^,。;]{0,8}?(?:资金|投资|销路|带头人|技术(?:员|指导|专家)?|人才|合伙人|合作方|收购商|牵头人|能人|负责人|专家|渠道|投资人|钱|人牵头|人来牵头|人带头)"), 4),
        (re.compile(r"招商|最低(?:出资|投资)|每(?:股|份)|分红|占股|村集体|分成|收益(?:分配)?|(?:合作社|村里|基金)(?:占|出|得|拿)|总投资|入股"), 3),
        (re.compile(r"项目|带动(?:就业)?|水库|基地|大棚|示范|村里|我村|我们村|产业园|合作社|\d+亩|亩|民宿|加工厂"), 1),
    ),
    RecordKind.SERVICE: (
        (re.compile(r"培训班|免费培训|开班|志愿者?(?:招募|服务队|队)|招募志愿|法律援助|认领|一人多领|多人一领|公益课|政策咨询|工资借支|义诊|结对帮带|服务事项|助浴|助餐|微心愿|实事"), 5),
        (re.compile(r"志愿者|义工"), 4),
        (re.compile(r"(?:需要?|招募?|缺)[^,。]{0,6}志愿者|志愿(?:活动|服务)|免费(?:参加|学|教|提供|咨询|理发|辅导)|名额|报名|学员|(?:面向|针对|服务)(?:对象|留守|老人|务工|返乡|儿童|全体)|子女入学|独居老人|留守儿童"), 2),
    ),
    RecordKind.MEMBER: (
        (re.compile(r"(?:^|[,。;\s])(?:我|本人|我叫|俺)(?!们|村|厂|公司|店)|想找|找个|找份|求职|想做|想干|想回|想在|我想|打过工|现住|现居|户籍|老家|籍贯|[县市省村镇]人(?=[,。\s])|期望|来电|登记|岁"), 2),
        (re.compile(r"[\u4e00-\u9fff]{2,8}人(?=[,。;\s])|人在|我有|都会|当过|会开|会做|会修"), 2),
        (re.compile(r"不想|想(?:去|当|接|学|要|进|换|投)|要不回|带徒弟|求职"), 2),
        (re.compile(r"想投|手头|手里有|积蓄|可以出|愿意回|我会|我能|以前|之前|做过|干过|欠我|欠薪|周末(?:可以|能|有空)|愿意带"), 2),
    ),
}


def kind_of_note(plain: str) -> RecordKind:
    """The kind that most words speak for; a person where nothing decides."""
    scores = {kind: sum(weight for cue, weight in cues if cue.search(plain)) for kind, cues in CUES.items()}
    scores[RecordKind.MEMBER] += 2 * bool(FIRST.search(plain) or INTRODUCED.search(plain))
    order = (RecordKind.MEMBER, RecordKind.OPENING, RecordKind.SERVICE, RecordKind.NEED)
    best = max(order, key=lambda kind: (scores[kind], -order.index(kind)))
    return best if scores[best] else RecordKind.MEMBER
