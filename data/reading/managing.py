"""Whether somebody has run something: at its head (厂长, 老板, 理事长), over a part of it (车间主任, 带过三十人), or not."""

from __future__ import annotations

import re
from enum import IntEnum

from data.reading.script import fold

LONGEST = 5_000
"""Characters of a text that are looked at."""


class Managed(IntEnum):
    """How much somebody has run; a worker of no stated charge has run nothing that we know of."""

    NEVER = 0
    WORKED = 1
    PART = 2
    WHOLE = 3


PEOPLE = r"(?:(?:好)?几十|十几|十来|二三十|三四十|[一二两三四五六七八九十百\d]{1,4})(?:多|来|几)?(?:号|个|名|位)?(?:人|工人|员工|师傅|阿姨|店|门店|工友)"
NONE = re.compile("没(?:有)?(?:管|带|当)过(?:人|事|店|厂|队|官)?|(?:不会|不懂|不想|没)(?:管理|管人|管事|当头|带人)|(?:只|就)(?:想)?(?:打工|跑车|干活)")
WHOLE = re.compile(
    "(?:副)?(?:总?经理|厂长|场长|店长|院长|站长|园长|社长|理事长|会长|校长|馆长|总监|所长|董事长|总裁|矿长|总工)(?!助理|秘书)|老板|法人|(?<!小)店主|作坊主|场主|厂主|园主|业主|主理人|合伙人|创始人|创办|掌柜|当家|负责人|牵头人|领头人|带头人"
    "|包工头|工头|大户|家庭农场主|自己(?:开|办|承包|包|当|经营|干了|有)|(?:开|办|经营|承包|接手)(?:过|了|着|的)?(?:一家|一个|两家|[一二两三四五六七八九十几\\d]+[家个间])?[^,;。]{0,6}(?:店|厂|公司|场|园|馆|农家乐|民宿|合作社|站点|网点|工坊|作坊|养殖场)|创业|[一二两三四五六七八九十几\\d]家(?:店|门店|分店)?$|单干|经销商|批发商|茶商|药商"
)
PART = re.compile(
    "主管|主任|组长|班长|队长|领班|领队|工长|带班|带队|带过[^,;。]{0,6}(?:线|组|班|队|徒弟|团队)|管理员(?<!仓库管理员)|储备干部|项目(?:经理|管理)|护士长|厨师长|大堂经理|车间管理|督导|组织过|牵头|书记|支书|村干部|村主任|团长|教练|师傅带|带徒"
    f"|(?:管|带|手下|下面|团队|领着|带领|管理)(?:过|着|了|有)?[^,;。]{{0,4}}{PEOPLE}|管(?:过|着|了)?[^,;。]{{0,4}}(?:车间|仓储|客服|生产|厂|店|队|场|工地|班|项目|流水线)|操盘手?"
)
MANAGER_ABOVE = re.compile("(?:大堂|前厅|客户|区域|片区|销售|项目|产品|大客户|业务|店面|理财)经理|经理助理")
"""Called manager, and over a part or nobody."""


def read_managed(text: str) -> Managed | None:
    """The most that a history speaks of; None where nothing was said of work."""
    plain = fold(text[:LONGEST]).text
    if not plain.strip():
        return None
    if NONE.search(plain):
        return Managed.NEVER
    if WHOLE.search(MANAGER_ABOVE.sub("", plain)):
        return Managed.WHOLE
    return Managed.PART if PART.search(plain) or MANAGER_ABOVE.search(plain) else Managed.WORKED
