"""What a project demands of whoever joins it: to be there, to be there at once, and whether it answers for the money."""

from __future__ import annotations

import re

from data.reading.script import fold

LONGEST = 5_000
"""Characters of a text that are looked at."""

MUST = "(?:必须|务必|一定要|须|需要?|要(?!求)|得(?!到)|应(?:当)?|只收|只要能)"
THERE = "(?:到场|到岗|驻[厂场村店点园地]|常驻|常住|长驻|长住|全职|坐班|坐镇|在[店厂场村岗]|来[厂店村场]里?|回来|回村|回乡|到[厂店村场]|参与(?:日常|具体)?(?:经营|管理|生产)|共同经营|一起(?:干|经营|管)|亲自|本人|自己当法人|自己干|吃住在)"
MUST_BE_THERE = re.compile(rf"{MUST}[^,;。不]{{0,8}}{THERE}|(?<!不用)(?<!不必)(?<!不需)(?<!不需要)(?:长年|全年|常年|全职|长期)?(?:常驻|常住|驻[厂场村店])(?:[,;。]|$)|全年在[店厂场村]|不(?:接受|要|收)(?:只|纯)(?:出资|出钱)|(?:只|光|纯)(?:出资|出钱)的?(?:不要|不收|不行|免谈)")
FULL = re.compile("(?:名额|资金|份额|股份|额度|人数|认购|认筹|款项)(?:都|已经?|全部)*(?:已满|满了|满额|筹齐|筹满|招满|认完|凑齐|到齐)|(?:已|额)满(?:额|员)?(?:[,;。]|$)|不再(?:接受|接收|收|招|吸收)(?:投资|出资|资金|入股|人)")
NEED_NOT = re.compile("不(?:必|用|需要?|要求|强求)[^,;。]{0,4}(?:常住|常驻|到场|在场|参与|管|坐班|回来)")
AT_ONCE = re.compile("(?:马上|立即|立刻|即刻|现|尽快|急|赶紧|随即|当即)(?:就)?(?:到岗|上任|到位|上岗|接手|要人|需|招|聘)|(?:年前|月底前|本月|这个月|下?个?月内|年底前|春节前|开春前|节前)[^,;。]{0,6}(?:到岗|到位|上任|上岗|接手|开工)|立即到岗|马上要|过期不候")
BACKED = re.compile("保底|兜底|回购|抵押|担保|托底|保本|固定(?:收益|分红|回报)|有保障")
NOT_BACKED = re.compile("(?:无|不|没有?)(?:任何)?(?:保底|兜底|担保|回购|保本|承诺收益)|盈亏自负|自负盈亏|风险自担|风险共担|共担风险|自担风险")
AFAR = re.compile("(?:人|本人)?(?:可以?|能)(?:人)?(?:在|不在)?(?:外地|异地|城里)|不(?:必|用|需要?|要求)(?:常住|常驻|回来|到场|坐班)|远程(?:管|做|打理)|(?:一个?|每)(?:季度|月|季|年)(?:只)?(?:回来|来|到场)[^,;。]{0,3}[次趟]")


def is_full(text: str) -> bool:
    """Whether nobody else is wanted: 名额已满, 资金已筹齐."""
    return FULL.search(fold(text[:LONGEST]).text) is not None


def must_be_there(text: str) -> bool:
    """Whether whoever joins must be there or take part: 须驻厂参与经营, 必须回来当店长, 常驻."""
    plain = fold(text[:LONGEST]).text
    return MUST_BE_THERE.search(plain) is not None and NEED_NOT.search(plain) is None


def wanted_at_once(text: str) -> bool:
    """Whether somebody is wanted now or within weeks: 马上上任, 年前到岗."""
    return AT_ONCE.search(fold(text[:LONGEST]).text) is not None


def run_from_afar(text: str) -> bool:
    """Whether it can be run by somebody who does not live there: 人可在外地, 不必常住."""
    return AFAR.search(fold(text[:LONGEST]).text) is not None


def money_backed(text: str) -> bool | None:
    """True where the project says that it answers for the money (保底, 回购, 抵押), False where it says that it does not."""
    plain = fold(text[:LONGEST]).text
    if NOT_BACKED.search(plain):
        return False
    return True if BACKED.search(plain) else None
