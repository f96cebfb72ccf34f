"""What in a note is about the person alone: the name, the phone, and what no record keeps."""

from __future__ import annotations

import re

from features.drafts.filling import Filling
from features.drafts.wording import one_of
from features.linking import find

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅"
    "方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳揭乐艾敖"
)
COMPOUND = "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|端木"
CALLED = r"某某?|师傅|大姐|阿姨|大哥|大叔|先生|女士|同志|老师|姐|哥|叔|婶|嫂|伯|总"
FULL = rf"(?:[\u4e00-\u9fff]某某?|(?:{COMPOUND}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}|(?:{COMPOUND}|[{SURNAMES}])(?:{CALLED}|[*×Xx○]{{1,2}}))"
LABELS = one_of("姓名 名字 我叫 叫做? 本人 求职者 成员 来访人? 登记人 联系人 求职人")
INTRODUCED = re.compile(rf"{LABELS}(?:是|为|叫|姓名)?[:\s]*(?P<name>{FULL})(?=[,。;\s()男女今、:是\d要想想的]|$)")
SAID_TO_BE = re.compile(r"(?:我叫|姓名[:是为]|我名字叫)(?P<name>[\u4e00-\u9fff]{2,3})(?=[,。;\s(]|$)")
"""A name that is told as one, of whatever surname."""

SURNAME_ONLY = re.compile(rf"(?:本人|我|免贵)?(?P<name>姓(?:{COMPOUND}|[{SURNAMES}]))(?=[,。;\s()、男女的是]|$)")
AFTER_NAME = one_of("[,。;\\s()男女、:\\d] 说 来电 来站 来访 打电话 想 今年 女 男 户籍 老家 现 家住 $")
AT_THE_HEAD = r"(?:\d+[.、)]\s*)?(?:" + one_of("登记 来访 来电 走访 求职 电话 咨询 微信 群众 [\\d一二三四五六七八九十]+组 村民 住户 脱贫户 贫困户 [^,。;:]{2,6}代[报登填]") + r"[^,。;:]{0,4}?(?:[:,\s]\s*|(?<=村民|住户|贫户|困户|记人|访人)))?"
FIRST = re.compile(rf"^\s*{AT_THE_HEAD}(?P<name>{FULL}|[老小](?:[{SURNAMES}]))(?={AFTER_NAME})")
NICK = re.compile(r"^\s*(?P<name>[老小][" + SURNAMES + r"]|[" + SURNAMES + r"](?:" + CALLED + r"))(?=[\u4e00-\u9fff])")
PET = re.compile(r"\s*(?P<name>[小阿][\u4e00-\u9fff])(?=[,。])")
HIDDEN = r"[\d*xX×]{4}"
PHONE = re.compile(
    rf"(?<!\d)1[3-9]\d[\s-]?{HIDDEN}[\s-]?{HIDDEN}(?!\d)|(?<!\d)1[3-9]\d\*{{2,8}}\d{{2,4}}(?!\d)|(?<!\d)0\d{{2,3}}-?\d{{7,8}}(?!\d)"
)
PHONE_LABEL = re.compile(r"(?:我的)?(?:联系)?(?:手机号?码?|电话号?码?|微信同号?|微信|联系方式|号码|电联)[是为:\s]*$")
AGE = r"(?:今年|年龄|年纪)?[约近]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[一二三四五六]十(?:多|来|出头))(?:多|来|周)?岁(?:了|多|左右)?"
BORN = r"[5-9]\d后|\d{2,4}年(?:出?生|的)$|\d{17}[\dxX]|身份证号?"
SEX = r"^(?:男|女)(?:性|的|士)?$|^性别.{0,2}"
FAMILY_LIFE = one_of("已婚 未婚 离异 离婚 丧偶 离过婚 怀孕 孕后")
ORIGIN = one_of("汉 回 满 苗 壮 畲 瑶 藏 彝 土家 侗 布依 黎 傣 白 羌 土 维吾尔 哈萨克 蒙古 朝鲜") + "族"
BELIEF = one_of("党员 群众$ 团员 政治面貌 信(?:佛|教) 基督")
HEALTH = one_of(
    "乙肝 高血压 糖尿病 身体(?:健康|好(?:得很)?|不好|可以) 残疾 生病 有病 刚做完手术[^,]{0,8} 腰不好 腿不(?:太)?好了? 眼睛花了[^,]{0,4} 无犯罪"
)
BARE_AGE = r"^(?:今年|刚好?|都|快|也)*(?:\d{2}|[二三四五六七]十[一二三四五六七八九]?)了?$"
NOT_KEPT = re.compile("|".join((BARE_AGE, AGE, SEX, BORN, FAMILY_LIFE, ORIGIN, BELIEF, HEALTH)))
NOT_A_NAME = re.compile(r"[人县市省镇乡村厂店证班工活年月岁的会想做找在住有了过]$|师傅$(?<!^.师傅)")


def read_person(row: Filling) -> None:
    """The name and the phone number; age, sex, health and the like are passed over."""
    plain = row.note.plain
    for match in PHONE.finditer(plain):
        label = PHONE_LABEL.search(plain, max(0, match.start() - 12), match.start())
        row.put("手机号", *match.span())
        if label:
            row.take(*label.span())
    found = SAID_TO_BE.search(plain) or INTRODUCED.search(plain) or FIRST.search(plain) or _alone(row) or NICK.search(plain)
    if found and _is_name(found["name"]):
        row.take(*found.span())
        row.put("姓名", *found.span("name"))


def _alone(row: Filling) -> re.Match[str] | None:
    """A surname alone (我姓黄) or a pet name at the head (小芳)."""
    for clause in row.note.clauses:
        if match := SURNAME_ONLY.search(row.note.plain, clause.start, clause.end):
            return match
    return PET.match(row.note.plain)


def pass_over(row: Filling) -> None:
    """Leave out what no record keeps."""
    for clause in row.note.clauses:
        for match in NOT_KEPT.finditer(clause.text):
            row.take(clause.start + match.start(), clause.start + match.end())


def _is_name(name: str) -> bool:
    if NOT_A_NAME.search(name) and not re.search(CALLED + "$", name):
        return False
    return not any(hit.end - hit.start == len(name) for hit in find("occupation", name))
