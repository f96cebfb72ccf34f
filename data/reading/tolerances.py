"""What an investor insists on: a least share (至少占股51%, 要控股), a longest wait (三年内要回本), the money safe (要保本)."""

from __future__ import annotations

import re

from data.reading.script import fold
from data.reading.shares import RATIO, percents
from data.reading.sums import find_spells
from data.reading.terms import BACK

LONGEST = 5_000
"""Characters of a text that are looked at."""

CONTROL = 51.0
"""The least whole percent that outvotes all others (公司法: more than half of the votes)."""

NOT_LESS = r"不(?:能|得|可)?(?:低于|少于|小于|低|少)|至少|最少|起码|最低|必须|一定要|低于[^,;。]{0,8}(?:不|免谈)|底线"
STAKE = r"占股?|股份|分红|分成|持股|股权|收益|利润|份额|拿|要|分到?|我得|得"
LEAST_BEFORE = re.compile(rf"(?:{STAKE})[^,;。]{{0,8}}$|(?:{NOT_LESS})[^,;。]{{0,8}}$")
LEAST_AFTER = re.compile(r" ?(?:的)?(?:以上|起|往上|股份|股权|分红|收益|利润)")
MOST_AFTER = re.compile(r" ?(?:以下|以内|就行|都行|就够|就可以|封顶)")
UNDER_IT = re.compile(r"(?:低于|少于|不到|不足)[^,;。]{2,8}(?:不(?!够)|免谈|别谈)")
FIRM = re.compile(NOT_LESS + r"|(?:低于|少于|不到)[^,;。]{0,10}(?:不投|不干|不谈|免谈|不考虑|不行|不做|不来|不参与)|否则(?:不|免)|才(?:投|干|谈|考虑|行)|(?:一定|必须)")
HOLDS = re.compile(r"(?<!不)(?<!不用)(?<!不想)(?<!不必)(?<!不求)(?<!不要)(?<!不一定)(?<!不需要)(?:绝对)?控股|话语权(?:要|得)?(?:在我|归我)|占大头|拿大头|当大股东|做大股东|大股东")
HALF = re.compile(r"不(?:过|到|足|够)(?:一)?半(?:数)?[^,;。]{0,4}(?:不|免)|(?:过|超)半(?:数)?才|不控股(?:的)?(?:我)?(?:就|都|一律)?不|(?:集体|村里?|公家|合作社|对方|别人)(?:要)?占?[^,;。]{0,3}(?:过半|一半以上|半数以上|五成以上|大头)[^,;。]{0,3}不(?:投|干|谈|做)")
BELOW_IT = re.compile(r" ?(?:以下|往下|以内)[^,;。]{0,6}(?:不|免)")
NOT_HOLDS = re.compile(r"(?:不|别|无需|没必要)[^,;。]{0,4}(?:控股|大股东|占大头|拿大头)")
FIRM_HOLD = re.compile(r"必须|一定|得|才|要(?!是)|非")
RETURN = re.compile(rf"(?:内|以内|之内)?(?:就|要|得|必须|能|可以?|最好|希望|争取|一定|想|给我|把?钱|把?本钱|把?成本|全部|都|便|之|左右){{0,6}}(?:{BACK}|见到?回头钱|拿回(?:本|来|钱)|(?:看|见)到?钱)")
RETURN_BEFORE = re.compile(rf"(?:{BACK}|回报)(?:期|周期|时间)?(?:不(?:能|得|要)?(?:超过|长于|多于|晚于)|最(?:长|多|迟|晚)|别超过|控制在|要在|在|为|是|最好|希望|争取|:| ){{0,3}}$")
THIS_YEAR = re.compile(rf"(?:当年|头一年|第一年)(?:就|得|必须|要|能){{1,2}}(?:见|看|有|拿|分|给)?到?(?:{BACK}|分红|回头钱|钱|收益|利润)")
LONGEST_WAIT = re.compile(r"(?:最(?:长|多)|不(?:能)?超过|顶多|只能?)(?:放|等|投|押|锁)?(?:定)?$")
HARD_WAIT = re.compile(rf"必须|一定|要(?=见|看|{BACK})|得(?={BACK})|不(?:能|得|要)?超过|最(?:长|多|迟|晚)|否则|内(?:要|得|必须|不(?:能)?{BACK})|才投|别超过|顶多")
SOFT = re.compile("最好|希望|争取|想要?|能.{0,4}(?:更好|就好)|左右|优先")
SAFE = re.compile(
    r"(?<!不)(?<!不用)(?:要|得|必须|需要?|最好)(?:有)?(?:[^,;。不]{0,4})(?:抵押|保底|担保|兜底|回购)|(?<!不)(?<!不求)(?<!不要求)(?<!不用)(?<!不必)(?<!没法)(?:要|能|得|必须|保证|承诺|确保|只求|图个?|最好)?(?:保本|保底(?:分红|收益|回报)|稳赚|包赚|旱涝保收|本金(?:安全|不(?:能)?(?:亏|损)|要保)|(?:不|别)(?:能|可以?|许|准|想|要)?(?:亏本|亏钱|赔钱|亏损|赔本|亏|赔)|亏(?:了)?不(?:行|干|认)|固定(?:收益|回报|分红|利息)|稳定(?:收益|回报)|零风险|无风险|没风险)"
)
NOT_SAFE = re.compile(r"(?:亏了?|赔了?)(?:也|都|就)?(?:认|亏了|赔了|没事|无所谓|不怪|不要紧|接受)|(?:不|没)(?:求|要求?|用|必|指望)[^,;。]{0,4}(?:保本|保底)|能承担(?:风险|亏损)|愿(?:意)?(?:担|承担)风险|共担风险|风险共担|风险自担|知道有风险")


def read_least_share(text: str) -> tuple[float | None, bool]:
    """(the least percent wanted, whether less was ruled out); 51 for control."""
    plain = fold(text[:LONGEST]).text
    if HALF.search(plain):
        return CONTROL, True
    for hundredths, start, end in percents(plain):
        before = re.split(r"[,;。]", plain[:start])[-1]
        clause = before + plain[start:end] + re.split(r"[,;。]", plain[end:])[0]
        if BELOW_IT.match(plain, end) and not _yearly(before, plain[end:]):
            return hundredths / 100, True
        if MOST_AFTER.match(plain, end) or re.search("最多|不超过|至多", before) or _yearly(before, plain[end:]):
            continue
        if LEAST_BEFORE.search(before) or LEAST_AFTER.match(plain, end) or UNDER_IT.search(clause):
            return hundredths / 100, bool(FIRM.search(clause)) and not SOFT.search(clause)
    for clause in re.split(r"[,;。\n]", plain):
        if (hold := HOLDS.search(clause)) and not NOT_HOLDS.search(clause):
            return CONTROL, bool(FIRM_HOLD.search(clause[: hold.end()])) and not SOFT.search(clause)
    return _from_ratio(plain)


def _yearly(before: str, after: str) -> bool:
    """Whether a percentage is interest, not a share: 年化8%, 每年8个点."""
    return bool(re.search(r"年化|利息|年息|回报率?|收益率|(?:每|一)年[^,;。]{0,3}$|保底", before) or re.match(r" ?(?:的)?(?:年化|利息|年息)", after))


def _from_ratio(plain: str) -> tuple[float | None, bool]:
    """我六村四, 四六分我拿六: what is said of oneself."""
    ratio = RATIO.search(plain)
    mine = re.search(r"我(?:们)?(?:占|得|拿|要|分)?(?P<tenths>[一二三四五六七八九])(?![成个万年百十分开])", plain)
    if mine and (ratio or re.search(r"村(?:里)?(?:占|得|拿)?[一二三四五六七八九]", plain)):
        return 10.0 * "零一二三四五六七八九".index(mine["tenths"]), bool(FIRM.search(plain))
    return None, False


def read_longest_wait(text: str) -> tuple[float | None, bool]:
    """(the most years until the money is back, whether more was ruled out)."""
    plain = fold(text[:LONGEST]).text
    if THIS_YEAR.search(plain):
        return 1.0, not SOFT.search(plain)
    for spell in find_spells(plain):
        before = re.split(r"[,;。]", plain[: spell.start])[-1]
        rest = re.split(r"[,;。]", plain[spell.end :])[0]
        if RETURN.match(rest) or RETURN_BEFORE.search(before) or (LONGEST_WAIT.search(before) and re.search("放|等|投|押|锁|回", before + rest)):
            clause = before + plain[spell.start : spell.end] + rest
            return spell.high, bool(HARD_WAIT.search(clause)) and not SOFT.search(clause)
    return None, False


def read_guaranteed(text: str) -> bool | None:
    """True where the money must be safe, False where a loss would be borne, None where neither is said."""
    plain = fold(text[:LONGEST]).text
    if NOT_SAFE.search(plain):
        return False
    return True if SAFE.search(plain) else None
