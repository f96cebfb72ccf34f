"""Who would teach and who would be taught, how long either has been in the trade, and whom they would take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from data.reading.experience import read_years
from data.reading.fees import asks_tuition
from data.reading.script import fold
from data.vocabulary import PairingWish

REFUSES = re.compile(r"不(?:带人|带徒|收徒|教人|参加|参与|结对|愿意?|想带|想教|考虑|需要|用了)|没空|没时间|暂不|免谈")
BOTH = re.compile(r"都行|都可以?|均可|互学|互相|互助|交流|切磋|结伴|结个?伴|搭伴|作伴|各取所长|照应|愿带也|也愿学|也想带|同行聊")
COMPANY = re.compile(r"互学|互相|交流|切磋|结伴|结个?伴|搭伴|作伴|各取所长|照应|同行聊")
SEEKS = re.compile(
    r"寻(?!常)|征集|招募|(?:找|寻|求|请|拜|跟|缺|想有)(?:个|位|一位|一名|着|到|了|名)?[^,。;找带收]{0,10}(?:师傅|老师|导师|师|前辈|高手|人)(?:带|教|学|指点)?"
    r"|求(?:带|教|师|学|指点|助|人|个|位|老|陪)|拜师|(?:想|要|希望|盼)(?:有)?(?:人|谁|个人|师傅|老师)(?:能)?(?:带|教|指点|领)|谁(?:能|来)?带|有人带(?!了)|被带|带带我|带我|教我|没人教|缺人带"
    r"|(?:盼|盼着|要|想要|缺)(?:有)?(?:个|位)(?:好)?(?:师傅|老师|领路人|带路人|明白人|懂行)|(?:希望|想|盼|求|请|要)[^,。;新]{0,8}(?:点拨|指点|指路|把关)(?!新|后|年轻)|有人(?:肯|愿意?|能)(?:带|教)"
    r"|请教|(?:想|要|准备|打算|希望|愿意?|来)(?:跟\S{1,6})?(?:拜师)?(?:学|考|进步|入[^,。;]{0,4}行|知道|开个?|做|转行|提高)|要人带|找结对|想找|希望找"
)
OFFERS = re.compile(
    r"只(?:带|收)|愿(?:意)?(?:带|教|陪|收|传|手把手|指点|帮|结对|当师)|能(?:带|教)|可(?:以)?(?:带|教)|肯(?:带|教)|会带|收(?:徒|学徒|个徒|一名)|带(?:徒|新|教|人|一[名个位]|[两二三几][名个位]|老乡|同乡|家乡|从|个|刚|做|储备|卖|你|着|基层)"
    r"|(?:乐意|愿意|我来|可以|可)(?:来)?(?:带|教|指点|每|一月|一周|抽空)|愿意,|愿意$|^乐意|(?:愿意?|乐意|想|可以|能|肯)[^,。;]{0,6}(?:传下去|传给|讲给|教给|指点|点拨)(?!我)"
    r"|传手艺|手艺传|传艺|帮(?:帮)?(?:刚|新|初)[^,。;]{0,3}(?:来|到|人|手|户)|谁想学|想学的?(?:来|可以)?找我|(?:给|帮|为)(?:新|学徒|后生|后辈|年轻人|初学|刚)[^,。;]{0,6}(?:讲|看|答|指点|点拨|把关)|(?:指点|点拨|答)新"
    r"|传帮带|传授|师傅带|引路|陪走|当师傅|找(?:个|名|一名)?徒弟|招徒|招学徒|教(?!教)|答疑|陪新人"
)
SEEKS_PUPIL = re.compile(r"(?:找|招|收|寻|征集|招募)(?:个|位|名|一名)?[^,。;]{0,3}(?:徒|新人|新手|学员)")
OPEN_TO_LEARNERS = re.compile(r"谁想学|(?:有人|哪个|只要|有)想学的?(?:都|就|来|可)|想学的?(?:来|可以|就|都)?找我|手艺传(?:下|给)|传手艺")
"""Who would teach whoever wants to learn."""

ALREADY = re.compile(r"求人|刚(?:入行|进|学|上户|到|返乡|开|刚|注册|包|考|拿|毕业)|新手(?!带)|零基础|学徒|新人求|同行|想学|求")
BEGINNERS = re.compile(r"初学|新手|新人|刚|第一次|首次|学徒|不足|不满|想学|新到|初到|求带|青年|应届")
"""Whom a mentor's place is for."""

SENIOR = re.compile(r"师傅|老师|老[^乡家板]{1,4}|资深|大师|大咖|大户|组长|主管|经理|店长|总监|骨干|高级|技师|老手|工程师|名师|前辈|退休|办过班|班长|队长|带过")
FRESH = re.compile(r"刚(?!才)|新手|新人|学徒|实习|入门|零基础|小工|没做过|还没|新来|初来|头回|才来|见习|助理")
WANTED = re.compile(r"找|求|寻|招|带|收|限|只|要求")
NOT_OWN = re.compile(r"头[一二三两几]?个|头一年|试用|跟(?:岗|班)?[一二三两]个|有效|老店|开了.{1,3}年的店")
"""A stretch of time that is not that of anybody's work."""

FRESH_YEARS, SENIOR_YEARS, MOST = 0.3, 8.0, 60.0


@dataclass(frozen=True, slots=True)
class Side:
    """`wish` is None where nothing or either was said; `either` where both are welcome; `refuses` who wants neither, `paid` for tuition."""

    wish: PairingWish | None = None
    either: bool = False
    refuses: bool = False
    paid: bool = False


class Standing(NamedTuple):
    """Years in the trade, None where unknown, and the fewest and most years of the other who would be taken."""

    years: float | None
    least: float
    most: float


def read_side(text: str) -> Side:
    """What a person's wish says: 愿带新人, 求师傅, 都行, 不带人."""
    plain = _plain(text)
    if not plain or plain in {"无", "没有", "否", "-"}:
        return Side()
    if asks_tuition(plain):
        return Side(refuses=True, paid=True)
    if BOTH.search(plain):
        return Side(either=True)
    if REFUSES.search(plain):
        return Side(refuses=True)
    return Side(_side(plain))


def read_place_side(name: str, description: str, audience: str = "") -> Side:
    """What the name and description of a place say, and for whom it is: who holds it gives or seeks."""
    plain = _plain(f"{name},{description}")
    if asks_tuition(plain):
        return Side(refuses=True, paid=True)
    if BEGINNERS.search(_plain(audience)) and not SEEKS.search(plain):
        return Side(PairingWish.GIVE)
    if COMPANY.search(plain) and not OFFERS.search(plain):
        return Side(either=True)
    return Side(_side(plain))


def _side(plain: str) -> PairingWish | None:
    if SEEKS_PUPIL.search(plain):
        return PairingWish.GIVE
    if OPEN_TO_LEARNERS.search(plain):
        return PairingWish.GIVE
    seeks, offers = SEEKS.search(plain), OFFERS.search(plain)
    if seeks and offers:
        meant = re.search(r"愿(?:意)?(?:带|教|陪)|带徒|愿带|收徒|带新|能带", plain)
        return PairingWish.GIVE if meant and not re.search(r"求带|有人带|要人带|谁带|没人教|带我", plain) else PairingWish.RECEIVE
    if seeks:
        return PairingWish.RECEIVE
    if offers:
        return PairingWish.GIVE
    return PairingWish.RECEIVE if ALREADY.search(plain) else None


def read_standing(text: str) -> Standing:
    """Years of one's own, and those that the other should have (找绣龄十年以上的, 只带有三年基础的, 带半年到两年的)."""
    years: float | None = None
    least, most = 0.0, MOST
    for clause in re.split(r"[,。;、]", _plain(text)):
        read = read_years(clause)
        if read is None or (read.low == 0 and read.high is None) or NOT_OWN.search(clause):
            continue
        if WANTED.search(clause) and re.search(r"以上|到|至|的", clause):
            low = min(read.low, 0.5) if "半年" in clause else read.low
            least, most = max(least, low), min(most, read.high if read.high is not None else MOST)
        elif years is None or read.low > years:
            years = read.low
    return Standing(years, least, most)


def supposed_years(text: str, wish: PairingWish | None) -> float | None:
    """Years where none are stated: 师傅, 主管 have many; 学徒, 刚入行 next to none."""
    plain = _plain(text)
    if wish is PairingWish.GIVE:
        return SENIOR_YEARS if SENIOR.search(plain) else None
    if wish is PairingWish.RECEIVE:
        return FRESH_YEARS if FRESH.search(plain) else None
    return FRESH_YEARS if FRESH.search(plain) else SENIOR_YEARS if SENIOR.search(plain) else None


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", fold(text).text).replace("，", ",").replace("；", ";").replace("：", ",").replace(":", ",")
