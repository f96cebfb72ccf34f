"""Who somebody is changes no score, and what is in doubt, denied or only wished is told apart from what is held."""

from datetime import date

import pytest

from api.use_cases.scoring import score_pair
from data.reading.persons import impersonal

TODAY = date(2026, 11, 22)
OPENINGS = (
    {"岗位名称": "养老护理员", "薪资待遇": "5000-6000", "工作地点": "江西南城", "技能要求": "照顾老人、做饭"},
    {"岗位名称": "普工", "薪资待遇": "5500", "工作地点": "江西南城", "岗位职责": "女普工优先，35岁以下，回族菜食堂"},
    {"岗位名称": "保洁员", "薪资待遇": "3500", "工作地点": "江西南城"},
)
SWAPS = (
    ("配菜阿姨", "配菜大叔"),
    ("护工大姐", "护工大哥"),
    ("客房阿姨", "客房大叔"),
    ("月嫂", "男月嫂"),
    ("女普工", "男普工"),
    ("保洁阿姨", "保洁大叔"),
    ("年轻人，找普工", "找普工"),
    ("35岁以下普工", "普工"),
    ("回族，厨师", "汉族，厨师"),
    ("党员，文员", "文员"),
    ("未婚，收银", "已婚，收银"),
    ("住家阿姨", "住家大叔"),
    ("女保安", "男保安"),
    ("宝妈，手工活", "手工活"),
)


def _score(heading: str, text: str, opening: dict[str, str]) -> tuple[float, bool]:
    sheet = {"现居地": "江西南城", "期望薪资": "4500", "求职岗位": "普工", heading: text}
    found, _ = score_pair({"track": "work", "member": {"sheet": sheet}, "opportunity": {"sheet": opening}}, TODAY)
    return found.score, found.eligible


@pytest.mark.parametrize("heading", ["求职岗位", "技能特长", "工作经历", "备注"])
@pytest.mark.parametrize(("one", "other"), SWAPS)
def test_swapping_words_about_the_person_changes_no_score(heading: str, one: str, other: str) -> None:
    for opening in OPENINGS:
        assert _score(heading, one, opening) == _score(heading, other, opening)


@pytest.mark.parametrize(("one", "other"), [("女普工", "男普工"), ("保洁阿姨", "保洁大叔"), ("护工（女，35岁以下）", "护工")])
def test_swapping_them_in_a_posting_changes_no_score(one: str, other: str) -> None:
    def scored(title: str) -> tuple[float, bool]:
        return _score("求职岗位", "保洁、护工、普工", {"岗位名称": title, "工作地点": "江西南城"})

    assert scored(one) == scored(other)


@pytest.mark.parametrize("text", ["女装销售", "妇幼保健院护士", "男科医院保安", "照顾老人", "小学教师", "女鞋针车"])
def test_goods_places_and_those_cared_for_are_left_as_they_are(text: str) -> None:
    assert impersonal(text) == text


def test_a_text_keeps_its_length() -> None:
    assert all(len(impersonal(text)) == len(text) for pair in SWAPS for text in pair)


def test_what_cannot_be_done_is_no_skill_and_what_is_wished_is_not_yet_held() -> None:
    asked = {"岗位名称": "文员", "技能要求": "办公软件"}

    def skills(**sheet: str) -> object:
        found, _ = score_pair({"member": {"sheet": {"姓名": "王某", **sheet}}, "opportunity": {"sheet": asked}}, TODAY)
        return next(row.status for row in found.criteria if row.criterion.key == "skills")

    assert skills(技能特长="会电脑") == "met"
    assert skills(技能特长="会记账，不会电脑") in ("unmet", "partial")
    assert skills(技能特长="不会电脑") == "unknown"
    assert skills(求职岗位="办公软件文员") != "met"


def test_a_certificate_in_doubt_excludes_nobody_and_is_not_held() -> None:
    opening = {"岗位名称": "电工", "证书要求": "低压电工证（必须）"}

    def status(text: str) -> str:
        member = {"sheet": {"求职岗位": "电工", "证书": text}}
        found, _ = score_pair({"member": member, "opportunity": {"sheet": opening}}, TODAY)
        return next(row.status for row in found.requirements if row.key == "credential:electrician_lv")

    assert status("低压电工证") == "met"
    assert status("好像有低压电工证，记不清了") == "unknown"
    assert status("") == "unknown"
    assert status("叉车证") == "unmet" == status("无")


BLANKED = (
    ("mentor", "现居地", {"姓名": "谢某", "户籍地": "云南盐津县", "现居地": "昆山", "意向": "结对", "结对意愿": "想有人带我"}, {"事项名称": "贴片机师傅带徒", "类型": "结对帮带", "所在地": "昆山"}),
    ("volunteer", "现居地", {"户籍地": "四川江油市", "现居地": "深圳宝安", "意向": "服务", "服务特长": "捐书、捐钱都行，人回不去"}, {"事项名称": "社区送餐", "类型": "志愿服务", "所在地": "深圳市宝安区"}),
    ("assist", "户籍地", {"户籍地": "贵州威宁县", "现居地": "广东惠州", "意向": "求助", "求助事项": "娃上学"}, {"事项名称": "寄宿小学报名", "类型": "子女入学", "所在地": "贵州威宁县"}),
)  # fmt: skip


@pytest.mark.parametrize(("track", "heading", "member", "service"), BLANKED)
def test_a_place_that_is_left_blank_excludes_nobody(track: str, heading: str, member: dict[str, str], service: dict[str, str]) -> None:
    for sheet in (member, {**member, heading: ""}):
        found, _ = score_pair({"track": track, "member": {"sheet": sheet}, "opportunity": {"sheet": service}}, TODAY)
        assert found.eligible, [row.key for row in found.requirements if row.status == "unmet"]


PEOPLE = ("女", "男", "45岁", "回族", "汉族", "党员", "信佛", "离异", "身体健康")


@pytest.mark.parametrize("track", ["lead", "invest", "advise", "volunteer", "assist", "mentor"])
def test_who_somebody_is_changes_no_score_in_any_track(track: str) -> None:
    sheet = {
        "户籍地": "江西南城", "现居地": "江西南城", "技能特长": "养鱼、直播", "工作经历": "养鱼场干十年", "可投资金": "30万",
        "关注行业": "水产养殖", "服务特长": "助浴", "求助事项": "欠薪", "结对意愿": "愿意带新手养鱼", "备注": "只在周末有空",
    }  # fmt: skip
    project = {"项目名称": "水库养鱼", "所在地": "江西南城", "行业": "水产养殖", "需求说明": "养鱼"}
    needs = {"lead": "带头人", "invest": "资金", "advise": "技术"}
    kinds = {"volunteer": "志愿服务", "assist": "法律援助", "mentor": "结对帮带"}
    other = {**project, "需求类型": needs[track]} if track in needs else {"事项名称": "养鱼、助浴、讨薪", "类型": kinds[track], "所在地": "江西南城"}

    def scored(heading: str, word: str) -> tuple[float, bool]:
        pair = {"member": {"sheet": {**sheet, heading: f"{word}，{sheet[heading]}"}}, "opportunity": {"sheet": other}}
        found, _ = score_pair({"track": track, **pair}, TODAY)
        return found.score, found.eligible

    for heading in ("技能特长", "工作经历", "服务特长", "求助事项", "结对意愿", "备注"):
        found = {word: scored(heading, word) for word in PEOPLE}
        assert len(set(found.values())) == 1, (heading, found)
