"""How somebody can be there, or must be: all the time, now and then, from afar alone, in one place only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from data.reading.places import find_places
from data.reading.script import fold
from data.records import Place

LONGEST = 2_000
"""Characters of a text that are looked at."""

RESIDENT = re.compile(
    r"驻(?:场|厂|村|点|店|园|地)|常驻|常住|长驻|长住|坐班|全职|住校|住厂|住村|蹲点|(?:全年|常年|长年|长期|每天|天天|每日)(?:要|都|须|需)?(?:在岗|在场|在村|在厂|在园|到岗|到场|到教室|到校|到厂|上班|坐诊|驻守|值守)"
    r"|每周(?:坐班|在岗|上班|到岗)?[五六5-6]天|签(?:约|合同)?[一二两三四五六\d]年|周一[到至]周?[五六](?:驻|在|全天|坐|上班)|现场办公|脱产|带薪专职|专职"
)
NOT_RESIDENT = re.compile(r"(?:不用|不必|不需要?|无需|不要求|非|免)(?:常年?|长期|全年|天天|每天)?(?:驻|坐班|全职|常驻|到岗|住|专职|脱产)|兼职|不坐班")
NO_AFAR = re.compile(
    r"(?:不(?:能|接受|要|支持|可以|搞|行|便|方便)|没法|无法|谢绝)(?:搞|做|只)?(?:远程|视频|线上|电话|网上)|(?:远程|视频|线上|电话)(?:指导)?(?:不行|不接受|解决不了|看不了|说不清)"
)
ON_THE_SPOT = re.compile(
    r"(?:必须|须|需要?|得|要|一定|只能|只限|仅限|能)(?:本人)?(?:来|到|去|回)?(?:现场|实地|当面|面对面|到场|到户|上门|到岗)|本人到|到场|到户|入户|上门|线下|手把手"
)
CANNOT_COME = re.compile(
    r"(?<!赶)(?:回|来|去|到)不(?:了|去|来|成|到)(?!钱)|人(?:回|来|去|到)不|人不(?:在|回|来|去|到)|(?:不能|没法|无法|不方便|不便|没办法|不可能|不)(?:到场|回乡|回家|回去|回来|到现场|来现场|去现场|到村|返乡|跑现场|出差)"
    r"|(?:只能|仅能|只可以?|只限|仅限|只)(?:做|搞|接|在|走|提供)?(?:线上|远程|网上|视频|电话|微信|云端)"
)
NOW_AND_THEN = re.compile(
    r"一年(?:能|可|可以|大概|最多)?(?:去|来|回|跑|到)?[^,。;]{0,6}(?:趟|次|回|周|天)|(?:一|每)个?季度?(?:能|可|可以)?|每逢?季|过年|春节|正月|节假日(?!无休)|长假|国庆|五一|假期|寒假|暑假|农闲|(?:每|一个?)月(?:能|可|可以)?(?:去|来|回|跑)?[一二两三四1-4][趟次天回]"
)
COMES_HOME = re.compile(r"(?:能|可以?|会|常|也)(?:回|来|到场|去)(?!不)|回(?:家|来|去|乡|村|老家)(?!不)|来(?:一|两|几)?趟|能回|每.{0,4}回|到场")
UNWILLING = re.compile(
    r"(?:一切|任何|啥|什么)[^,。;]{0,8}(?:不接|不做|不干|不参加|免谈)|(?:都|一概|一律)不接|(?:这|近)[一两几]年(?:都)?(?:没空|没时间|太忙)|(?:暂|暂时|目前|近期)(?:不接|不考虑|不参加|没空|没时间)|(?:指导|活|事)(?:都|也)?不接了|抽不出(?:身|时间|空)|顾不上|没精力|不接活|不出山|不想管|不愿意?(?:参加|参与|管)|别找我|勿扰|不动手|不教(?:课|人|了|别人|徒弟)|(?:只|光|就|想|专门?)(?:想|来|谈|做|搞)?(?:推销|卖货|谈采购|揽活|接单赚钱|接收费|接有偿)|不(?:做|干|参加)(?:义务|公益|免费|白干)|白干不|免费的?不"
)
ONLY_HERE = re.compile(r"(?:只|仅|就)(?:在|做|接|去|限|管|帮|服务)(?P<where>[^,。;]{1,12})")
OWN_AREA = re.compile(r"(?:本|自己|自家|我们|家门口|附近|就近)(?P<level>小区|社区|街道|村|镇|乡|县|区|市|地)?")
CLAUSES = re.compile(r"[,，。;；!！\n]")
LIMITING = re.compile(
    r"不(?:会|懂|能|做|接|开|捐|出|上|要|去|回|爬|卖|打|参加|可|行|便|方便|干|碰|熬|喝|用|管|收|动|教|谈|修|讲)|没(?:空|时间|有时间|渠道|客户|法|干过|做过|学过)|无渠道|从来?不|只(?:会|在|做|能|有|接|要|捐|出|限|是)|仅|[回去来到]不"
    r"|远程|线上|视频|电话|微信|到场|现场|驻|周[一二三四五六日末]|星期|平时|工作日|晚上|白天|下班|假|过年|春节|年底|国庆|农闲|农忙|每[月年周季天]|一年|随时|有空|月|收费|有偿|义务|免费|白干|推销|咨询费|误工"
)
PRIVATE = re.compile(r"病|残|孕|岁|[一-龥]族|信教|教徒|党|离婚|单身|丧|手术|血压|身份证|1\d{10}")


class Mode(StrEnum):
    """How somebody can be there."""

    ANY = ""
    AFAR = "afar"
    SPOT = "spot"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Presence:
    """What a text says of being there; `where` limits it to places, or to the own area (`here`)."""

    mode: Mode = Mode.ANY
    resident: bool = False
    seldom: bool = False
    comes: bool = False
    unwilling: bool = False
    here: bool = False
    where: tuple[Place, ...] = ()


def read_presence(text: str, near: str | None = None) -> Presence:
    """What a cell or a note says of being there."""
    plain = fold(text[:LONGEST]).text
    afar = bool(CANNOT_COME.search(plain))
    spot = bool(NO_AFAR.search(plain))
    here, where = _limited(plain, near)
    return Presence(
        mode=Mode.NEITHER if afar and spot else Mode.AFAR if afar else Mode.SPOT if spot else Mode.ANY,
        resident=bool(RESIDENT.search(NOT_RESIDENT.sub("", plain))) and not NOT_RESIDENT.search(plain),
        seldom=bool(NOW_AND_THEN.search(plain)),
        comes=bool(COMES_HOME.search(plain)) and not afar,
        unwilling=bool(UNWILLING.search(plain)),
        here=here,
        where=where,
    )


def read_demand(text: str) -> Presence:
    """The same of what is asked: whoever must be on the spot is asked for by other words."""
    plain = fold(text[:LONGEST]).text
    read = read_presence(text)
    spot = bool(NO_AFAR.search(plain) or ON_THE_SPOT.search(plain)) or read.resident
    return Presence(Mode.SPOT if spot else Mode.ANY, read.resident, read.seldom)


def limits_in(text: str) -> str:
    """The clauses of a note that say when, how or where somebody can, and what they would not do."""
    kept = [clause.strip() for clause in CLAUSES.split(text) if LIMITING.search(clause) and not PRIVATE.search(clause)]
    return "，".join(kept)


def _limited(plain: str, near: str | None) -> tuple[bool, tuple[Place, ...]]:
    match = ONLY_HERE.search(plain)
    if match is None:
        return False, ()
    if OWN_AREA.match(match["where"]):
        return True, ()
    return False, tuple(place for place in find_places(match["where"], near) if place.code)
