"""Trades in a note: done before, known, or wanted."""

from __future__ import annotations

import re

from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.stances import FAMILY, PAST, WISH
from features.drafts.wording import NUMERAL, one_of, some_of
from features.linking import UNKNOWN_BELOW, find, link

HISTORY_HEAD = re.compile("^" + some_of(
    "我 本人 他 她 之?前(?:几年|些年)? 以前 原来 原先 从前 曾经? 过去 早些?年 年轻(?:的)?时候 也 还 都 就 一直 主要 是 的 有 了 后来 又 先 再 在家",
    "上一?份(?:工作)?(?:是|在|做)? 上家 干的?是 做的?是 [,:：\\s]",
))
FAILED = one_of(
    "亏了?(?:本|钱|\\d+万)? 倒闭了? 关(?:门|了|张)+ 不干了 不做了 不开了 没做了 没干了 开不下去了? 做不下去了? 垮了 黄了 破产了? 散了 停产了? 生意不好",
    "辞了 辞工了? 辞职了? 回来了? 走了",
)
HISTORY_TAIL = re.compile(rf"(?:,|、)?(?:后来|结果|但|现在|最后)?(?:又)?{FAILED}+$")
NOT_CAN = one_of("来 上岗 到岗 有 给 拿 接受 吃苦 倒班 上夜 加班 适应 去 找 不能 就 力 源 干活 住 帮 否")
SKILL_HEAD = re.compile(one_of(
    rf"会(?!计|议|所|员|展|不会) 能(?!{NOT_CAN}) 懂 熟悉 擅长 精通 熟练(?:使用|操作|掌握)? 学过 掌握 在用 用过",
    "特长(?:是|[:：])? 拿手(?:的)?(?:是)? 技能(?:是|[:：])? 手艺(?:是|[:：])? 专长(?:是|[:：])?",
))
NOT_A_SKILL = re.compile("^" + one_of("来 去 有 好好 努力 认真 尽快 尽量 再 想 不会 被 经常 吃 喝 抽 按时 说话 沟通$"))
SKILL_TAIL = re.compile("(?:也)?(?:都)?" + some_of("会 行 懂 能做 能干 没问题 可以 熟练 熟 在行 拿手 一点 一些 点 有") + "$")
KNOWN_TAIL = one_of("[都也]会(?:做|干|弄|用|一?点)? 会[调修弄] 都懂 都能(?:做|干|开) 样样(?:会|行) 流利 过关 熟练 很熟 没问题 拿手 在行 都识 快")
BOTH_KNOWN = re.compile(rf"^[\u4e00-\u9fffA-Za-z、/和跟+ ]{{2,16}}?{KNOWN_TAIL}$")
LEARNT = re.compile(r"待了|实习|社保|租了|住了|学了|培训了|学过[^,]{0,4}$")
YEARS_ONLY = re.compile(
    r"^(?:有|干了|做了)?[\d一二两三四五六七八九十几多半来]+年(?:多|以上|左右)?了?的?(?:工作|从业|行业|相关)?(?:经验|工龄|经历)?$"
)
NOW_AT = re.compile(r"(?:我|人|现|现在|目前|一直|还)?在[\u4e00-\u9fff]{2,8}")
PARTS = re.compile(one_of("(?<=[\\u4e00-\\u9fff])会(?=[看开做修操打装焊用裁调]) 、 或者?是? 和(?!面) 跟(?!车|单) 及 / 还有 要么 再不 其次 以及 , \\+ 都行 也行 什么的", "(?=[她他][做当干开]) (?<=[\\u4e00-\\u9fff])啊(?=[\\u4e00-\\u9fff])"))
WANT_HEAD = re.compile("^" + some_of(
    "先 接 我 本人 现在 目前 就 还是 也 主要 最(?=想) 很 再 又 还 都 想要? 希望 期望 打算 准备 愿意 考虑 求职 求 意向 意愿 应聘 岗位 工种 职位 [:：\\s]",
    "能(?!源) 可以 最好 首选 优先 其次 找[一]?[个份家点些]? 做(?!饭|菜|包|点心|衣|鞋|账|面|馒|早|美) 干(?![洗货燥粉]) 当(?!地) 从事 一?[个份](?!体)",
    "有没有 有没得 帮忙?(?:我)?(?!厨|工) 给(?!排水) 介绍 推荐 的 是 附近 那边 里面?的? 县里 镇上 村里 城里 这边 这里 关于 跟 类似 换 转行 学(?!徒|校) 去 回来?(?!收) 到 在 继续",
    "你好 您好 喂 那个 想?(?:问|咨询)(?:一?下|问)? 看看 重新 要 如果 有 点 些 或者?(?:是)? 和 比较 轻松 稳定 简单 轻便 合适 留意下? 坐着的?活? 进(?!货|口)",
))
WANT_TAIL = re.compile(some_of(
    "之?类的? 一类的? 方面的? 相关的? 这种 那种 这样的 都行 都可以? 也行 也可以? 均可 优先 就行 就好 即可 什么的 等等? 吧 呢 啊 呀 了 为主 最好 什么",
    "都能[干做] 先?干着 先做着 干干 做做 滴?事做 就行了 [,\\s]",
) + "$")
WORKPLACE = re.compile(one_of("食堂 饭店 酒店 餐馆 厂里? 公司 医院 学校 工地 超市 物业 小区 幼儿园") + "(?:里|上)?(?:做|当|干)")
EMPTY = re.compile("^" + one_of(
    "的 打工 务工 刚 刚刚 出来 接 先 着 零 不 工作 活儿? 岗位? 事情? 职位 工 班 轻松 简单 稳定 合适 离家近 好 点 一点 什么 都 行 可以 做 干 厂里? 进厂",
    "份 个 些 里 近 人 家 老板 附近 零活 先?培训 学习 零工 短工 临工 随便 别的 其他 机会 正式 长期 短期 靠谱 上 在 去 找 给 回 高 薪 待遇 收入 工资 多 钱",
) + "*$")
WORKISH = re.compile(one_of(
    "工 员 师 活 岗 司机 嫂 姐 阿姨 厨 保安 保洁 管 店长 主管 文员 会计 理货 分拣 客服 主播 运营 老师 护士 护理 医生 助理 经理 销售 电工 焊工 普工 学徒",
    "帮厨 跟单 带班 组长 班长 维修 装配 装卸 搬运 送货 配送 快递 外卖 养殖 种植 直播 剪辑 仓库 加工 流水线 制衣 缝纫",
))
CARE = re.compile("(?<=[做找会能或、和])" + one_of("带 看 接送 照顾 照看 护理 伺候 陪护 看护") + one_of("孩子 小孩 娃娃? 宝宝 老人 老年人"))
"""Family words that name a trade."""

ASKS_FOR_HELP = re.compile(r"律师|法律援助|培训班|免费的班|怎么办|能否|能不能帮")


def read_history(row: Filling, clause: Clause) -> None:
    """What was done before goes to 工作经历, with the place where it was done; so does the present work."""
    if FAMILY.search(clause.text[:4]) or LEARNT.search(clause.text):
        return
    if not PAST.search(clause.text):
        _read_present(row, clause)
        return
    past = PAST.search(clause.text)
    wished = WISH.search(clause.text)
    if wished and past and wished.start() < past.start():
        return
    free = row.left(clause.start, clause.end)
    if not free:
        return
    start, end = free[0][0], free[-1][1]
    if wished and past and wished.start() > past.end():
        end = min(end, clause.start + wished.start())
    words = row.note.plain[start:end]
    head = HISTORY_HEAD.match(words)
    tail = HISTORY_TAIL.search(words)
    begun, ended = start + (head.end() if head else 0), start + (tail.start() if tail else len(words))
    told = row.note.plain[begun:ended]
    if len(told) < 2 or YEARS_ONLY.match(told) or not re.search(r"[\u4e00-\u9fff]", told):
        return
    row.put("工作经历", begun, ended)
    row.take(start, end)


PRESENT = re.compile(r"^(?:那边|这边|市区|县城|一个|一家|里|的)*(?P<what>(?:当|做|开|跑|送|干|搞|在)?[\u4e00-\u9fffA-Za-z]{2,14})$")


def _read_present(row: Filling, clause: Clause) -> None:
    """在深圳送外卖: what somebody does where they live now."""
    if WISH.search(clause.text) or FAMILY.search(clause.text) or not NOW_AT.search(clause.text):
        return
    for start, end in row.left(clause.start, clause.end)[-1:]:
        match = PRESENT.match(row.note.plain[start:end])
        if match and _is_work(match["what"]):
            row.put("工作经历", start + match.start("what"), end)


def read_skills(row: Filling, clause: Clause) -> None:
    """What somebody says they can do goes to 技能特长."""
    match = SKILL_HEAD.search(clause.text)
    free = row.left(clause.start, clause.end)
    if not free or FAMILY.search(CARE.sub("", clause.text)):
        return
    if match and not re.search(r"不$", clause.text[: match.start()]):
        start = clause.start + match.end()
        whole = match[0].startswith(("能", "会"))
        for begun, ended in _parts(row, start, clause.end):
            words = row.note.plain[begun:ended]
            if NOT_A_SKILL.match(words) or (whole and not _known(words)):
                continue
            row.put("技能特长", begun, ended)
            row.take(clause.start + match.start(), begun)
        if row.cells.get("技能特长"):
            return
    if BOTH_KNOWN.match(clause.text) and _known(clause.text) and not WISH.search(clause.text.replace("可以", "")):
        for begun, ended in _parts(row, free[0][0], free[-1][1]):
            row.put("技能特长", begun, ended)


def _known(words: str) -> bool:
    named = find("skill", words) or find("occupation", words)
    return bool(named) or any(hit.similarity >= 0.6 for hit in link("skill", words, 1))


def _parts(row: Filling, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a list that nothing has read yet, without the words around them."""
    found = []
    for begun, ended in row.left(start, end):
        at = begun
        for stop in (*(m.span() for m in PARTS.finditer(row.note.plain, begun, ended)), (ended, ended)):
            words = row.note.plain[at : stop[0]]
            tail = SKILL_TAIL.search(words)
            bare = words[: tail.start()] if tail and tail.start() > 0 else words
            head = re.match(r"(?:也|还|都|就|会(?!计)|能|懂|一些|一点|点(?!心)|各种|的|有)+", bare)
            if head:
                at, bare = at + head.end(), bare[head.end() :]
            if len(bare.strip()) >= 2 or bare.strip() == "焊":
                found.append((at, at + len(bare)))
            at = stop[1]
    return found


FOR_WORK = re.compile("岗位|工作|上班|当|应聘|求职|月薪|年薪|事做|[的份个]活|打工|找[^,]{0,6}[员工师]")
"""What tells a wish for work from one to invest."""


def read_wanted(row: Filling, clause: Clause, before: Clause | None) -> None:
    """The work that is wished for goes to 求职岗位."""
    free = row.left(clause.start, clause.end)
    if not free or FAMILY.search(CARE.sub("", clause.text)) or ASKS_FOR_HELP.search(clause.text):
        return
    wished = WISH.search(clause.text)
    if not (wished and FOR_WORK.search(clause.text)) and {"投资", "服务"} & set(row.cells.get("意向", ())):
        return
    if not wished and not _is_bare_trade(clause, free):
        return
    for begun, ended in free:
        if wished and ended <= clause.start + wished.start() and not AFTER_THE_TRADE.search(wished[0]):
            continue
        at = begun
        for stop in (*(m.span() for m in PARTS.finditer(row.note.plain, begun, ended)), (ended, ended)):
            _put_wanted(row, at, stop[0])
            at = stop[1]


AFTER_THE_TRADE = re.compile(one_of("也行 也可以? 都行 都可以? 都可 都成 都能[干做] 优先 就行"))


EITHER_TRADE = re.compile(AFTER_THE_TRADE.pattern + "$")
YEARS_AT_IT = re.compile(rf"(?:做|干)?{NUMERAL}(?:多|来)?年(?:多|了|经验|工龄)?$")
NOT_A_TRADE = re.compile("证|上班|打工|我|[在过了]$")


def _is_bare_trade(clause: Clause, free: list[tuple[int, int]]) -> bool:
    if clause.text.startswith(("我是", "我们是", "做过")):
        return False
    whole = len(clause.text) <= 8 and free == [(clause.start, clause.end)] and not re.search("也|时候|有|自带|自备|流利|[四六八]级|证$", clause.text)
    return whole and _is_work(clause.text) and not PAST.search(clause.text)


def read_trade(row: Filling, clause: Clause) -> None:
    """水电安装15年 in a note that wishes for no work by name is what its writer would do."""
    years = YEARS_AT_IT.search(clause.text)
    if years and names_a_trade(clause):
        row.put("求职岗位", clause.start, clause.start + years.start())


def names_a_trade(clause: Clause) -> bool:
    """Whether a clause is a trade and nothing besides but years at it, with no word of a past."""
    bare = YEARS_AT_IT.sub("", EITHER_TRADE.sub("", clause.text))
    said = SKILL_HEAD.search(bare) or NOT_A_TRADE.search(bare)
    return 2 <= len(bare) <= 8 and not said and not PAST.search(bare) and not WISH.search(bare) and _is_work(bare)


def _put_wanted(row: Filling, start: int, end: int) -> None:
    words = row.note.plain[start:end]
    if words.startswith(("她", "他")):
        return
    head = WANT_HEAD.match(words)
    begun = head.end() if head else 0
    tail = WANT_TAIL.search(words, begun)
    ended = tail.start() if tail else len(words)
    if inside := WORKPLACE.match(words[begun:ended]):
        begun += inside.end()
    core = words[begun:ended]
    if len(core) < 2 or EMPTY.match(core) or not (VEHICLE.fullmatch(core) or _is_work(ONE.sub("", core))):
        return
    for first, last in _trades_in(core):
        told = ONE.sub("", core[first:last])
        told = f"{told}司机" if VEHICLE.fullmatch(told) else told
        row.put("求职岗位", start + begun + first, start + begun + last, told if told != core[first:last] else None)
    row.take(start, end)


ONE = re.compile("(?<=[看做当开送打带])个(?!体)")
"""看个大门 is 看大门."""

VEHICLE = re.compile("[开跑]?(?:" + one_of("公交 校 客 大巴 中巴 班 货 卡 半挂 挂 罐 搅拌 渣土 洒水 环卫 垃圾 出租 网约 救护 冷藏 油罐 厢式货 泥头") + "(?:车|(?<=[巴交挂])))")
"""A vehicle where a driver's work is meant."""

VERB = re.compile("[看扫搬发送洗做打开种养摘拔]")


def _trades_in(core: str) -> list[tuple[int, int]]:
    """The trades of 看大门扫地, each with its place; the whole where they do not make up all of it."""
    hits = list(dict.fromkeys((hit.start, hit.end) for hit in find("occupation", core)))
    if len(hits) < 2 or not (VERB.match(core[hits[1][0] :]) or core[: hits[0][1]].endswith(("工", "员"))):
        return [(0, len(core))]
    edges = [0, *(end for _, end in hits)]
    joined = edges[-1] == len(core) and all(hit[0] == edge for hit, edge in zip(hits, edges, strict=False))
    return hits if joined else [(0, len(core))]


def _is_work(words: str) -> bool:
    if len(words) > 24 or EMPTY.match(words):
        return False
    if find("occupation", words):
        return True
    return bool(WORKISH.search(words)) and any(hit.similarity >= UNKNOWN_BELOW for hit in link("occupation", words, 1))
