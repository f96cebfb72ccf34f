"""Pairs of a member and a project need as station and office would write them, scored as `guiyan score` does."""

from collections.abc import Mapping
from datetime import date

from api.use_cases.scoring import score_pair
from matcher.explanation import Explanation

TODAY = date(2026, 11, 22)
INVESTOR = {"户籍地": "江西省南城县", "现居地": "广东省东莞市", "意向": "投资", "关注行业": "水产", "可投资金": "20万", "参与方式": "只出资"}
FISH = {"项目名称": "水库养鱼", "所在地": "江西省南城县", "行业": "水产", "需求类型": "资金", "所需资金": "50万", "最低出资": "5万"}
RETURNER = {"户籍地": "江西省南城县", "现居地": "广东省东莞市", "意向": "返乡", "工作经历": "在水产公司管虾苗场八年，带过三十人", "可投资金": "20万"}
FARM = {"项目名称": "鱼苗繁育场", "所在地": "江西省南城县", "行业": "水产", "需求类型": "带头人", "需求说明": "招场长", "最低出资": "15万"}
Sheet = Mapping[str, str]


def invest(member: Sheet | None = None, need: Sheet | None = None) -> Explanation:
    """How an investor and a project that wants money meet, with cells changed."""
    return _pair("invest", {**INVESTOR, **(member or {})}, {**FISH, **(need or {})})


def lead(member: Sheet | None = None, need: Sheet | None = None) -> Explanation:
    """How somebody who would come home and a project that wants a leader meet, with cells changed."""
    return _pair("lead", {**RETURNER, **(member or {})}, {**FARM, **(need or {})})


def unmet(explanation: Explanation) -> set[str]:
    """The hard conditions that exclude the pair."""
    return {row.key for row in explanation.requirements if row.status == "unmet"}


def points(explanation: Explanation, key: str) -> int:
    """What one criterion gave."""
    return next(row.points for row in explanation.criteria if row.criterion.key == key)


def _pair(track: str, member: Sheet, need: Sheet) -> Explanation:
    return score_pair({"track": track, "member": {"sheet": dict(member)}, "opportunity": {"sheet": dict(need)}}, TODAY)[0]
