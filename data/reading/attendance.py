"""Whether help can come from afar (视频, 远程) and whether it is wanted only for a season (采收季, 3-5月)."""

from __future__ import annotations

import re

from data.reading.script import fold

LONGEST = 5_000
"""Characters of a text that are looked at."""

SELLING = "(?!销|卖|店|订|推广|营销|商城|渠道|下单|预订|接单|开店|带货|平台)"
ONLINE = re.compile(
    rf"视频(?!拍|制作|剪|号|脚本|运营|博主|带货)(?<!短视频)|远程(?!班车)|线上{SELLING}|网上{SELLING}|在线{SELLING}|(?<!联系)(?<!咨询)电话(?:里)?(?:指导|随时|答疑|解答|沟通|咨询|可|就行|也行|帮|问|讲)|随时电话"
    r"|打电话|通电话|微信(?:上)?(?:指导|答疑|解答|沟通|问|看|讲|群里)|腾讯会议|不(?:用|必|需要?)(?:到|来|回|去)(?:现)?(?:场|村|厂|老家|人)|人不(?:用|必)(?:到|来|回)|异地也?(?:可|行)|云指导"
)
NOT_ONLINE = re.compile(
    r"(?:不(?:能|接受|要|会|方便|支持|可以|搞)|没法|无法|谢绝|光)(?:只)?(?:远程|视频|线上|电话)|(?:远程|视频|线上|电话)(?:指导)?(?:不行|不接受|解决不了|没用|看不了|说不清)"
)
ON_SITE = re.compile(
    r"(?:必须|须|需要?|得|要|能|可以?|只能|一定)(?:来|到|去|回)?(?:现场|实地|当面|面对面|上门)|驻[场厂村点店园]|蹲点|常驻|常住|下地(?:看|指导)|手把手|到(?:田间|地头|塘边|现场)|面对面|线下(?!渠道|门店|销|店)"
)
SEASON = re.compile(
    r"季节|采[收摘茶蜜桔果]季|收[获割]季|[果花茶桔橘梨桃瓜米豆药菇蜜虾蟹稻][^,;。、旺淡一二三四]{0,2}季(?!度)|旺季|淡季|应季|农忙|农闲|忙季|产季|(?:春|秋|夏|冬)季(?!度)|[春秋夏冬]天|播种|插秧|采收|收割|采摘期|育苗期|[花果熟]期|授粉|修剪时|防治期|关键(?:期|时|节点)"
    r"|田管|(?<!到)(?:春节|过年|年底|清明|国庆|五一|中秋|端午|谷雨|芒种|立春|暑假|寒假|年前)(?:前后|期间|前|后|那|在家|回)|[每逢]季(?!度)|暑假|寒假|\d{1,2} ?月?(?:份)? ?[-~到至] ?\d{1,2} ?月|[一二三四五六七八九十]+月?[到至][一二三四五六七八九十]+月(?!薪)|(?<![\d年])\d{1,2}、\d{1,2}月|阶段性"
)
ALL_YEAR = re.compile(r"(?<!无需)(?<!不用)(?<!不必)(?:常年|全年|长年|一年到头|四季(?:都|不)|全职|常住|长期驻|长驻|天天|每天(?:都)?(?:在|来|看))")


def read_online(text: str) -> bool | None:
    """True where help from afar will do, False where somebody must be there; None where neither is said."""
    plain = fold(text[:LONGEST]).text
    if NOT_ONLINE.search(plain):
        return False
    if ONLINE.search(plain):
        return True
    return False if ON_SITE.search(plain) else None


def read_seasonal(text: str) -> bool | None:
    """True where it is a matter of some weeks of the year, False where of all the year; None where neither is said."""
    plain = fold(text[:LONGEST]).text
    if SEASON.search(plain):
        return True
    return False if ALL_YEAR.search(plain) else None
