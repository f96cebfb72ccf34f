"""Which names stand for which divisions, and which of them are also ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from data.reference.regions import Region, is_within, lineage, regions, towns

GENERIC = frozenset("城区 郊区 矿区 东区 西区 南区 北区 中区 新区 市区 城关 市中区 市中 市辖区".split())
"""Names that mean a division only right after its city."""

PARTS_OF_ANY_TOWN = frozenset("老城区 新城区 古城区 新市区 老城 新城 古城".split())
"""Names of districts by which people also call a part of any town: 南城老城区."""

COMMON = frozenset(
    """
    高碑店 临江 大方 和平 新华 东方 向阳 安定 永安 平安 开平 长乐 高明 光明 前进 友好 红旗 新建 大同 长安
    太和 清水 通道 中方 平和 乐业 安居 富裕 宽城 河口 海港 临高 建华 会同 合作 商城 凤凰 龙门 石门 石林
    白云 白银 金山 金门 安宁 正安 民权 互助 惠民 惠农 天门 天台 名山 大安 大田 大名 大城 东明 兴国 兴隆
    长寿 长顺 长子 延长 甘泉 太白 普安 高台 新民 新化 新安 新丰 新兴 新和 新乐 新源 上林 清新 万年 万安
    万全 同心 同德 同仁 永春 丰满 富民 富宁 富平 尖山 东山 南山 西山 江口 江东 江北 江南 河东 河西 阳春
    南郊 北关 南关 双桥 城中 城东 城西 城北 城南 南岸 铁西 铁东 桥东 桥西 路南 路北 振兴 元宝 明山 立山
    解放 文峰 中原 青山 宝山 东湖 西湖 西城 东城 南城 北城 山城 朝阳 永和 永定 永兴 永新 永胜 安福 安远
    定安 南部 武功 建始 工农 东风 新城 新市 星子 月湖 花山 花溪 水城 云龙 五台 四方 七星 九龙 千山 万山
    万盛 龙山 龙口 龙湖 龙城 古城 古塔 古田 高港 高平 长白 长兴 城固 下沙 大鹏 生态城 前海 台前 平原 平房
    平江 兴业 开化 鼓楼 石鼓 钟楼 天心 天元 天河 天长 广德 广平 正定 正宁 正阳 共和 交口 合山 方正 方城
    清河 清流 清丰 马山 黄山 中山 安康 三水 三元 和顺 和静 资源 明光 文成 文登 安乡 白山 东兴 大兴 大通
    海门 洪江 信都 大理 中牟 德安 德兴 成安 隆安 道真 兴安 通化 松山 清江 大港 港口 港北 港南 高坪 高县
    新河 曲江 瑶海 庐山 泰山 衡山 恒山 白沙 黄石 宣恩 来凤 平利 平陆 康平 康乐 康定 英山 罗山 双流 东台
    台安 金沙 金塔 金川 金湖 金寨 银海 铜山 铁山 青龙 玉龙 黑水 红河 赤水 蓝田 紫阳 公安 太湖 阿里 比如
    动力 麒麟 芙蓉 友谊 无为 无极 威信 修文 信丰 站前 回民 大观 大化 大新 大英 大足 大厂 大宁 建安 得荣
    政和 新星 日照 木兰 林口 桃源 江山 江城 江海 江岸 洞口 温泉 滨江 滨湖 滨海 牡丹 玉泉 白玉 白杨 祥云
    神木 突泉 紫云 精河 红山 红原 绿园 绿春 翠屏 老城 老边 荷塘 莲花 莲湖 西乡 西平 西和 西市 路桥 运河
    金东 金凤 金牛 铁力 阳明 鸡冠 宝塔 天山 天柱 天桥 天涯 复兴 宏伟 前锋 双峰 双塔 太平 如东 小店 小金
    尚志 山阴 市中 市北 市南 常山 广水 应城 怀远 成华 扶风 方山 明水 曲水 朝天 桃山 梁山 横山 民乐 民丰
    沙河 沙市 海丰 海棠 清原 湖口 湖里 湖滨 源城 满城 灯塔 灵山 灵石 点军 爱民 独山 玄武 玉山 玉田 界首
    白水 白塔 盐田 盐湖 石首 碑林 秀峰 牧野 北平 申城 岛城 新界 龙潭 龙凤 龙安 龙沙 高昌 高陵 高要 金安
    金平 安多 安达 尼玛 尼木 改则 措美 定日 察雅 札达 加查 亚东 会昌 上高 上思 上犹 上街 下陆 中江 中阳
    东海 东平 东光 东安 东宝 东坡 东河 东港 五华 五常 五河 五原 六合 兴海 八步 凉城 凌云 凤山 凤城 北安
    君山 吴中 和政 和安 和康 三江 三河 三原 三门 上城 上党 丰林 新平 立新 大东 大冶 东源 安化 安国 安平
    宝兴 宝丰 二七 二道 五峰 仁和 仁寿 依安 保康 兴城 农安 南开 南海 南湖 四会 望城 紫金
    """.split()
)
"""Short names of divisions that running text also uses for other things."""


AREAS = {
    "江浙沪": "320000 330000 310000",
    "长三角": "310000 320000 330000 340000",
    "沪苏浙": "310000 320000 330000",
    "苏浙沪": "320000 330000 310000",
    "江浙": "320000 330000",
    "苏浙": "320000 330000",
    "苏沪": "320000 310000",
    "沪浙": "310000 330000",
    "浙沪": "330000 310000",
    "苏浙皖": "320000 330000 340000",
    "沪苏浙皖": "310000 320000 330000 340000",
    "闽粤": "350000 440000",
    "粤闽": "440000 350000",
    "鄂湘赣": "420000 430000 360000",
    "珠三角": "440000",
    "大湾区": "440000",
    "京津冀": "110000 120000 130000",
    "川渝": "510000 500000",
    "云贵川": "530000 520000 510000",
    "两广": "440000 450000",
    "两湖": "420000 430000",
    "东三省": "210000 220000 230000",
}
"""What people call several provinces at once."""

PARTS_OF_PROVINCES = {
    "赣南": "360700",
    "闽南": "350200 350500 350600",
    **{
        name: code
        for code, names in {
            "130000": "冀南 冀北 冀中 冀东",
            "140000": "晋北 晋南 晋东南",
            "150000": "蒙东 蒙西",
            "210000": "辽西 辽东 辽南 辽北",
            "320000": "苏北 苏南 苏中",
            "330000": "浙南 浙北 浙西 浙东 浙中",
            "340000": "皖北 皖南 皖西 皖东 皖中",
            "350000": "闽北 闽西 闽东",
            "360000": "赣北 赣西 赣东 赣东北",
            "370000": "鲁南 鲁北 鲁西 鲁西南 鲁中",
            "410000": "豫南 豫北 豫东 豫西",
            "420000": "鄂西 鄂东 鄂北 鄂西北",
            "430000": "湘南 湘北 湘东 湘中",
            "440000": "粤东 粤西 粤北",
            "450000": "桂北 桂南 桂西 桂东南",
            "500000": "渝东北 渝东南 渝西",
            "510000": "川南 川北 川东 川西 川东北",
            "520000": "黔北 黔西北",
            "530000": "滇西 滇南 滇东 滇东北 滇中",
            "610000": "陕北 陕南",
            "650000": "南疆 北疆 东疆",
        }.items()
        for name in names.split()
    },
}
"""What people call a part of a province that is no division: the province is what is sure."""


KNOWN_ALONE = frozenset(
    """
    虎门 厚街 塘厦 寮步 大岭山 樟木头 横岗 布吉 坂田 福永 葵涌 民治 华强北 小榄 坦洲 大沥 北滘 容桂 乐从 均安 勒流 里水 西樵 钟村 狮岭
    盛泽 震泽 甪直 唯亭 柳市 瓯北 织里 濮院 瓜沥 陈埭 磁灶 九亭 张江 陆家嘴 莘庄 徐泾 华漕 川沙 周浦 外高桥 马驹桥 回龙观 中关村 燕郊 白沟
    """.split()
)
"""Towns of the cities that people go to work in, so well known that a cell names them alone."""

FORMERLY_UNDER = {
    "340800": "340722 341702 341721 341722",
    "341500": "340422",
    "341400": "340124 340281 340523 340522",
    "341200": "341602 341621 341622 341623",
    "220300": "220184",
    "512000": "510185",
    "511100": "511402 511403 511421 511423 511424 511425",
    "320800": "321322 321323 321324",
    "321000": "321202 321204 321281 321282 321283",
    "441200": "445302 445303 445321 445322 445381",
    "530300": "530127 530129",
    "370900": "370116",
    "330327": "330383",
}
"""Counties that another city once governed, under which people still write them: 安庆枞阳, 资阳简阳."""

SPELLED_OLD = str.maketrans("乾塚磑鷺濛於瀂洩藉鮜", "干冢硙鹭蒙于澛泄借鲘")
OLD_SPELLING = re.compile(".*[乾塚磑鷺濛於瀂洩藉鮜].*")
"""Characters of today's official names that a reader of traditional script takes for others."""


class Kind(IntEnum):
    """How a name stands for its division, the surest first."""

    FULL = 0
    SHORT = 1
    OLD_FULL = 2
    OLD_SHORT = 3
    TOWN = 4
    TOWN_SHORT = 5

    @property
    def full(self) -> bool:
        return self in (Kind.FULL, Kind.OLD_FULL, Kind.TOWN)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one name may stand for: standing divisions of one kind, each by its code."""

    kind: Kind
    codes: frozenset[str]


class Names:
    """Names with what they may mean; found from a position in time that depends on the longest name only.

    A name is known as it is spelled and as it comes out of simplifying a text: 乾安 becomes 干安.
    """

    def __init__(self, named: dict[str, dict[Kind, set[str]]]) -> None:
        for name in OLD_SPELLING.findall("\n".join(named)):
            named.setdefault(name.translate(SPELLED_OLD), named[name])
        self._named = named
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for name in named:
            lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {head: sorted(sizes, reverse=True) for head, sizes in lengths.items()}

    def get(self, name: str) -> tuple[Meaning, ...]:
        """What the name may mean, the surest first; empty when it is no name."""
        known = self._meanings.get(name)
        if known is None and name in self._named:
            kinds = self._named[name]
            known = tuple(Meaning(kind, frozenset(kinds[kind])) for kind in sorted(kinds))
            self._meanings[name] = known
        return known or ()

    def at(self, text: str, start: int) -> Iterator[tuple[int, tuple[Meaning, ...]]]:
        """The ends of the names that begin at `start`, longest first, with their meanings."""
        for length in self._lengths.get(text[start : start + 2], ()):
            end = start + length
            if end <= len(text):
                meanings = self.get(text[start:end])
                if meanings:
                    yield end, meanings


@cache
def divisions() -> Names:
    """The names of provinces, cities and counties, ended ones included."""
    named: dict[str, dict[Kind, set[str]]] = {}
    for region in regions().values():
        for name, kind in _names(region):
            if len(name) >= 2:
                named.setdefault(name, {}).setdefault(kind, set()).add(region.successor or region.code)
    for name, codes in AREAS.items():
        named[name] = {Kind.FULL: set(codes.split())}
    for name, codes in PARTS_OF_PROVINCES.items():
        named.setdefault(name, {}).setdefault(Kind.SHORT, set()).update(codes.split())
    for name, code in (*_under_former_cities(), *_under_former_provinces()):
        named.setdefault(name, {}).setdefault(Kind.OLD_FULL, set()).add(code)
    return Names(named)


def _under_former_cities() -> Iterator[tuple[str, str]]:
    for city, counties in FORMERLY_UNDER.items():
        for county in map(regions().__getitem__, counties.split()):
            for before in {regions()[city].name, regions()[city].short}:
                yield before + county.name, county.code
                yield before + county.short, county.code


def _under_former_provinces() -> Iterator[tuple[str, str]]:
    """四川巫山, 四川省涪陵市: what an ended unit was called after the province it lay in."""
    for region in regions().values():
        top = lineage(region.code)[-1]
        if region.successor and not is_within(region.successor, top):
            for before in {regions()[top].name, regions()[top].short}:
                yield before + region.name, region.successor
                yield before + region.short, region.successor


@cache
def town_names() -> Names:
    """The names of towns and street offices, each standing for the county around it."""
    named: dict[str, dict[Kind, set[str]]] = {}
    former: dict[str, set[str]] = {}
    for town in towns():
        short = TOWN_SUFFIX.sub("", town.name)
        named.setdefault(town.name, {}).setdefault(Kind.TOWN, set()).add(town.county)
        if len(short) < 2 or short == town.name:
            continue
        named.setdefault(short, {}).setdefault(Kind.TOWN_SHORT, set()).add(town.county)
        if town.name.endswith("街道"):
            former.setdefault(short + "镇", set()).add(town.county)
    for name, counties in former.items():
        named.setdefault(name, {Kind.TOWN: counties})
    return Names(named)


TOWN_SUFFIX = re.compile("(?:(?:[\u4e00-\u9fff]族)+乡|民族乡|街道办事处|街道|地区|苏木|镇|乡)$")
FULL_ENDING = ("省", "市", "区", "县", "州", "旗", "盟")
ZONE = re.compile("开发|高新|新区|经开|园区|管理|示范|特区")
RARELY_MEANT = frozenset({"460302", "460303"})
"""Districts in which hardly anybody lives, whose names larger ones share."""


def _names(region: Region) -> Iterator[tuple[str, Kind]]:
    full, short = (Kind.FULL, Kind.SHORT) if region.active else (Kind.OLD_FULL, Kind.OLD_SHORT)
    if region.code in RARELY_MEANT:
        full = short = Kind.OLD_FULL
    yield region.name, full
    if region.short != region.name:
        yield region.short, short
    if region.active and region.short.endswith("州") and region.level != "province":
        yield region.short[:-1] + "洲", Kind.OLD_SHORT
    for alias in region.aliases:
        spelled_out = alias.endswith(FULL_ENDING) and len(alias) > 2
        former = region.active and alias.endswith(("区", "县", "市")) and not ZONE.search(alias)
        yield alias, (Kind.OLD_FULL if former else full) if spelled_out else short
        if spelled_out and former:
            yield alias[:-1], Kind.OLD_SHORT
