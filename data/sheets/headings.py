"""The headings of the four sheets, the synonyms that people use, and an example for each."""

from dataclasses import dataclass
from functools import cache

from data.reading.script import simplify
from data.text import Text
from data.vocabulary import RecordKind


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its contract name, other names it goes by, and what may stand in it."""

    name: str
    synonyms: tuple[str, ...]
    english: str
    accepts: Text
    example: str


def _h(name: str, synonyms: str, english: str, zh: str, en: str, example: str) -> Heading:
    return Heading(name, tuple(synonyms.split("|")) if synonyms else (), english, Text(zh=zh, en=en), example)


NUMBER = _h("编号", "序号|号码|no|id|编码", "number", "本单位的编号，最长64字", "your own number, up to 64 characters", "A001")
EXAMPLE_NUMBERS = ("示例", "例", "样例")
"""What stands for the number of a row that only shows how to fill in the sheet."""
REMARKS = _h("备注", "说明备注|其他|其它|备考|附注", "remarks", "任意文字", "any text", "")
UNTIL = _h("有效期至", "截止日期|截止时间|有效期|招聘截止|有效日期", "valid_until", "日期，如 2026-12-31", "a date such as 2026-12-31", "2026-12-31")

HEADINGS: dict[RecordKind, tuple[Heading, ...]] = {
    RecordKind.MEMBER: (
        NUMBER,
        _h("姓名", "名字|名称|成员姓名|求职者", "name", "姓名", "a name", "王某"),
        _h("手机号", "手机|电话|联系电话|联系方式|手机号码", "phone", "电话号码", "a phone number", "13900000000"),
        _h("户籍地", "籍贯|户籍|老家|家乡|户口所在地|户籍所在地", "hometown", "省市县，如 江西南城", "province, city, county", "江西南城浔溪"),
        _h("现居地", "现住址|居住地|现居住地|住址|目前所在地|现住地|常住地", "current place", "省市县，如 江西南城", "province, city, county", "江西南城县城"),
        _h("意向", "需求意向|登记意向|服务意向", "intents", "求职、返乡、投资、出谋、服务、求助、结对，可多项", "求职, 返乡, 投资, 出谋, 服务, 求助, 结对; several may be given", "求职"),
        _h("求职岗位", "意向岗位|期望岗位|求职意向|想找工作|应聘岗位|期望职位|意向工种|求职工种", "job wanted", "想做什么，可多项；不想做的写“不做…”", "work wanted; what is refused as “不做…”", "仓管、叉车"),
        _h("期望薪资", "薪资要求|期望工资|期望月薪|工资要求|薪资期望|期望待遇|待遇要求", "pay wanted", "如 4500左右、不低于5000、150元/天", "such as 4500左右, 不低于5000, 150元/天", "4500左右"),
        _h("期望工作地", "意向工作地|期望地点|意向地区|期望工作地点|就业地点|求职地区|工作地意向", "place wanted", "地名，可多项；哪里都行；只在…", "places; 哪里都行 for anywhere; 只在… to keep to one", "南城县城"),
        _h("技能特长", "技能|特长|专业技能|技能专长|会做什么", "skills", "会什么，可多项", "skills, several may be given", "开叉车、盘点"),
        _h("证书", "持有证书|资格证书|证件|职业资格|技能证书|证书情况", "certificates", "证书名称，可多项；没有填“无”", "names of certificates; 无 for none", "叉车证N1"),
        _h("工作经历", "工作经验|从业经历|经历|工作履历|曾从事工作", "work history", "做过什么", "what was done before", "开过小店"),
        _h("工作年限", "从业年限|工龄|年限", "years of work", "年数，如 5年", "a number of years", "5年"),
        _h("学历", "文化程度|教育程度|最高学历|文化", "education", "小学至博士", "小学 to 博士", "初中"),
        _h("到岗时间", "可到岗时间|到岗日期|上岗时间|何时到岗", "start", "如 随时、下月初、2026-12-01", "such as 随时, 下月初, 2026-12-01", "下月初"),
        _h("可投资金", "投资金额|可投资金额|出资额|资金", "capital", "金额，如 10万", "a sum such as 10万", ""),
        _h("关注行业", "行业|投资行业|意向行业|关注领域", "industries", "行业，可多项", "industries", ""),
        _h("参与方式", "投资方式|合作方式", "involvement", "只出资、参与经营、牵头", "只出资, 参与经营, 牵头", ""),
        _h("可服务时间", "服务时间|志愿时间|可参与时间", "hours", "如 周末", "such as 周末", ""),
        _h("服务特长", "志愿特长|服务专长", "service skills", "能为乡亲做什么", "what one can do for others", ""),
        _h("求助事项", "求助|困难|需要帮助|需求事项", "help wanted", "需要什么帮助", "what help is needed", ""),
        _h("结对意愿", "结对|帮带意愿|结对帮带", "pairing", "愿意带人、希望有人带", "愿意带人 (give) or 希望有人带 (receive)", ""),
        REMARKS,
    ),
    RecordKind.OPENING: (
        NUMBER,
        _h("单位名称", "企业名称|公司名称|用人单位|招聘单位|公司|单位", "employer", "单位全称", "the employer's name", "盱江仓储"),
        _h("岗位名称", "职位名称|招聘岗位|岗位|职位|工种|招聘工种", "title", "岗位名称", "the job title", "仓库管理员"),
        _h("招聘人数", "人数|需求人数|用工人数|招工人数|数量", "headcount", "人数，如 5人、若干", "a number; 若干 for open", "5人"),
        _h("工作地点", "工作地|地点|工作地址|上班地点|工作区域", "place", "省市县和地址", "division and address", "江西南城县城"),
        _h("薪资待遇", "薪资|工资|月薪|待遇|工资待遇|薪酬|薪资范围", "pay", "如 4500-5500元/月、150元/天", "such as 4500-5500元/月, 150元/天", "4500-5200元/月"),
        _h("技能要求", "任职要求|岗位要求|技能|要求|职位要求", "skills asked", "要求的技能，可多项", "skills, several may be given", "叉车、库存管理"),
        _h("证书要求", "资格要求|持证要求|证件要求|证书|上岗证", "certificates asked", "证书名称；优先的写“…优先”", "certificates; a preference as “…优先”", "叉车证"),
        _h("经验要求", "工作经验|经验|工作年限|年限要求", "experience asked", "如 3年以上、不限", "such as 3年以上, 不限", "1年以上"),
        _h("学历要求", "学历|文化程度|文化要求|教育程度", "education asked", "如 高中及以上、不限", "such as 高中及以上, 不限", "初中及以上"),
        _h("工作时间", "上班时间|班次|作息|工作班制", "hours and shifts", "如 长白班、两班倒、双休", "such as 长白班, 两班倒, 双休", "长白班"),
        _h("食宿", "食宿情况|吃住|住宿|食宿安排|食宿条件", "board and lodging", "如 包吃住、包午餐", "such as 包吃住, 包午餐", "包午餐"),
        _h("到岗时间", "到岗日期|上岗时间|入职时间", "start", "如 随时、下月初", "such as 随时, 下月初", "随时"),
        UNTIL,
        _h("岗位职责", "工作内容|职责|岗位描述|职位描述|工作职责", "duties", "任意文字", "any text", "收发货、盘点"),
        REMARKS,
    ),
    RecordKind.NEED: (
        NUMBER,
        _h("项目名称", "名称|项目", "project", "项目名称", "the project's name", "水库生态养鱼"),
        _h("所在地", "地点|项目地点|项目所在地|地址", "place", "省市县乡村", "division and village", "江西南城"),
        _h("行业", "产业|所属行业|行业类别", "industry", "行业", "an industry", "淡水养殖"),
        _h("需求类型", "类型|需求类别|需求", "kind of need", "资金、带头人、技术、销路、人才，可多项", "资金, 带头人, 技术, 销路, 人才", "资金"),
        _h("需求说明", "说明|项目说明|需求描述|项目简介", "what is needed", "任意文字", "any text", ""),
        _h("所需资金", "资金需求|总投资|融资额|资金", "capital", "金额，如 80万", "a sum such as 80万", "80万"),
        _h("最低出资", "起投金额|最低投资|每份金额", "minimum ticket", "金额，如 1万", "a sum such as 1万", "1万"),
        _h("已有资源", "现有资源|村里资源|配套资源", "assets", "任意文字", "any text", "水库300亩"),
        _h("收益分配", "分配方式|分红|收益分成|利润分配", "split", "如 村51%，基金49%", "such as 村51%，基金49%", "村51%，出资人49%"),
        _h("预计带动就业", "带动就业|就业人数|预计就业", "jobs expected", "人数", "a number", "20"),
        _h("技能要求", "技能|能力要求|要求", "skills asked", "要求的技能", "skills", ""),
        UNTIL,
    ),
    RecordKind.SERVICE: (
        NUMBER,
        _h("事项名称", "名称|服务名称|事项|项目名称", "matter", "事项名称", "the matter's name", "独居老人助浴"),
        _h("类型", "事项类型|服务类型|类别", "kind", "实事认领、志愿服务、技能培训、法律援助、子女入学、政策咨询、工资借支、结对帮带、其他", "实事认领, 志愿服务, 技能培训, 法律援助, 子女入学, 政策咨询, 工资借支, 结对帮带, 其他", "技能培训"),
        _h("所在地", "地点|服务地点|地址", "place", "省市县乡村", "division and village", "江西南城"),
        _h("服务对象", "对象|面向对象", "for whom", "任意文字", "any text", ""),
        _h("所需人数", "人数|名额|需要人数", "headcount", "人数", "a number", "10"),
        _h("技能要求", "技能|要求", "skills asked", "要求的技能", "skills", ""),
        _h("时间", "服务时间|活动时间|日期", "when", "任意文字", "any text", "周末"),
        _h("认领方式", "认领|方式", "claim", "一人多领、多人一领", "一人多领, 多人一领", "多人一领"),
        _h("说明", "事项说明|描述|内容|备注", "what it is", "任意文字", "any text", ""),
        UNTIL,
    ),
}  # fmt: skip

SHEET_NAMES = {
    RecordKind.MEMBER: "成员登记表",
    RecordKind.OPENING: "岗位需求表",
    RecordKind.NEED: "家乡项目表",
    RecordKind.SERVICE: "服务事项表",
}
TELLING = {
    RecordKind.MEMBER: ("姓名", "户籍地", "意向", "求职岗位", "技能特长"),
    RecordKind.OPENING: ("岗位名称", "单位名称", "招聘人数", "薪资待遇"),
    RecordKind.NEED: ("项目名称", "需求类型", "所需资金"),
    RecordKind.SERVICE: ("事项名称", "服务对象", "认领方式"),
}
"""The headings that tell one kind of sheet from the others."""


NEVER_KEPT = frozenset(
    "民族 族别 政治面貌 党派 党员 是否党员 是否中共党员 入党时间 宗教 宗教信仰 信仰 健康 健康状况 身体状况 病史 疾病 残疾 残疾情况 是否残疾 残疾证号"
    " 婚姻 婚姻状况 婚否 是否已婚 生育 生育状况 生育情况 孕育情况 ethnicity religion party health maritalstatus".split()
)
"""Folded headings of what is never stored, whoever writes it (个人信息保护法 28, 29)."""


def fold_heading(text: str) -> str:
    """A heading without what does not matter: script, case, blanks, brackets and marks."""
    simple = simplify(text).lower()
    bare = simple.split("（")[0].split("(")[0]
    return "".join(c for c in (bare or simple) if c.isalnum())


@cache
def heading_index(kind: RecordKind) -> dict[str, str]:
    """Folded names and synonyms to contract names; a contract name beats another's synonym."""
    index: dict[str, str] = {}
    for heading in HEADINGS[kind]:
        for word in (*heading.synonyms, heading.english):
            index.setdefault(fold_heading(word), heading.name)
    return index | {fold_heading(heading.name): heading.name for heading in HEADINGS[kind]}


def match_headings(kind: RecordKind, row: list[str]) -> dict[int, str]:
    """Which column holds which heading, each heading once, the first that fits."""
    index = heading_index(kind)
    found: dict[int, str] = {}
    for at, cell in enumerate(row):
        name = index.get(fold_heading(cell))
        if name and name not in found.values():
            found[at] = name
    return found


def guess_kind(row: list[str]) -> RecordKind | None:
    """Which sheet a row of headings belongs to; None when it is none of them."""
    scores = {
        kind: 10 * len(set(TELLING[kind]) & set(match_headings(kind, row).values())) + len(match_headings(kind, row))
        for kind in HEADINGS
    }
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= 12 else None


def accepts(kind: RecordKind, name: str) -> Text:
    """What may stand under a heading."""
    return next(heading.accepts for heading in HEADINGS[kind] if heading.name == name)
