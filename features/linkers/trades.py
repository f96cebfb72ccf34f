"""Which industries that a duty text names are trades that somebody should know or have worked in."""

from __future__ import annotations

import re

ACTIVITIES = frozenset("研发 软件 工业 制造 商务 教育 文化 政府 医院 高校 新闻 通信 电子 数据中心 1688 大学 咨询 培训 物业 IT 仓库 科研 广告 动漫".split())
"""Names of industries that mean a work or a thing more often than a trade."""

TRADE_ENDS = ("行业", "企业", "公司", "机构", "圈", "制造业", "银行业", "零售业", "金融业", "服务业", "房地产业")
TRADE_AFTER = re.compile("(?:等|类|相关)?(?:行业|领域|产业|公司|企业|圈|业务知识)")
SCHOOL_AFTER = re.compile("(?:背景|部|程度|本科|专科|毕业|学历|经历)")
KNOWN_BEFORE = re.compile("(?:熟悉|了解|精通|热爱|从事过?|适应|深耕|懂)[^，。；;]{0,10}$")
YEARS_BEFORE = re.compile("年(?:以上|及以上)?(?:的)?(?:大型|知名)?(?:[^，。；;、\\s]{1,6}、){0,3}$")
OTHER_TRADES = "(?:[、/和与及或][^，。；;、/]{1,8}){0,4}"
FIELD = "(?:等|类)?(?:行业|领域|企业|公司|机构)?(?:的|相关)?"
LINE_OF_WORK = "(?:项目|工作|从业|销售|业务|管理|运营|大数据|营销|产品|客户|开发){0,3}"
EXPERIENCE = "(?:相关)?(?:工作)?(?:经验|背景|经历|从业|优先|者优先|工作过|资源)"
WORKED_AFTER = re.compile(OTHER_TRADES + FIELD + LINE_OF_WORK + EXPERIENCE)
WORKED_SOON = re.compile("[^。；;]{0,18}?(?:经验|背景|经历|从业|优先|工作过)")
BEFORE, AFTER = 16, 24
"""So many characters around the name are looked at."""


def known_trade(text: str, start: int, end: int, skill: bool) -> bool:
    """Whether the industry named at `text[start:end]` is one that somebody should know or have worked in.

    A word that names a `skill` too (软件, 电商) is a trade only where the text says so (软件行业).
    """
    after = text[end : end + AFTER]
    as_trade = TRADE_AFTER.match(after) is not None or text[start:end].endswith(TRADE_ENDS)
    also_else = skill or text[start:end] in ACTIVITIES
    if SCHOOL_AFTER.match(after) or (also_else and not as_trade):
        return False
    before = text[max(start - BEFORE, 0) : start]
    if YEARS_BEFORE.search(before):
        return True
    known = KNOWN_BEFORE.search(before) is not None
    return WORKED_AFTER.match(after) is not None or (as_trade and (known or WORKED_SOON.match(after) is not None))
