"""What no record keeps, found in a résumé and taken out of its text before anything is read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.documents.sections import Section, lead_of, section_of
from data.reading.script import Folded, fold
from features.resumes.labels import JOB, NEVER, alone, pairs

LEFT_SECTIONS = {Section.FAMILY: "家庭成员", Section.REFERENCES: "证明人", Section.HOBBIES: "兴趣爱好"}
PEOPLES = (
    "汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克"
    "|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
EDGE, END = r"(?:^|(?<=[\s,。;、|/·:()是\-]))", r"(?=$|[\s,。;、|/·()\-])"
AGED = "(?:今年|年龄|现年|年方|本人)?[约近]?"
ILLNESSES = "乙肝|色盲|色弱|高血压|糖尿病|心脏病|腰椎间盘突出|慢性病|癫痫|残疾(?!人|儿|军|老)"
FAMILY = "父亲|母亲|父母|丈夫|老公|妻子|老婆|爱人|儿子|女儿|公公|婆婆"
INLINE: tuple[tuple[str, str], ...] = (
    ("身份证号", r"(?<!\d)\d{6}(?:19|20)\d{9}[\dxX](?!\d)"),
    ("身份证号", r"(?:证(?:书|件)?(?:编)?号码?|编号)[:\s]{0,2}[A-Za-z]?\d{8,20}[xX]?|(?<![\dA-Za-z])T\d{15,18}[xX]?"),
    ("邮箱", r"[\w.+\-]{1,64} ?@ ?[\w\-]{1,64}(?:\.[\w\-]{1,32}){1,4}"),
    ("QQ、微信", r"(?:QQ|Q Q|扣扣)(?:号码?|同号)?[:\s]{0,3}\d{5,12}"),
    ("QQ、微信", r"(?:微信|VX|WeChat)(?:号码?)?[:\s]{0,3}[A-Za-z][\w\-]{5,19}"),
    ("网址", r"(?:https?://|www\.)[^\s,。;|]{3,200}|(?:github|gitee|linkedin)\.com/[^\s,。;|]{1,80}"),
    ("出生日期", r"(?:出生于|生于|出生[:\s]?)?(?:19|20)\d{2}[年./\-]\d{1,2}(?:[月./\-](?:\d{1,2}日?)?)?份?(?:出生|生(?![产活意]))"),
    ("出生日期", r"(?:出生于|生于)(?:19|20)\d{2}年?(?:\d{1,2}月)?(?:\d{1,2}日)?"),
    ("出生日期", r"(?:19[4-9]|200)\d年(?:出)?生人?(?![产活意])|(?:19)?[5-9]\d年的?(?:人(?![数员])|出生)"),
    ("年龄", rf"{AGED}(?:\d{{2}}|[二三四五六]十[一二三四五六七八九]?)(?:多|来)?周?岁(?:了|左右)?(?![以及上至到\-])"),
    ("年龄", rf"{EDGE}[5-90]0后{END}|\b\d{{2}} ?years? old\b"),
    ("性别", rf"{EDGE}(?:男|女)(?:性|士|生)?{END}|(?<=本人)(?:男|女)性?(?=[,。;])|{EDGE}(?:male|female){END}"),
    ("性别", "性别[:\\s]{0,2}[男女]"),
    ("民族", rf"{EDGE}(?:{PEOPLES})族(?:人)?{END}"),
    ("政治面貌", rf"{EDGE}(?:中共|中国共产党|预备|正式)*(?:党员(?:家属|家庭)?|团员|共青团员|民主党派|无党派人士?|群众){END}"),
    ("政治面貌", r"(?:(?:19|20)\d{2}年?(?:\d{1,2}月)?)?(?:加入中国共产党|入党)"),
    ("婚姻状况", r"已婚(?:已育|未育|有孩|有子女)?|未婚(?:未育)?|离异|离婚|丧偶|(?<!\w)(?:single|married|divorced)(?!\w)"),
    ("生育状况", r"(?:已育|育有|生有|膝下有?)[一两二三四1-4]?[个名]?(?:子女?|[儿女孩][子儿童]?|女)?(?:[一二两][儿子女])?|未育"),
    ("生育状况", r"(?:家有|有)[一两二三四1-4]个?(?:小孩|孩子|子女|儿子|女儿|宝宝)|孩子(?:已经?|都)?(?:上学|上大学|大了|成年|工作)"),
    ("健康状况", r"(?:本人)?身体(?:素质)?(?:很|非常|十分)?(?:健康|健壮|好|良好|硬朗|强壮)|健康状况[:\s]?(?:良好|健康|好)?"),
    ("健康状况", r"无(?:任何)?(?:重大|传染|不良|慢性)*(?:疾病|病史|病)|(?:已)?怀孕"),
    ("健康状况", rf"(?:有|患有?|得过)?(?:{ILLNESSES})|(?:肢体|听力|视力)残疾(?:[一二三四]级)?|裸视视力?[\d.]*|视力[:\s]?[45]\.\d"),
    ("宗教", r"信(?:仰)?(?:佛教?|基督教?|天主教|伊斯兰教|道教|耶稣)|(?:佛|基督|天主|伊斯兰|道)教徒?|无宗教信仰"),
    ("身高体重", r"身高[:约\s]{0,2}[\d.]{1,5} ?(?:cm|m|米|厘米|公分)?\d{0,2}|体重[:约\s]{0,2}\d{2,3} ?(?:kg|公斤|斤|千克)?"),
    ("身高体重", rf"{EDGE}1[4-9]\d ?(?:cm|厘米|公分){END}|{EDGE}\d{{2,3}} ?kg{END}"),
    ("家庭成员", rf"(?:{FAMILY})(?:均|都|也)?(?:是|在|为|务农|退休|已故|去世|健在|身体|姓|叫)[^,。;\n]{{0,24}}"),
    ("证明人", r"(?:证明人|推荐人|介绍人)[:\s]{0,2}[\u4e00-\u9fff]{2,4}(?:[ ,(:]{0,3}1[3-9]\d{9}\)?)?"),
)
PATTERNS = tuple((kind, re.compile(pattern, re.MULTILINE | re.IGNORECASE)) for kind, pattern in INLINE)
CERTIFIED = re.compile(r"健康证|残疾人(?:服务|护理)|残联")
"""Where words of health name a paper or a place of work they stay."""

ROAD = "路|街(?!道)|巷|弄|大道|小区|花园|新村|公寓|广场|家园|苑"
DOOR = "号|栋|幢|弄|组|室|单元|楼"
STREET = re.compile(
    rf"(?:(?<=[县市区镇乡道])[^\s县市区镇乡,;]{{1,12}}?(?:{ROAD})[\u4e00-\u9fffA-Za-z\d\-#]{{0,24}}"
    rf"|\d{{1,5}}(?:{DOOR})[\u4e00-\u9fffA-Za-z\d\-#]{{0,20}}"
    r"|(?<=[村队])[\u4e00-\u9fff]{1,4}?(?:小组|组)\d{0,4}号?)$"
)
SEXED = re.compile(rf"{EDGE}(?:男|女|male|female){END}", re.IGNORECASE)
BORN = re.compile(r"(?:^|[\s|,/·])(?P<born>(?:19[4-9]|200)\d(?:[./年\-](?:1[0-2]|0?[1-9])(?:月|[./\-]\d{1,2}日?)?|年))(?=$|[\s|,/·])")
"""A month beside the word for the sex is that of birth."""

ROOMS = re.compile(r"(?:[^,;]{0,40}(?:\d|\b(?:Road|Rd|Street|St|Avenue|Ave|Lane|Building|Room)\b)[^,;]{0,40},\s*)+(?=[A-Za-z])", re.IGNORECASE)
LOOSE_MARKS = re.compile(r"^[\s|/,;，；、·•\-]+|[\s|/,;，；、·]+$|(?P<one>[|/,;、·，；。])(?:\s*[|/,;、·，；])+")
CELLS = re.compile(r" *\t *|(?<=\S) {2,}(?=\S)")
JOB_WORDS = frozenset(word for words in JOB.values() for word in words.split("|"))
SHORT = 24


@dataclass(frozen=True, slots=True)
class Kept:
    """The text without what no record keeps, which kinds were left out, and the line that each line was."""

    text: str
    left_out: tuple[str, ...]
    lines: tuple[int, ...]

    def line_at(self, place: int) -> int:
        """The line of the text as given that a place of the kept one was read from."""
        at = self.text.count("\n", 0, place)
        return self.lines[at] if at < len(self.lines) else 0


def without_personal(text: str, pictures: int = 0) -> Kept:
    """Take out what no record keeps; the kinds come in a fixed order."""
    folded = fold(text)
    found = sorted(_found(folded))
    kinds = {kind for _, _, kind in found} | ({"照片"} if pictures else set())
    order = [*NEVER, "住址门牌"]
    numbered = _few_blanks(_blanked(text, folded, found))
    kept = "\n".join(line for _, line in numbered)
    return Kept(kept, tuple(sorted(kinds, key=order.index)), tuple(number for number, _ in numbered))


def _found(folded: Folded) -> Iterator[tuple[int, int, str]]:
    """Stretches of the folded text with what they are."""
    start, section, hanging = 0, None, ""
    columns: dict[int, str] = {}
    for line in folded.text.split("\n"):
        lead = lead_of(line)
        headed = section_of(line) or (lead[0] if lead and lead[0] in LEFT_SECTIONS else None)
        section = headed or section
        if section in LEFT_SECTIONS and line.strip():
            yield start, start + len(line), LEFT_SECTIONS[section]
        elif hanging and line.strip():
            if len(line) <= SHORT and headed is None and alone(line) is None and not pairs(line):
                yield start, start + len(line), hanging
            hanging = ""
        if section not in LEFT_SECTIONS:
            yield from ((start + a, start + b, kind) for a, b, kind in _in_line(line))
            cells = _cells(line)
            yield from ((start + cells[at][0], start + cells[at][1], kind) for at, kind in columns.items() if at < len(cells))
            columns = _columns(line, columns)
            label = alone(line) if line.strip() else hanging
            hanging = label if label in NEVER else hanging if not line.strip() else ""
        start += len(line) + 1


def _in_line(line: str) -> Iterator[tuple[int, int, str]]:
    labelled = list(_labelled(line))
    yield from labelled
    for start, end, kind in _unlabelled(line):
        if not any(a <= start and end <= b for a, b, _ in labelled):
            yield start, end, kind


def _unlabelled(line: str) -> Iterator[tuple[int, int, str]]:
    if SEXED.search(line):
        yield from ((*match.span("born"), "出生日期") for match in BORN.finditer(line))
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(line):
            if match.end() > match.start() and not CERTIFIED.search(line[max(0, match.start() - 2) : match.end() + 4]):
                yield match.start(), match.end(), kind


def _labelled(line: str) -> Iterator[tuple[int, int, str]]:
    for pair in pairs(line):
        if pair.field in NEVER:
            yield pair.start, _end_of_value(line, pair.value, pair.end, pair.field), pair.field
        elif pair.field in ("现居地", "户籍地") and (rooms := ROOMS.match(line[pair.value : pair.end])):
            yield pair.value, pair.value + rooms.end(), "住址门牌"
        elif pair.field in ("现居地", "户籍地"):
            if street := STREET.search(line[pair.value : pair.end]):
                yield pair.value + street.start(), pair.end, "住址门牌"
    if label := alone(line):
        if label in NEVER:
            yield 0, len(line), label


def _cells(line: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand; one for a line that is no row."""
    at, found = 0, []
    for stop in (*(match.span() for match in CELLS.finditer(line)), (len(line),) * 2):
        found.append((at, stop[0]))
        at = stop[1]
    return found


def _columns(line: str, before: dict[int, str]) -> dict[int, str]:
    """Which columns of a table are never kept: named in its head, good for the rows below it."""
    cells = _cells(line)
    if len(cells) < 2:
        return {}
    fields = [alone(line[start:end]) for start, end in cells]
    known = sum(field is not None or line[start:end].strip() in JOB_WORDS for field, (start, end) in zip(fields, cells, strict=True))
    if known < len(cells):
        return before
    return {at: field for at, field in enumerate(fields) if field in NEVER}


def _end_of_value(line: str, value: int, end: int, kind: str) -> int:
    """A number or a word of its own ends the value; what follows a comma may be of another kind."""
    if kind in ("家庭成员", "证明人", "兴趣爱好", "住址门牌"):
        return end
    stop = re.search(r"[,;|]|  |\t", line[value:end])
    return value + stop.start() if stop and stop.start() else end


def _blanked(text: str, folded: Folded, found: list[tuple[int, int, str]]) -> list[str]:
    """The lines without those stretches, and without the marks that only parted them from others."""
    cut = bytearray(len(text))
    for start, end, _ in found:
        if start < end:
            first, last = folded.original_span(start, end)
            cut[first:last] = b"\1" * (last - first)
    lines, at = [], 0
    for line in text.split("\n"):
        marks = cut[at : at + len(line)]
        if any(marks):
            line = "".join(c for c, gone in zip(line, marks, strict=True) if not gone)
            line = LOOSE_MARKS.sub(lambda match: match["one"] or "", line)
            lines += [line] if line.strip(" \t|/,;、·()（）:：") else [""]
        else:
            lines.append(line)
        at += len(marks) + 1
    return lines


def _few_blanks(lines: list[str]) -> list[tuple[int, str]]:
    """The lines with their numbers, never two blank ones together, none at the ends."""
    kept: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if line.strip() or (kept and kept[-1][1]):
            kept.append((number, line if line.strip() else ""))
    return kept[:-1] if kept and not kept[-1][1] else kept
