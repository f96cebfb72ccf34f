"""Whether a note is about a person, an opening, a project's need or a service."""

from __future__ import annotations

import re

from data.vocabulary import RecordKind
from features.drafts.kind_grams import leaning
from features.drafts.people import FIRST, INTRODUCED
from features.drafts.wording import HAN, NUMERAL, one_of

SEATS = rf"{NUMERAL}(?:[-~到至]{NUMERAL})?(?:多|来|余)?[名个位人](?!月|小时|[\u4e00-\u9fff]{{0,2}}地方)"
HELPER = one_of("阿姨 保姆 护工 月嫂 师傅 司机 工人 帮工 帮手 钟点工 店员 厨师 小工 短工")
PLACE_OF_WORK = one_of("厂 公司 店 酒店 超市 工地 车间 饭店 餐厅 养老院 物业 果园 家 幼儿园 养殖场 猪场")

Cue = tuple[int, str]
CUES: dict[RecordKind, tuple[Cue, ...]] = {
    RecordKind.OPENING: (
        (4, one_of("诚聘 急聘 高薪聘 招聘 急招 诚招 招工 直招 长期招 长期.{0,4}招$ 大量招 现招 (?<!厂)招人 聘请 内部推荐 求购劳务 急单")),
        (4, rf"招(?:{NUMERAL}[名个位人](?!大学生志愿|志愿)|若干|多名|几个)"),
        (4, r"(?:^|[,。;:!\s])聘|(?:^|[,。;:!\s厂司店所里家在院场部地校楼园村社区])(?:需要?|内?急|先|要|诚)?招(?!呼|待|商|牌|投|租|引|生|贤|募志愿|\d+名?大学生志愿)"),
        (4, rf"(?:大量|急|长期)要人|急要{HAN}{{1,8}}{NUMERAL}[个名]|要一班人|{HAN}{{1,6}}大量要"),
        (3, rf"(?:缺|需要?|要|找){HAN}{{1,8}}{NUMERAL}(?:个(?!月|小时)|名|人|位)|[工员师机]{NUMERAL}名"),
        (3, rf"(?:我们|我|本)?{PLACE_OF_WORK}(?:里)?(?:现在|现|长期|急|还)?(?:要|需要|缺|想招|找|请)"),
        (4, rf"(?<![想要])(?:^|[,。:;\s]|{PLACE_OF_WORK}里?)(?:急?找|请|缺|急需|求)(?:一?[个名位])?{HELPER}(?!带|教|指导)"),
        (6, r"^(?:急)?[找请](?:一?[个位名])[^,。]{0,12}(?:[员工师嫂姨计]|助理)(?:$|[,。一])"),
        (4, r"(?:我是|本人)包工头|请人(?:来|帮|干|剪|摘|收|种|采|打|做|拔)|的来(?:$|[,。])"),
        (2, rf"岗位(?:职责|要求)|任职要求|招\S{{1,10}}{SEATS}|缺(?:{SEATS}|人手|普工|工人|师傅|个)"),
        (2, one_of("报名电话 有意者 待遇从优 包吃住.{0,20}(?:电话|联系) 欢迎(?:应聘|加入|投) 勿扰 用工(?!企业|\\d) 微信同号")),
        (4, r"(?i)\b(?:hiring|wanted:|needs? \d+ \w+|vacanc)"),
        (2, rf"(?:要|需要?)(?:{SEATS}|人(?![才事]))"),
        (2, one_of("当天入职 进场 面试 试用期 转正 试岗 试焊 试工 车费报销 报销.{0,3}车费 次日结 包教 包培训 会的来 家近的 自带.{0,4}来 有厂车 不压工资 月结")),
        (1, one_of(r"优先 五险 双休 加班费 包吃 包住 管吃 管住 男女不限 工资\d 月薪 计件 押一 熟手 生手 全勤 两班倒 干满 年龄")),
    ),
    RecordKind.NEED: (
        (9, rf"(?:村里|我们村|我村|项目|基地|合作社|仓|镇里)[^,。;]{{0,6}}(?:要|想)?(?:招|找|引进|请)[^,。;]{{0,14}}{one_of('人才 带头人 合伙人 专家 能人 设计师')}"),
        (4, r"(?:需要?|还?缺|需|差|寻求?|求|想找|找|想请|引进|招募|拟引进)[^,。;]{0,8}?"
            + one_of("资金 投资 销路 带头人 技术(?:员|指导|专家)? 人才 合伙人 合作(?!社) 收购商 牵头人 能人 负责人 专家 渠道 投资人 订单 投资方 人牵头 人来牵头 人带头 钱")),
        (7, one_of("求贤 缺人才 驻村 请懂.{1,10}师")),
        (6, one_of("诚邀.{0,6}投资 客商 牵线 卖得慢 转让\\d+%股权 招商 招引 募股 融资 引进战略 寻合作 招引带头人 滞销 打开销路 卖不(?:动|出|掉)")),
        (4, r"[求请找][^,。]{0,14}(?:老板|老乡|乡贤|商)[^,。]{0,4}(?:帮|走货|卖|收|来|订)|有门路|(?:请|找)[^,。]{0,8}(?:师傅|专家)[^,。]{0,8}(?:带|教|指导|看看)"),
        (6, rf"(?:缺|差|还差){HAN}{{0,6}}{NUMERAL}万|缺{HAN}{{0,10}}能带头|认捐|常驻"),
        (5, "代运营|佣金|直播间卖"),
        (5, "想找人来(?:做|搞|办|承包|经营|开)"),
        (3, one_of("闲置 全免 撂荒地 流转 股份 丰收 政府补 县里配套 贷款贴息")),
        (3, one_of("最低(?:出资|投资|认购) 每(?:股|份) 分红 占股 村集体 分成 收益(?:分配)? (?:合作社|村里|基金)(?:占|出|得|拿) 总投资",
                   "总造价 入股 起投 拟投资 投资额 投资规模 固定资产 利润对半")),
        (3, one_of("我们镇 我们县 村办 我镇 我县 我村 我们合作社 我们村 本村 镇里(?:要|想)? 村里(?:要|想|有) 村企 产业园 创业园 合作社")),
        (1, one_of(r"项目 带动(?:就业)? 水库 基地 大棚 示范 \d+亩 千亩 万亩 亩 民宿 加工厂 占地 安置 种植面积 厂房")),
    ),
    RecordKind.SERVICE: (
        (5, one_of("培训班 免费培训 开班 志愿者?(?:招募|服务队|队) 招募志愿 法律援助站 法律援助[:：] 认领 一人多领 多人一领 公益课 政策咨询",
                   "工资[借预]支 义诊 结对帮带 服务事项 助浴 助餐 微心愿 实事")),
        (5, one_of("公益讲座 讲座 咨询日 护学岗 托管班 师带徒",
                   "老师傅带新人 结对[:：] 一带一 一对一 调解[:：] 热线 包车返乡 代办 代审 纯义务 清漂 志愿队 学员 培训.{0,8}名额 培训.{0,12}期 借支[:：] 预支[:：] 招生")),
        (8, "招募义务|招募公益|一人认|认一(?:千|百|份)"),
        (5, one_of("代跑 代领 代缴 代买 救助材料 发放和讲解 讲解会 志愿司机 宣讲 老乡会 公益")),
        (4, one_of("志愿 义工 大学生志愿者 坐诊 门诊 接站 引路 免费住 床位 代[缴领买跑收审取] 认一 认领 都可以(?:来|问) 来就行 不识字")),
        (3, one_of("每[月周][^,。]{0,3}第 每周[一二三四五六日末] 每[月周]一?次 每逢 每月\\d+号 第[一二三四]个周 开课 修(?:桥|路|灯|屋|水|村) 砂石 路灯")),
        (2, one_of("老乡(?!帮) 乡亲 村民 成员")),
        (2, one_of("(?:需要?|招募?|缺)[^,。]{0,6}志愿者 志愿(?:活动|服务) 免费(?:参加|学|教|提供|咨询|理发|辅导)? 名额 报名 演出 轮流 轮值 志愿咨询",
                   "(?:面向|针对|服务)(?:对象|留守|老人|务工|返乡|儿童|全体) 子女入学 独居老人 留守(?:儿童|老人) 五保户 不收费 不收利息 仅限 联合接待")),
    ),
    RecordKind.MEMBER: (
        (2, r"(?:^|[,。;:\s])(?:我|本人|我叫|俺)(?!们|村|厂|公司|店|司|县|镇)|" + one_of(
            "想找 找个 找份 求职 想做 想干 想回 想在 我想 打过工 现住 现居 户籍 老家 籍贯 [县市省村镇]人(?=[,。\\s]) 期望 来电 登记(?=[:：人]) (?:电话|来访|走访)登记 岁")),
        (6, rf"(?:村民|返乡人员|能人|脱贫户|贫困户|退伍兵|租户|住户|大学生)(?:{HAN}某|[老小]{HAN}(?=[,是])|{HAN}博士|{HAN}{{2,3}}(?=,))"),
        (4, r"(?i)\b(?:I am|I'm|my name is|looking for (?:a )?(?:job|work)|want (?:a )?job|years (?:of )?experience)\b"),
        (2, rf"{HAN}{{2,8}}人(?=[,。;\s])|" + one_of("人在 我有 都会 当过 会开 会做 会修")),
        (6, "(?:^|[,。])听说"),
        (2, one_of("不想 想(?:去|当|接|学|要|进|换|投|开|转行) 要不回 带徒弟 求职")),
        (2, one_of("想投 手头 手里有 积蓄 可以出 愿意回 我会 我能 以前 之前 做过 干过 欠我 欠薪 周末(?:可以|能|有空) 愿意带")),
        (4, one_of(
            "(?:^|[,。;:\\s])(?:我|俺)(?:是|在|可以|们两口子|想应聘)(?!包工头|公立|个?老板|\\S{0,4}(?:厂|公司)招)",
            "裁员 被裁 驿站登记(?=,) [就可]?[能可]以?(?:走|到岗|上岗)(?=[,\\s]|$) 求助 谁家(?:要|招|缺)人 有没得 帮(?:我|俺)(?:弟|哥|姐|妹|儿|女|老) 帮(?:我)?留意 (?:弄|搞|办)不[来到清]",
        )),
        (3, rf"[做干跑开当教种养]了?{NUMERAL}(?:多|来)?年|证都?有|想涨|我想|人在(?!外地)|[想要]学"),
        (3, one_of("敝人 鄙人 旅居 应聘 求职 (?:先)?找个?厂(?:上班)? 下岗 被辞 老公 我老婆 能否请 怎么办 之前在 以前在 我屋里 都可以做")),
    ),
}  # fmt: skip
SCORED = {kind: tuple((re.compile(pattern), weight) for weight, pattern in cues) for kind, cues in CUES.items()}
ASKS_WHO = re.compile(r"谁家(?:要|招|缺)人|(?:有|哪个|哪家|什么)[^,。]{0,12}(?:厂|店|地方|单位)?(?:在|还)?招(?:人|工)?(?:最好|吗|的|不|呀|啊|呢|么)")
"""Somebody asks who takes people on, rather than taking them on."""

TAKES_ON = re.compile(one_of(
    "招 聘 缺 需 请 要 找 急 用工 求 应届 [名位人](?=[,、\\s]|$) 试用 面试 公司 店 我们 优先 抽成 提成 有意 待遇 岗位 (?i:hir|want|need|vacan|developer)",
))
"""Words without which hardly a post offers a job; notes of a trade, a place and a sum are a person's."""

ORDER = (RecordKind.MEMBER, RecordKind.OPENING, RecordKind.SERVICE, RecordKind.NEED)
"""Who wins when the words speak as much for several kinds."""


CUES_WEIGH = 0.2
"""What a point of the cues counts beside what was learned of notes."""


def kind_of_note(plain: str) -> RecordKind:
    """The kind that the cues and all the words together speak for; a person where nothing decides."""
    cues, learned = cue_points(plain), leaning(plain)
    scores = {kind: learned[kind] + CUES_WEIGH * cues[kind] for kind in ORDER}
    best = max(ORDER, key=lambda kind: (scores[kind], -ORDER.index(kind)))
    return best if scores[best] else RecordKind.MEMBER


def cue_points(plain: str) -> dict[RecordKind, int]:
    """The points of the cues that a note shows, by kind."""
    points = {kind: sum(weight for cue, weight in cues if cue.search(plain)) for kind, cues in SCORED.items()}
    points[RecordKind.MEMBER] += 2 * bool(FIRST.search(plain) or INTRODUCED.search(plain))
    points[RecordKind.OPENING] -= 8 * (TAKES_ON.search(plain) is None)
    points[RecordKind.OPENING] -= 4 * bool(ASKS_WHO.search(plain))
    return points
