"""Which names stand for which divisions, and which of them are also ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from data.reference.regions import Region, regions, towns

GENERIC = frozenset("城区 郊区 矿区 东区 西区 南区 北区 中区 新区 市区 城关 市中区 市中 市辖区".split())
"""Names that mean a division only right after its city."""

COMMON = frozenset(
    """大方 和平 新华 东方 向阳 安定 永安 平安 开平 长乐 高明 光明 前进 友好 红旗 新建 大同 长安 太和 清水 通道 中方
    平和 乐业 安居 富裕 宽城 河口 海港 临高 建华 会同 合作 商城 凤凰 龙门 石门 石林 白云 白银 金山 金门 安宁 正安 民权
    互助 惠民 惠农 天门 天台 名山 大安 大田 大名 大城 东明 兴国 兴隆 长寿 长顺 长子 延长 甘泉 太白 普安 高台 高唐 新野
    新民 新化 新安 新丰 新兴 新和 新乐 新源 上杭 上林 清新 万年 万安 万全 万荣 安图 同心 同德 同仁 永春 丰满 德兴 德安
    富民 富宁 富平 富顺 富源 尖山 东山 南山 西山 江口 江东 江北 江南 河东 河西 阳山 阳春 长城 南郊 北关 南关 东兴 双江
    大关 大兴 大冶 大通 双桥 双城 城中 城东 城西 城北 城南 南岸 海上 铁西 铁东 桥东 桥西 路南 路北 道里 道外 振兴 元宝
    明山 立山 中站 解放 文峰 北塔 中原 金水 二七 管城 青山 青云 昌江 珠山 宝山 东湖 西湖 西城 东城 南城 北城 山城 山阳
    朝阳 宁静 河南 黄山 中山 安康 永和 永定 永兴 永新 永胜 永登 安乡 安福 安远 全南 全州 全椒 定南 定安 定远 定边 南部
    西部 南县 南丰 南康 南召 南漳 南和 南郑 商水 商南 成安 成武 武功 武进 文成 文安 文登 集安 集美 集贤 会东 会宁 会理
    建设 建始 建德 建瓯 建平 建安 建水 工农 东风 西林 新城 新市 新青 星子 月湖 花山 花溪 花都 水城 水富 水磨沟 蓝山 云龙
    云山 五台 五家 三台 三元 三水 三山 三都 四方 七星 九龙 八公山 千山 万山 万盛 龙华 龙山 龙岗 龙江 龙口 龙泉 龙湖 龙城
    华龙 华容 华县 华宁 华坪 华安 古城 古塔 古田 古交 高新 高港 高平 高县 高密 长白 长岛 长丰 长武 长海 长兴 城固 下沙
    大鹏 生态城 前海 临时 工业园 香河 香坊 香洲 香格里拉 台前 台山 内丘 内江 内乡 民和 民丰 民乐 民勤 吉利 吉安 吉县 平安
    平山 平乡 平原 平利 平塘 平坝 平度 平房 平果 平江 平泉 平湖 平舆 平遥 平邑 平阴 平阳 平顶 平鲁 宁都 兴和 兴业 兴山 兴平
    兴文 兴县 红安 红岗 红花岗 红古 红塔 红桥 洪江 开发 开化 开江 开福 开远 开鲁 开州 鼓楼 铜鼓 石鼓 钟楼 天心 天元 天河 天宁
    天峻 天全 天祝 天等 天长 天镇 普定 普格 普陀 普宁 广安 广德 广平 广丰 广信 广阳 广灵 正定 正宁 正阳 正镶 正蓝 和田 和顺
    和县 和静 和硕 和龙 和林格尔 中江 中阳 中牟 中宁 中卫 从化 从江 丹江 丹阳 丹东 阳光 阳高 明水 明溪 明光 明山 通山 通江
    通许 通渭 通海 通城 通川 通河 岳西 资源 资中 资兴 资阳 资溪 共和 交口 交城 交通 合山 合江 合水 合浦 合阳 方山 方正 方城
    清河 清流 清丰 清原 清城 清徐 清苑 清远 清镇 清涧 浦江 浦口 浦城 富川 富县 富蕴 丰城 丰台 丰宁 丰润 丰泽 丰顺 丰都 丰镇
    马山 马龙 马村 马边 梅里斯 梨树 榆树 桦树 松山 松北 松溪 松阳 柏乡 桃山 桃江 桃源 柳林 柳河 竹山 竹溪 竹园 梅园 果园
    海城 海安 海宁 海阳 海兴 海南 海门 海林 海晏 海盐 海原 海伦 海丰 海珠 海拉尔 海勃湾""".split()
)
"""Short names of divisions that running text also uses for other things."""


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
    """Names with what they may mean; found from a position in time that depends on the longest name only."""

    def __init__(self, named: Mapping[str, Mapping[Kind, set[str]]]) -> None:
        self.meanings = {
            name: tuple(Meaning(kind, frozenset(kinds[kind])) for kind in sorted(kinds))
            for name, kinds in named.items()
        }
        lengths: dict[str, set[int]] = {}
        for name in self.meanings:
            lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}

    def at(self, text: str, start: int) -> Iterator[tuple[int, tuple[Meaning, ...]]]:
        """The ends of the names that begin at `start`, longest first, with their meanings."""
        for length in self._lengths.get(text[start : start + 2], ()):
            end = start + length
            if end <= len(text):
                meanings = self.meanings.get(text[start:end])
                if meanings is not None:
                    yield end, meanings


@cache
def divisions() -> Names:
    """The names of provinces, cities and counties, ended ones included."""
    named: dict[str, dict[Kind, set[str]]] = {}
    for region in regions().values():
        for name, kind in _names(region):
            if len(name) >= 2:
                named.setdefault(name, {}).setdefault(kind, set()).add(region.successor or region.code)
    return Names(named)


@cache
def town_names() -> Names:
    """The names of towns and street offices, each standing for the county around it."""
    named: dict[str, dict[Kind, set[str]]] = {}
    for town in towns():
        short = TOWN_SUFFIX.sub("", town.name)
        named.setdefault(town.name, {}).setdefault(Kind.TOWN, set()).add(town.county)
        if len(short) < 2 or short == town.name:
            continue
        named.setdefault(short, {}).setdefault(Kind.TOWN_SHORT, set()).add(town.county)
    return Names(named)


TOWN_SUFFIX = re.compile(
    "(?:(?:[\u4e00-\u9fff]族)+乡|民族乡|街道办事处|街道|地区|苏木|镇|乡)$"
)
FULL_ENDING = ("省", "市", "区", "县", "州", "旗", "盟")
RARELY_MEANT = frozenset({"460302", "460303"})
"""Districts in which hardly anybody lives, whose names larger ones share."""


def _names(region: Region) -> Iterator[tuple[str, Kind]]:
    full, short = (Kind.FULL, Kind.SHORT) if region.active else (Kind.OLD_FULL, Kind.OLD_SHORT)
    if region.code in RARELY_MEANT:
        full = short = Kind.OLD_FULL
    yield region.name, full
    if region.short != region.name:
        yield region.short, short
    for alias in region.aliases:
        spelled_out = alias.endswith(FULL_ENDING) and len(alias) > 2
        former = region.active and alias.endswith(("区", "县", "市")) and "开发" not in alias
        yield alias, (Kind.OLD_FULL if former else full) if spelled_out else short
