"""What stands around a name and tells a place from a road, a building, a dish or an ordinary word."""

from __future__ import annotations

import re

from data.reading.gazetteer import COMMON

_SIGNS = r"\s,，、。·・．.|/\\;；:：\-—–－_~>＞→()（）【】\[\]「」《》<＜“”\"'’‘*+"
_NOT_A_PERSON = "人(?![工才员事力民数口社大均气类生物文际群家])"
ZONE_BEFORE = re.compile("(?:工业园区|开发区|高新区|经开区)$")
WIDEST_GAP = 6
GAP = re.compile(f"(?:[{_SIGNS}]|关[内外]|境内|下辖的?|下面的?|的)*")
EDGE = re.compile(f"[{_SIGNS}!！?？0-9A-Za-z]")
ROAD = re.compile(
    r"[东西南北中上下内外前后新老环塘一二三四五六七八九十0-9]{0,2}"
    r"(?:大?路|大?街(?!道)|大道|巷|弄(?=\d|$)|胡同|公路|高速|国道|省道|街道口|里弄|"
    r"道(?=[0-9一二三四五六七八九十号与和交\s]|$))"
)
ROAD_AT_ONCE = re.compile("大?路|大?街(?!道)|大道")
BUILDING = re.compile(
    "大厦|大楼|金融|广场|花园|小区|商城|大酒店|酒店|宾馆|饭店|大桥|公园|医院|大学|学院|科技大学|师范|理工|财经|银行|商厦|"
    "新村|公寓|名苑|家园|国际(?!商贸|小商品|机场|陆港|物流|会展)|岸|人寿|证券|晚报|日报|电视|牌|路口|讯|知道|话|语|方言|口音|腔|民歌|宫|巴巴|菜|烤|炒|火锅|小面|酸辣粉|"
    "热干面|拉面|米粉|米线|牛肉|羊肉|包子|凉皮|小吃|大盘鸡|烤鸭|刀削面|肉夹馍|麻辣烫|过桥米线|菜馆|酒楼|餐厅|特产|啤酒|卷烟|白酒"
)
AND_ANOTHER = "或和与及跟都也的"
HOUSES = re.compile(r"[0-9A-Za-z一二三四五六七八九十]*[号栋幢座楼室]")
SMALLER = re.compile("[镇乡村坡]|街道")
CUE_BEFORE = re.compile(
    "(?:在|住|来自|老家|家住|户籍|户籍地|籍贯|家在|现居|居住|去|回|到|户口|人在|往|是|家|于|常住|住址|地址|地点|中国|总部|公司|现在|或|和|与|及|跟|或者)$"
)
CUE_AFTER = re.compile(
    f"(?:{_NOT_A_PERSON}|籍|县城|县里|市区|那边|这边|那里|这里|本地|当地|打工|务工|上班|工作|做工|做事|老城区?|新城区|城区|城里|城关|城郊|郊区|农村|乡下|老乡|户口|"
    "老家|一带|附近|周边|租房|买房)"
)
HOME_BEFORE = re.compile("(?:老家|来自|户籍|户籍地|籍贯|家住|家在)[是在:：]?$")
HOME_AFTER = re.compile(f"(?:籍|{_NOT_A_PERSON}|县城|本地人|老家)")
AFTER_TOWN = re.compile(
    r"$|[\s,，、。·()（）0-9A-Za-z\-]|镇|乡|街道|工业|开发区|科技园|产业园|村|社区|附近|地铁|站|那边|这边|人|一带|片区|"
    "新区|(?![新老大区市县镇山坡门里外内桥口湾国])\\w{2,4}(?:[东西南北中]?[路街]|大道)|上班|打工|务工|工作|做|送|租|住|开"
)

NOT_ONLY_A_TOWN = frozenset("路街道村园区环港山堡场桥湖")
"""Last characters of names that quarters of many cities share: 科技园, 空港, 观音山."""
ADDRESS = re.compile(r"(?![新老大区市县镇山坡门里外内桥口湾国环堡])[\u4e00-\u9fff]{2,7}(?:[东西南北中]?[路街]|大道|工业[区园]|科技园|产业园|社区|村)(?=[\d一二三四五六七八九十]|$)")


def beside(text: str, end: int, start: int) -> bool:
    """Whether nothing but a few signs stands between the end of one name and the start of the next."""
    return end <= start <= end + WIDEST_GAP and GAP.fullmatch(text, end, start) is not None


def edge_before(text: str, start: int) -> bool:
    return start == 0 or EDGE.match(text, start - 1) is not None


def after_a_zone(text: str, start: int) -> bool:
    """Whether a zone that does not say its city stands before: 工业园区胜浦镇."""
    return ZONE_BEFORE.search(text, max(0, start - 4), start) is not None


def edge_after(text: str, end: int) -> bool:
    return end == len(text) or EDGE.match(text, end) is not None


def is_road(text: str, end: int, full: bool) -> bool:
    """Whether the name belongs to a road: 西藏北路; after 武昌区 the road of 中南路 is another thing."""
    return (ROAD_AT_ONCE if full else ROAD).match(text, end) is not None


def is_building(text: str, end: int) -> bool:
    return BUILDING.match(text, end) is not None


def cued(text: str, start: int) -> bool:
    """Whether the words before speak of living, coming or going somewhere."""
    return CUE_BEFORE.search(text, max(0, start - 4), start) is not None


def is_home(text: str, start: int, end: int) -> bool:
    """Whether the words around say that somebody comes from here: 老家南城, 南城人."""
    before = HOME_BEFORE.search(text, max(0, start - 6), start)
    return before is not None or HOME_AFTER.match(text, end) is not None


def said_in_cell(text: str, start: int, end: int) -> bool:
    """Whether a bare short name in a place's own cell is that place."""
    if not (edge_before(text, start) or cued(text, start)):
        return False
    ends = edge_after(text, end) or text[end] in AND_ANOTHER
    spoken_of = HOME_AFTER.match(text, end) or CUE_AFTER.match(text, end)
    return ends or text[start:end] not in COMMON or spoken_of is not None


def said_in_note(text: str, start: int, end: int, large: bool) -> bool:
    """Whether the words around a bare short name in running text speak of a place.

    The name of a province or city (`large`) is enough unless it is an ordinary word too.
    """
    if text[start:end] not in COMMON:
        return large or _listed(text, start, end) or _spoken_of(text, start, end)
    return _spoken_of(text, start, end) if large else is_home(text, start, end)


def _spoken_of(text: str, start: int, end: int) -> bool:
    return cued(text, start) or CUE_AFTER.match(text, end) is not None


def _listed(text: str, start: int, end: int) -> bool:
    return edge_before(text, start) and (edge_after(text, end) or text[end] in AND_ANOTHER)


def goes_on_as_address(text: str, end: int) -> bool:
    """Whether a road, a village or an estate with its number is told next: 大沥|博爱东路33号."""
    road = is_road(text, end, False)
    return not road and text[end - 1] not in NOT_ONLY_A_TOWN and ADDRESS.match(text, end) is not None


def fits_short_town(text: str, end: int) -> bool:
    """Whether a town's name without 镇 or 街道 ends here: 深圳沙井, but not 沙井路."""
    ends_well = (text[end - 1] not in "路街道" or text[end - 1 :] == "街") and AFTER_TOWN.match(text, end) is not None
    return ends_well and not is_building(text, end)
