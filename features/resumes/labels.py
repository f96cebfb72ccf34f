"""The labels of a résumé and the fields that they name: 姓名：, 户籍, 到岗时间, Phone:, and those of what is never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

KEPT: dict[str, str] = {
    "姓名": "姓名|名字|姓 名|name|full name",
    "手机号": "手机号码|手机号|手机|电话号码|联系电话|联系手机|移动电话|行动电话|电话|联系方式|联络电话|联络方式|mobile phone|phone number|contact number|mobile|phone|telephone|tel|cell",
    "户籍地": "户籍所在地|户口所在地|户籍地址|户籍地|户籍|户口|籍贯|老家|家乡|生源地|出生地|原籍|hometown|native place",
    "现居地": "现居住地址|现居住于|现居于|现居住地|现居地址|现居城市|现居地|现居|目前居住地|目前所在地|居住地址|居住城市|居住地|所在城市|所在地区|所在地|现住址|现住|现址|目前住址|目前城市|常住地|住址"
    "|家庭住址|家庭地址|通讯地址|通信地址|联系地址|联络地址|居住地點|详细地址|地址|current address|home address|address|current location|current city|location|city",
    "求职岗位": "求职状态|目前状态|目前状况|求职意向|应聘|应聘岗位|应聘职位|应聘职务|应征职务|应征职位|求职岗位|求职职位|意向岗位|意向职位|意向工种|期望岗位|期望职位|期望职务|期望职业|期望从事职业|期望从事|希望职务"
    "|希望岗位|希望职位|目标岗位|目标职位|想从事的工作|求职目标|求职工种|应聘工种|desired position|position applied for|position desired|job intention|objective|job target|label",
    "期望薪资": "期望薪资|期望薪酬|期望月薪|期望工资|期望年薪|期望待遇|希望待遇|希望薪资|要求工资|要求薪资|要求月薪|工资待遇要求|薪资要求|工资要求|待遇要求|薪酬要求|薪资期望|月薪要求|要求待遇|expected salary|salary expectation"
    "|desired salary",
    "期望工作地": "期望工作地点|期望工作地区|期望工作城市|期望工作地|期望地点|期望地区|期望城市|意向城市|意向地区|意向工作地|目标城市|目标地点|工作地区|工作地点要求|希望工作地点|希望地点"
    "|希望地区|求职地区|preferred location|desired location|preferred city",
    "到岗时间": "到岗时间|上班时间|可到岗时间|可到岗日期|到岗日期|上岗时间|入职时间要求|最快到岗|到职时间|可上班日|可上班日期|可上班时间|上班时间要求|什么时候能上班|何时到岗|available from|availability|available|notice period",
    "工作年限": "工作年限|工作经验|从业年限|工龄|工作经验年限|年资|years of experience",
    "学历": "最高学历|文化程度|教育程度|学历|文化|highest education|education level|degree",
    "证书": "持有证书|资格证书|职业资格证书|职业资格|技能证书|技能等级|职业技能等级|证书|证件|资格证|专业证照|证照|驾照|驾驶证|驾驶执照|准驾车型|职称|certificates|certificate|certifications|driving licence"
    "|driving license|driver's license",
    "技能特长": "专业技能|技能特长|职业技能|工作技能|技能|特长|专长|个人特长|会做|擅长|skills|key skills",
    "意向": "登记意向",
}
TOLD_ONLY = {
    "工作性质", "求职类型", "工作类型", "期望行业", "期望从事行业", "行业", "毕业院校", "毕业学校", "毕业时间", "毕业日期", "专业", "所学专业", "外语水平", "外语",
    "语言能力", "语言", "计算机水平", "计算机能力", "自我评价", "工作经历", "现工作单位", "现任职务", "入职时间", "毕业于", "school", "major", "graduated",
}  # fmt: skip
"""Labels that part a line and are read by the part that they stand in, or not at all."""

JOB: dict[str, str] = {
    "employer": "公司名称|单位名称|工作单位|企业名称|就职公司|任职公司|所在单位|公司|单位|雇主|company|employer",
    "title": "职位名称|岗位名称|担任职务|担任职位|担任岗位|工作岗位|所任职位|所在岗位|职位|岗位|职务|工种|职称名称|从事工作|position|job title|title|role",
    "period": "起止时间|起止年月|起止日期|在职时间|在职期间|任职时间|工作时间|工作期间|时间|日期|period|dates|duration|date",
    "duties": "工作内容|工作职责|岗位职责|职责描述|工作描述|主要职责|主要工作|负责内容|具体职责|主要业绩|工作业绩|业绩|职责|描述|内容|responsibilities|duties|summary|highlights",
    "rest": "所在部门|部门|离职原因|汇报对象|下属人数|公司性质|公司规模|公司行业|所属行业|行业类别|行业|薪资待遇|税前月薪|月薪|薪资|工资|薪酬|年薪|department|reason for leaving|salary|url",
}
WISHED: dict[str, str] = {
    "求职岗位": "状态|到岗状态|职位|岗位|工种|职务|职业|意向|目标|title|position|role",
    "期望工作地": "工作地点|工作地区|工作城市|地点|城市|地区|location|city",
    "期望薪资": "薪资待遇|薪资|薪酬|月薪|工资|待遇|salary",
    "到岗时间": "到岗|到职|时间|上岗|start",
    "": "性质|类型|行业|从事行业|意向行业|目标行业",
}
"""What short labels name among wishes."""

NEVER: dict[str, str] = {
    "照片": "照片|相片|近照|免冠照|贴照片处|photo",
    "性别": "性别|gender|sex",
    "出生日期": "出生年月日|出生年月|出生日期|出生时间|出生年份|生日|出生|date of birth|birth date|birthday|dob|born",
    "年龄": "年龄|实际年龄|周岁|年纪|age",
    "民族": "民族|族别|ethnicity|ethnic group|race",
    "国籍": "国籍|nationality|citizenship",
    "政治面貌": "政治面貌|政治面目|党派|入党时间|入团时间|党龄|political status|party",
    "婚姻状况": "婚姻状况|婚姻状态|婚姻情况|婚姻|婚否|婚育状况|婚育情况|婚育|marital status|marriage",
    "生育状况": "生育状况|生育情况|子女情况|子女|有无子女|children",
    "健康状况": "健康状况|健康情况|身体状况|身体情况|健康|既往病史|病史|视力|色盲|残疾情况|血型|health|blood type",
    "宗教": "宗教信仰|宗教|信仰|religion",
    "身高体重": "身高体重|身高/体重|身高|体重|height|weight",
    "身份证号": "身份证号码|身份证号|身份证|身分证字号|身分證字號|公民身份号码|证件号码|证件号|证书编号|证书号码|证书号|证件编号|证号|编号|护照号|id number|id card|id no|passport no|passport",
    "邮箱": "电子邮箱|电子邮件|邮箱地址|邮箱|邮件|电邮|电子信箱|e-mail|email|mail",
    "QQ、微信": "qq号码|qq号|qq|微信号|微信|wechat id|wechat|weixin|line id|whatsapp|skype",
    "网址": "个人主页|个人网站|个人博客|博客|主页|网址|作品链接|作品集|抖音号|快手号|github|linkedin|website|homepage|blog|url|portfolio",
    "邮编": "邮政编码|邮编|postal code|postcode|zip code|zip",
    "家庭成员": "家庭成员|家庭情况|家庭状况|家庭关系|父亲|母亲|丈夫|妻子|爱人|配偶|父亲姓名|母亲姓名|配偶姓名|紧急联系人|紧急联系电话|紧急电话|监护人|家长|family members|father|mother|spouse"
    "|emergency contact",
    "证明人": "证明人电话|证明人|证明人及电话|证明人及联系方式|推荐人|介绍人|references|referee|reference|referees",
    "兵役": "兵役状况|兵役|役别|military service",
    "星座、属相": "星座|属相|生肖|zodiac",
    "兴趣爱好": "兴趣爱好|兴趣|爱好|业余爱好|hobbies|interests",
}  # fmt: skip
NEAR = {"性别", "出生日期", "年龄", "民族", "政治面貌", "婚姻状况", "健康状况", "身份证号", "邮箱"}
"""What may follow the value before it without a blank (姓名：张三性别：男)."""


SHORT_OF = frozenset({"姓名", "户籍地", "现居地", "求职岗位", "期望薪资", "期望工作地", "到岗时间", "学历", "证书"})
LONGEST_SHORT = 40
SENTENCE = re.compile("[,。;!?]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value: `field` is a heading of the sheet, a part of a job, or a kind never kept."""

    field: str
    start: int
    value: int
    end: int


def _spread(word: str) -> str:
    """姓名 is also written 姓 名."""
    return r"[ ]{0,4}".join(map(re.escape, word)) if len(word) == 2 and word[0] > "\x7f" else re.escape(word)


class Where(Enum):
    """Where a label stands: short ones mean other things among wishes and in a job."""

    ANYWHERE = "anywhere"
    JOB = "job"
    WISH = "wish"


OWN_LABELS: dict[Where, dict[str, str]] = {Where.ANYWHERE: {}, Where.JOB: JOB, Where.WISH: WISHED}


@cache
def _fields(where: Where) -> dict[str, str]:
    """Labels and what they name; those of the place come first."""
    found = {word: kind for kind, words in NEVER.items() for word in words.split("|")}
    found |= {word: heading for heading, words in KEPT.items() for word in words.split("|")}
    found |= dict.fromkeys(TOLD_ONLY, "")
    found |= {word: part for part, words in OWN_LABELS[where].items() for word in words.split("|")}
    return {word.replace(" ", ""): field for word, field in found.items()} | found


@cache
def _pattern(where: Where) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Labels with a colon or in a cell of their own, and labels parted from their values by blanks alone."""
    words = sorted(_fields(where), key=len, reverse=True)
    near = [w for w in words if _fields(where)[w] in NEAR and w[0] > "\x7f"]
    one_of = "|".join(map(_spread, words))
    head = r"(?:^|(?<=[\s|,;、/·•●◆■\-\]】>]))(?:\d{1,2}[.、])?"
    tail = r"[ ]{0,4}(?:\([^)]{0,12}\))?[ ]{0,4}(?::|\t)[ \t]*"
    marked = re.compile(
        rf"{head}(?P<a>{one_of}){tail}|(?<=[\u4e00-\u9fff\d])(?P<b>{'|'.join(map(re.escape, near))})[ ]{{0,2}}:[ ]*", re.IGNORECASE
    )
    bare = re.compile(rf"(?:^|(?<=[ \t]))(?P<a>{one_of})(?:[ \t]+|$)(?P<b>)", re.IGNORECASE)
    return marked, bare


def pairs(line: str, where: Where = Where.ANYWHERE) -> list[Pair]:
    """The labels of a folded line with their values, in order; those named only by blanks count where there are two."""
    marked, bare = _pattern(where)
    found = list(marked.finditer(line))
    if not found:
        loose = list(bare.finditer(line))
        found = loose if loose and loose[0].start() == 0 and len(line) < 160 and _told_apart(line, loose) else []
    ends = [*(match.start() for match in found[1:]), len(line)][: len(found)]
    return list(_cut(line, found, ends, where))


def _told_apart(line: str, loose: list[re.Match[str]]) -> bool:
    """Several labels, or one set apart by a wide gap, followed by a number, or by a word or two: 现居 江苏昆山."""
    after = loose[0].end()
    if len(loose) > 1 or line[:after].endswith("  ") or line[after : after + 1].isdigit():
        return True
    label = line[:after].strip()
    field = _fields(Where.ANYWHERE).get(label, "")
    return (field in SHORT_OF or field in NEVER) and not label.isascii() and len(line) <= LONGEST_SHORT and not SENTENCE.search(line)


def _cut(line: str, found: list[re.Match[str]], ends: list[int], where: Where) -> Iterator[Pair]:
    for match, end in zip(found, ends, strict=True):
        group = "a" if match["a"] else "b"
        word = match[group].lower()
        fields = _fields(where)
        field = fields.get(word, fields.get(word.replace(" ", ""), ""))
        value = line[match.end() : end]
        stop = match.end() + len(value.rstrip(" \t|,;、/·"))
        yield Pair(field, match.start(group), match.end(), max(stop, match.end()))


def alone(line: str) -> str | None:
    """The field of a line that is a label and nothing else."""
    word = line.strip(" \t:·•").lower()
    fields = _fields(Where.ANYWHERE)
    return fields.get(word, fields.get(word.replace(" ", ""))) if len(word) <= 20 else None
