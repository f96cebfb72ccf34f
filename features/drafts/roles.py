"""What the words around a place make of it: home, where somebody lives, where they would work, or none of these."""

from __future__ import annotations

import re

from features.drafts.stances import FAMILY, NOW, PAST, WISH
from features.drafts.wording import HAN, NUMERAL, one_of, some_of

HOME, LIVES, WORK, LOOSE = "户籍地", "现居地", "期望工作地", ""
"""The headings of the three, and a place of which nothing is said."""

HOME_AFTER = re.compile(r"(?:本地|这边|那边|农村|乡下|客家)?的?(?:来的(?!时)|人(?![才员事力民数口多少])|籍|户口|老乡|的(?=[老小][\u4e00-\u9fff]$))|老家")
HOME_BEFORE = re.compile(
    one_of("老家 户籍地? 户口所?在?地? 籍贯 来自 祖籍 原籍 家住 家在 家里?是 家乡 出生于?") + r"(?:就?[是在:\s]|地|那边)*$"
)
IS = re.compile(r"(?:^|我|俺|本人|人)是?(?:我?们)?是$")
OF_THERE = re.compile(r"(?:的|滴)(?=$|现|在|以前|之前|今年|我|人)|$|那边|这边|农村")
OF_A_TRADE = re.compile(r"的(?=小学|中学|老师|医生|律师|社区|村)")
ONLY_OF_THERE = re.compile(r"(?:那边|这边|农村)?(?:的|滴)(?=$|现在?|今年)")
MOVES = re.compile(r"[在去回到离往来从就]$")
LIVES_BEFORE = re.compile(
    one_of("现住 现居 现居住 居住 常住 暂住 住 人在 租住 租房 现址 住址 现居地 现住址 旅居 寓居 客居 侨居 落户 搬到 嫁到 定居 坐标 喺") + r"(?:就?[是在于到:\s]|地|址)*$"
)
BACK_NOW = re.compile("(?:现在?|目前)(?:已经?)?(?:回来|回到|回)$")
NOW_BEFORE = re.compile(
    one_of("现在? 而家 目前 眼下 如今 当前 还 一直 人 都") + one_of("人 还 也 住 就 都 一直 主要 回") + "*" + "(?:在|于|到|喺)$"
)
REFUSED_BEFORE = re.compile(
    rf"(?:不|别|拒绝)(?:想|愿意?|能|要|考虑|打算|肯)?(?:再|让我|给我)?(?:去|回|到|在|出|安排)?(?:{HAN}{{0,4}}[、和或])?$"
)
REFUSED_AFTER = re.compile(r"(?:那边|这边|的)?(?:就|也|都)?" + one_of("不去 不考虑 除外 太远 不想去 免谈 不要 不回"))
GOES_BEFORE = re.compile(one_of("回 去 到 在 往 来 留在? 就在 离 期望 意向 地点 工作地 首选 优先 或者? 和 跟 、 / 选 接受 只能在 至 返") + r"[是:\s的]*$")
WORK_AFTER = re.compile(
    one_of("县城 市区 这边 那边 附近 周边 当地 本地 老家") + "?"
    + one_of("上班 工作 找 就业 做事 发展 优先 也行 都行 都可以 也可以? 最好 或 的活 的工作 干 进厂")
)
LABEL = re.compile(r"(?:期望|意向|想去|求职|工作|上班|接单)(?:工作)?的?(?:地点?|城市|地区|区域|地方)[是为在:\s]*$")
BACK_FROM = re.compile(r"(?:从|自)$")
AFTER_BACK = re.compile(r"(?:那边|打工|做事|上班|那边工程)?(?:回来|返回|回到|辞工|辞职|离职)")
RETURNS = re.compile("(?:^|想|要|年后|打算|可以|能)[回返](?:到)?$")
STATION = re.compile("(?:驿站|服务站|流动党员|商会)")
ABOUT_ONESELF = re.compile(r"我(?!的?(?:老公|老婆|爱人|儿子|女儿|老豆|阿妈|爸|妈|父|母|弟|哥|姐|妹|媳妇|家人))|本人|(?:照顾|带|陪)")
SOMEBODY_ELSE = re.compile(r"(?:老板|包工头|工头|同事|房东|领导|对方|老乡)(?:是|在|家在|说)$")
POINTING = re.compile("(?<=[在去回到])(?:那个|这个|咱们?|我们)$")
HEARD = re.compile("听说|据说|招商|转回|转到")
STILL = re.compile(rf"{NUMERAL}(?:多|来)?年(?:多)?了(?!解)|至今")
"""Years that have gone on until now."""

LEAVING = re.compile(one_of("裁员 被裁 想涨 (?:现在|目前|现)(?:的)?(?:工资|月薪|拿|一个月) 换(?:个|份|一) 不想.了 想跳槽 想?转行 不想干了 想换"))
LISTED = re.compile(r"(?:、|或者?|/)")
ALSO = re.compile(one_of("也行 都行 也可以 都可以 优先 也能"))
ONCE = re.compile(r"过(?!年|完)|了(?!解|$)")
LIVED = re.compile("想|以前|之前|原来|曾|过$")


def role(before: str, after: str, whole: str, note: str) -> str | None:
    """The heading for a place between `before` and `after` of the clause `whole`; None where it must not be taken."""
    before = POINTING.sub("", before)
    if (FAMILY.search(before) and not ABOUT_ONESELF.search(before)) or SOMEBODY_ELSE.search(before):
        return None
    if _is_home(before, after):
        return HOME
    left = BACK_FROM.search(before) or AFTER_BACK.match(after)
    if left or REFUSED_BEFORE.search(before) or REFUSED_AFTER.match(after) or STATION.match(after):
        return None
    if LABEL.search(before) or (before.endswith("离") and after.startswith("近")):
        return WORK
    if NOW_BEFORE.search(before) or BACK_NOW.search(before) or (LIVES_BEFORE.search(before) and not LIVED.search(before)):
        return LIVES
    if WISH.search(whole) and not PAST.search(before):
        here = re.search("在$", before) and not WISH.search(before) and not WISH.match(after)
        goes = GOES_BEFORE.search(before) or WORK_AFTER.match(after) or WISH.search(before)
        if not here and (goes or not before.strip()):
            return WORK
    return _of_the_present(before, after, whole, note)


def _is_home(before: str, after: str) -> bool:
    if HOME_BEFORE.search(before):
        return not re.match(r"[^,]{0,6}(?:上班|工作|打工)", after)
    if HOME_AFTER.match(after) or (IS.search(before) and OF_THERE.match(after)):
        return True
    alone = len(before) <= 8 and not MOVES.search(before) and not WISH.search(before)
    return alone and bool(ONLY_OF_THERE.match(after))


def _of_the_present(before: str, after: str, whole: str, note: str) -> str | None:
    """Places of work: present ones are where somebody lives, past ones nothing."""
    at = re.search("在$", before)
    if PAST.search(whole):
        still = at and (STILL.search(whole) or LEAVING.search(note)) and not re.search("之前|以前|原来|曾|上个|上一|过", whole)
        return LIVES if still else None
    if RETURNS.search(before) and not PAST.search(before):
        return WORK
    if HEARD.search(before):
        return WORK if after.startswith(("招", "要人", "缺")) else None
    if IS.search(before) and OF_A_TRADE.match(after):
        return LIVES
    if before in ("", "在", "我在", "人在", "现在") and re.match(f"{HAN}{{0,4}}(?:附近|周边|本地|当地)", after):
        return WORK
    if at and (STILL.search(after) or not ONCE.search(after)):
        return LIVES
    if re.search(r"(?:家|户)$", before):
        return HOME
    if NOW.search(before) and re.search(r"[在住]", before):
        return LIVES
    if (GOES_BEFORE.search(before) and re.search(r"[、或和跟/]$", before)) or ALSO.match(after):
        return WORK
    return WORK if LISTED.match(after) or re.search(r"(?:、|或者?|/)$", before) else LOOSE


BEFORE_TAKEN = (HOME_BEFORE, LIVES_BEFORE, NOW_BEFORE, IS)
AFTER_TAKEN = (HOME_AFTER, re.compile(some_of("的 滴 那边 这边 这里 住") + "$"))
"""Words that only say what kind of place it is."""
