"""The headings of a résumé and what stands under each: 工作经历, 教育背景, 求职意向, EDUCATION."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from data.reading.script import fold


class Section(StrEnum):
    """A part of a résumé."""

    PERSON = "person"
    WISH = "wish"
    WORK = "work"
    PRACTICE = "practice"
    PROJECT = "project"
    EDUCATION = "education"
    TRAINING = "training"
    SKILLS = "skills"
    LANGUAGES = "languages"
    CERTIFICATES = "certificates"
    AWARDS = "awards"
    ABOUT = "about"
    HOBBIES = "hobbies"
    FAMILY = "family"
    REFERENCES = "references"
    OTHER = "other"


HEADINGS: dict[Section, str] = {
    Section.PERSON: "基本信息|基本情况|基本资料|个人信息|个人资料|个人情况|个人概况|联系方式|联络方式|个人基本信息|个人基本资料|personal information"
    "|personal details|personal data|contact|contact information|contact details|basics",
    Section.WISH: "求职意向|求职意愿|要求|求职要求|求职需求|应聘要求|工作意向|就业意向|就业意愿|求职登记|期望|希望从事的工作|工作要求|求职目标|求职期望|应聘意向|应征职务|应征职位|期望工作|期望职位|职业意向|职业目标|意向|求职条件|希望职务|希望条件|objective"
    "|career objective|job objective|job target|desired position",
    Section.WORK: "工作经历|工作经验|工作履历|工作经历及业绩|主要工作经历|工作简历|工作情况|任职经历|职业经历|从业经历|从业经验|打工经历|务工经历|创业经历|个人经历|主要经历"
    "|经历|个人履历|履历|上岗经历|服务经历|做过的工作|work experience|working experience|employment history|employment|work history|experience|professional experience"
    "|career history",
    Section.PRACTICE: "实习经历|实习经验|社会实践|实践经历|校园经历|在校经历|学生工作|志愿者经历|志愿经历|志愿服务|社团经历|internship|internships|volunteer"
    "|volunteering|volunteer experience|activities",
    Section.PROJECT: "项目经历|项目经验|项目|主要项目|工程经历|工程业绩|业绩|主要业绩|projects|project experience",
    Section.EDUCATION: "教育背景|教育经历|教育情况|教育|学习经历|求学经历|学历|学历背景|教育程度|教育和培训|教育及培训|education|education background"
    "|educational background|academic background|qualifications",
    Section.TRAINING: "培训经历|培训经验|培训情况|培训|参加培训|训练|教育训练|training|courses",
    Section.SKILLS: "专业技能|技能特长|技能|职业技能|个人技能|工作技能|掌握技能|技能专长|特长|专长|个人特长|专业特长|专业能力|工作能力|个人能力|it技能|计算机技能"
    "|技能清单|技能及特长|会做的活|相关技能|skills|key skills|technical skills|professional skills|core skills|core competencies",
    Section.LANGUAGES: "语言能力|语言|外语水平|外语能力|语文能力|languages|language skills|language",
    Section.CERTIFICATES: "证书|资格证书|技能证书|职业资格|职业证书|持有证书|持证情况|所获证书|证书情况|专业证书|相关证书|职业资格证书|资质证书|证照|专业证照|证件|技能及证书"
    "|技能证书及特长|资格|certificates|certifications|certification|licenses|licences|licenses and certifications|certificates and licences",
    Section.AWARDS: "获奖情况|获奖经历|荣誉|荣誉奖项|荣誉证书|所获荣誉|奖项|奖励|奖惩情况|获奖|获奖荣誉|获奖证书|awards|honors|honours|achievements",
    Section.ABOUT: "自我评价|自我介绍|个人简介|个人介绍|自我描述|个人评价|个人优势|自我鉴定|自我总结|个人总结|个人特点|个人亮点|优势|自评|自传|简介|性格特点|summary|profile"
    "|about me|about|professional summary|personal statement|self evaluation|personal profile|career summary",
    Section.HOBBIES: "兴趣爱好|爱好|兴趣|个人爱好|业余爱好|hobbies|interests|hobbies and interests",
    Section.FAMILY: "家庭成员|家庭情况|家庭关系|家庭状况|家庭主要成员|家庭主要成员及社会关系|家庭成员及社会关系|社会关系|主要社会关系|家属情况|家庭背景|紧急联系人|family"
    "|family members|emergency contact",
    Section.REFERENCES: "证明人|推荐人|推荐人信息|介绍人|咨询人|背景调查|references|referees|reference",
    Section.OTHER: "其他|其它|其他信息|备注|附件|附加信息|补充说明|其他说明|其他情况|其他要求|附注|additional information|other|others|remarks",
}
PUTS_FIRST = re.compile(r"^(?:[\W_]|[（(]?[一二三四五六七八九十\d]{1,2}[、.)])+")
PUTS_LAST = re.compile(r"[\W_]+$")
LONGEST = 40
LEAD = re.compile(r"^(?P<head>[^:：\t]{2,16}?)(?:[ ]*[:：]|\t|[ ]{2,}|(?<=[\u4e00-\u9fff]{4})[ ])[ \t]*(?=\S)")


@cache
def _index() -> dict[str, Section]:
    return {word.replace(" ", ""): section for section, words in HEADINGS.items() for word in words.split("|")}


def section_of(words: str) -> Section | None:
    """The part of a résumé that words head; None where they are no heading. 工作经历 Work Experience is one too."""
    if len(words) > LONGEST:
        return None
    bare = PUTS_LAST.sub("", PUTS_FIRST.sub("", fold(words).text.lower()))
    if not bare:
        return None
    chinese = "".join(c for c in bare if "\u4e00" <= c <= "\u9fff")
    letters = re.sub(r"\s+", "", re.sub(r"[^a-z ]", "", bare.replace("&", " and ")))
    rest = re.sub(r"[\u4e00-\u9fff\sa-z&/()（）|·\-—]", "", bare)
    if rest or (chinese and letters and _index().get(chinese) is None):
        return None
    return _index().get(chinese) if chinese else _index().get(letters)


def lead_of(line: str) -> tuple[Section, int] | None:
    """The part that the first words of a line head, and where the rest begins: 工作经历：2018…; None where they head none."""
    lead = LEAD.match(line[:LONGEST])
    section = section_of(lead["head"]) if lead else None
    return (section, lead.end()) if lead and section else None
