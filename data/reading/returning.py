"""Whether somebody would come home (想回来, 过几年再说, 暂不回) and what they earn now (现在月薪8000)."""

from __future__ import annotations

import re
from dataclasses import replace

from data.reading.pay import read_pay
from data.reading.script import fold
from data.records import Pay, ReturnWish

LONGEST = 5_000
"""Characters of a text that are looked at."""

HOMEWARD = r"(?:回来(?!的路|晚)|回乡|返乡|回老家|回家乡|回县|回村|回镇|回本[地县市]|回去(?!看)|回家(?:乡|发展|创业|做|干|办|开|种|养|工作|上班|照顾|带|包|建)|回南|回流|归乡|落叶归根)"
AWAY = re.compile(
    rf"(?:暂时?|目前|近期|近几年|这几年|短期|眼下|现阶段|今年|明年)?(?:还)?(?:不(?:想|打算|准备|考虑|会|愿意?|方便|肯|能)?|没(?:有)?(?:打算|准备|想过|想法|计划)?|无(?:意|打算)?)(?:再)?(?:{HOMEWARD}|回(?:了|的|来)?(?:$|[,;。!]))|(?<!回来)(?<!回乡)(?<!返乡)(?<!老家)(?<!家乡)(?<!县城)(?<!县里)(?<!镇上)(?<!村里)(?:定居|落户|扎根|安家)(?!老家|家乡)(?:在)?(?:外地|外面|了|这边|城里|大城市|广东|深圳|上海|浙江)?|买了?房不回|(?<!就)回不(?:来|去)|(?:人|生意|店里|家里|厂里|这边)?(?:走|脱|抽|离)不(?:开|了)?身?(?:[,;。]|$)|不(?:考虑|想|愿意?|打算|会|准备)?离开|(?:想|打算)?(?:长期|一直)?留在(?:外|大城|城里|广东|深圳|上海|北京|浙江)|孩子在[^,;。]{1,6}(?:上学|读书)[^,;。]{0,4},?(?:走不开|回不去)"
)
LATER = re.compile(
    rf"(?:过|再过|等|再等|再干|干个|再打|打)(?:上|完)?(?:个)?(?:几|两|三|五|一两|两三|三五|\d{{1,2}})(?:、?[两三四五])?年[^,;。]{{0,8}}回|(?:以后|将来|往后|后年|退休|老了|年纪大|孩子|小孩|娃|儿子|女儿|还清|还完|攒够|存够|条件成熟|时机成熟)[^,;。不]{{0,12}}(?:{HOMEWARD}|回(?!访|复|收|款))|(?:过几年|以后|将来|到时候?)(?:再)?(?:回|说|看|考虑)"
    rf"|(?:{HOMEWARD}|回不回|回乡的事|返乡)[^,;。]{{0,6}}(?:以后再说|再说|再看|再考虑|看情况|还在考虑|过几年|不急|没定)|(?:看情况|观望|再看看|考虑中)[^,;。]{{0,4}}(?:{HOMEWARD}|回)|还在(?:犹豫|考虑)[^,;。]{{0,4}}回|[三四五六七八九十3-9]年(?:后|以后|之后)[^,;。]{{0,4}}(?:回|返乡)|不(?:着)?急(?:着|于)?(?:回|返)"
)
HOME = re.compile(
    rf"(?:想|愿意?|打算|准备|计划|希望|考虑|可以?|能|要|随时|就|已(?:经)?|正|决定|刚|马上|有意)(?:再|着|着手|尽快|早点|近期|就|能|到|长期|常|安心){{0,3}}{HOMEWARD}|^{HOMEWARD}|{HOMEWARD}(?:创业|发展|干|做|定居|常住|就业|办厂|开店|种|养|带|牵头|工作)|有(?:合适|好)?(?:的)?(?:机会|项目|岗位|活|工作)[^,;。]{{0,4}}(?:就|都|也|会|想|可以?)?(?:{HOMEWARD}|回(?:$|[,;。!]))|(?:工资|待遇|价钱|条件)[^,;。]{{0,6}}(?:就|可以?|能)(?:{HOMEWARD}|回(?:$|[,;。!]))"
    r"|(?:今年|明年|年后|年底|年前|下半年|上半年|开春|春节后|过完年|节后|下个?月|月底|\d{1,2}月份?|马上|近期|随时|很快)(?:就|想|会|打算|准备|能|可以?|要|计划|争取){0,2}回(?!访|复|收|款|家过年|家看|家吃|来过年|家一趟|来看|来一趟)"
)
VISITS = re.compile(r"(?:晚上|每天|每周|周末|中午|下班|天天|要|能|可以?)[^,;。]{0,4}回家(?:吃|住|睡|带|做饭|接|$|[,;。])|回(?:家|来|老家)?(?:过年|看看|探亲|办事|一趟|吃饭|休息|几天|住几天)|(?:每|一)(?:月|周|季|年|季度)[^,;。]{0,4}回(?:来)?[^,;。]{0,3}(?:次|天|趟)")
OUTSIDE = "(?:外面|外地|外头|城里|大城市|厂里|工地|广东|深圳|广州|东莞|佛山|上海|北京|浙江|杭州|温州|宁波|江苏|苏州|福建|厦门|打工)"
STAYS = re.compile(
    rf"不(?:想|愿意?|打算|准备|会|肯)?(?:再)?(?:出去|外出|出门|去|回|回去|待在|在|漂在)(?:了)?{OUTSIDE}|不(?:想|打算|准备|会)?(?:再)?(?:出去|外出|出门)(?:打工|干|了)?(?:[,;。]|$)|不(?:想|愿意?|会|打算)?(?:再)?离开(?:家|老家|家乡|本县|父母|孩子)|(?:不走|不出去|不外出)了|已经?(?:回来|回到|返乡|回乡|回家)|不排斥回"
)
"""A no to going away again is a yes to home."""

UNDECIDED = re.compile(r"(?:没想好|没定|不知道|说不准|还没)[^,;。]{0,4}回不回|回不回[^,;。]{0,4}(?:没想好|没定|再说)|没有不回的道理")
HOME_WORDS = re.compile(r"老家|家乡|回乡|返乡|回家乡|回老家|户籍地|本乡|原籍|回来|回县|回村")

NOW = r"(?:现在|目前|现|眼下|如今|现任|在职|这边|这里|当前|眼前|现在(?:是|做|当|干)?[^,;。]{1,6}|手头(?:这份)?|现阶段|在(?:这|现在的)?[^,;。]{1,8}(?:厂|公司|店|工地)(?:里)?)"
EARNS = r"(?:月薪|年薪|工资|薪资|薪水|收入|拿|挣|赚|到手|月入|年入|底薪|待遇|一个月|每月|一月|一年|每年)"
EARNING = re.compile(rf"{NOW}[^,;。期望]{{0,14}}{EARNS}|(?:年收入|月收入|年入|月入|年纯收入|家庭收入以外|月工资收入|到手工资)")
HOPED = re.compile(r"期望|希望|想要?|要求|不低于|最低|至少|以上才|目标|争取|带动|户均|村民|员工")
PAST = re.compile(r"以前|之前|原来|原先|曾|当时|那时|过去|早年|前几年")
SALES = re.compile(r"(?:店|厂|公司|生意|营业|流水|产值|销售)[^,;。]{0,3}(?:年|月)?(?:营业额|流水|产值|销售额|收入)")
CLAUSES = re.compile(r"[,;。!?\n、]")


def read_return(intends: bool, place_wish: str, remarks: str) -> ReturnWish | None:
    """What the remarks say, else the place of work that is wished for, else the intent to come home."""
    for text in (remarks, place_wish):
        if found := said_of_return(text):
            return found
    if HOME_WORDS.search(fold(place_wish[:LONGEST]).text):
        return "home"
    return "home" if intends else None


def said_of_return(text: str) -> ReturnWish | None:
    """What running text says of coming home; a visit is none, and what is said last against a no for now holds."""
    plain = VISITS.sub(" ", UNDECIDED.sub(" ", fold(text[:LONGEST]).text))
    if STAYS.search(plain):
        return "home"
    if LATER.search(plain):
        return "later"
    if away := AWAY.search(plain):
        return "home" if HOME.search(plain, away.end()) else "away"
    return "home" if HOME.search(plain) else None


def read_current_pay(*texts: str) -> Pay | None:
    """What is earned now, where it is said; not what is hoped for or was earned before."""
    for text in texts:
        for clause in CLAUSES.split(fold(text[:LONGEST]).text):
            if EARNING.search(clause) and not HOPED.search(clause) and not PAST.search(clause) and not SALES.search(clause):
                pay = read_pay(clause)
                if pay.low is not None or pay.high is not None:
                    return _by_the_year(pay, clause)
    return None


def _by_the_year(pay: Pay, clause: str) -> Pay:
    """年收入20万 and 一年挣十万 are sums of a year, whatever else the clause says."""
    if pay.period != "month" or pay.low_raw is None or not re.search(r"年(?:收入|入|薪)|一年|每年", clause):
        return pay
    low, high = (round(raw / 12, 2) if raw is not None else None for raw in (pay.low_raw, pay.high_raw))
    return replace(pay, low=low, high=high, period="year")
