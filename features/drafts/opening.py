"""An employer's note as a row of 岗位需求表."""

from __future__ import annotations

import re
from datetime import date

from data.reading.board import GIVEN, read_board
from data.reading.conditions import read_conditions
from data.reading.dates import read_start, read_until
from data.reading.education import LEVEL, read_education_ask
from data.reading.experience import NONE_NEEDED, read_years
from data.reading.headcount import read_seats
from data.reading.pay import NEGOTIABLE, pay_spans
from data.reading.places import find_places
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.people import PHONE, PHONE_LABEL
from features.linking import find, link

EMPLOYER = re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z0-9()（）]{1,24}?(?:有限责任公司|股份有限公司|有限公司|分公司|集团|公司|合作社|工厂|[\u4e00-\u9fff](?:厂|店|超市|酒店|饭店|宾馆|餐馆|餐厅|幼儿园|学校|医院|养老院|敬老院|农场|果园|工地|物流园|中心|门诊|药店|工作室|家政|物业|幼儿园|车队|驾校|农庄|山庄|网吧|影楼|门市|商行|酒楼|火锅店|工业园|驿站)))(?=现|因|招|急|诚|需|长期|大量|直招|聘|要|缺|,|:|\s|。|!|$|找|在|扩)")
KIND_OF = re.compile(r"(?P<name>(?!我|本)[\u4e00-\u9fff]{0,5}(?:[^\s]厂|店|园|院|校|站|合作社|超市|物业|车队))(?=现|急|长期|大量|招|诚|缺|需|找|要)")
CALL = re.compile(r"(?:因[^,]{0,12}(?:需要|扩大)[,]?)?(?:现|急|长期|大量|高薪|诚|直|还)?(?:面向社会|公开)?(?:招聘|诚聘|急聘|高薪聘|聘请|招募|招收(?!银|费|纳|货|割|割)|招工|招人|急招|诚招|直招|长期招|大量招|招|聘|急需|急缺|需要|需|缺|急找|找|(?<=[店厂司地])要(?=一?[名个位]|[两三几\d]))(?!聘|启事|信息|公告|简章|会(?![计做])|要求|对象|条件|呼|待|商|牌|人了)(?:一?[名位个批]|若干)?[:：\s]*")
SEATS = re.compile(r"(?:各|约|若干|大量|多|数|[\d一二两三四五六七八九十百千几]+(?:[-~到至][\d一二两三四五六七八九十百千几]+)?)(?:多|余|来)?(?:名|人|位|个(?!月|小时|班)|员)(?:人|左右|以上)?|若干(?:名|人)?|人数不限|长期有效")
TITLE_HEAD = re.compile(r"^(?:一?[名位个批](?=[\u4e00-\u9fff])|会(?!计|议|所)[^,的]{0,6}的|有经验的?|熟练(?:的)?|能[^,的]{0,8}的|的|[:：\s]|长期|短期|暂时|岗位|职位|男|女|以下(?:岗位|人员)?)+")
TITLE_TAIL = re.compile(r"(?:[\s,:：]|一?[名位]|的|若干|数名|多名|长期|短期|急|男女不限|男女均可|岗位|了|啦|人员?(?=$)(?<![管服操业作工]人员))+$")
PAIR = re.compile(r"[、和及,\s]?(?P<title>[\u4e00-\u9fffA-Za-z]{2,10}?)(?P<seats>若干(?:名|人)?|(?:各|多|数|[\d一二两三四五六七八九十百几]+)(?:名|人|位|个))")
TITLE_LABEL = re.compile(r"^(?:招聘)?(?:岗位|职位|工种|岗位名称|职位名称)(?:名称)?[:：\s是]+")
PLACE_LABEL = re.compile(r"(?:工作|上班|厂)?(?:地点|地址|地方|厂址|位置)(?:是|在|[:：\s])*|(?:上班|工作|厂|位于|地处|就|坐落)(?:就)?(?:在|于)|在$|位于$")
LABELLED = re.compile(r"(?:工作|上班|厂|公司|单位)?(?:地点|地址|地方|位置|厂址)(?:是|在|就在|[:：\s])*(?P<place>[^,;。]{2,40})$")
PAY_BEFORE = re.compile(r"(?:综合|平均|税后|到手|试用期|转正后?|保底|底薪|无责|月薪|工资|薪资|待遇|薪酬|收入|月入|月均|每月|一个月|日薪|时薪|年薪|每天|一天|每小时|月|可?达|能?拿|能到|是|在|为|[:：\s])+$")
CREDENTIAL_ASKED = re.compile(r"(?:要|需要?|须|必须|持|有|具备|凭|带|无|没有?)?[^,、;]{0,10}?(?:证|驾照|执照|[ABC][123](?:照|本)?|资格|职称)(?:书|件)?(?:者|的|上岗|优先|勿扰|免谈|即可|都行|也行|也可|齐全|必备|优先考虑|必须有|、)*")
HOURS = re.compile(r"\d{1,2}[:点]\d{0,2}|小时|双休|单休|月休|休\d|轮休|白班|夜班|晚班|中班|两班|三班|长白|倒班|早班|早[六七八九6-9]|八点|不加班|加班|做[五六]休|朝九|全职|兼职|上[一二五六]休|下午班|班次|坐班|周末|四班")
DUTIES = re.compile(r"^(?:主要)?(?:负责|工作内容|岗位职责|职责|主要工作|内容|日常)[:：]?|负责")
SKILLS = re.compile(r"(?:要求|需要?|须|必须|要)?(?:会|能(?!吃苦|接受|适应|长期|倒|上)|懂|熟悉|熟练(?!工)(?:使用|操作|掌握)?|精通|掌握|擅长)(?!计|议)(?P<what>[^,;。]{2,24})")
UNTIL = re.compile(r"(?:截止|截至|有效期|报名)(?:到|至|时间|日期|为|[:：])*(?P<a>[\u4e00-\u9fff\d./-]{2,14})|(?P<b>[\d月年日号底初旬中./-]{3,14})(?:前|截止|之前)(?!到岗|上岗|入职|开工|上班|进场)(?:报名|有效|联系|投)?")
STARTS = re.compile(r"到岗|上岗|入职|开工|上班时间从|报到|随时|立即|马上|开始上班|进厂|能来|进场|年后|下个?月|月初|月底|急")
EXPERIENCE = re.compile(r"经验|工龄|熟手|熟练工|生手|新手|小白|从业|应届|做过|干过|年以上")
REFUSED = re.compile(r"(?:无证|没(?:有)?[^,]{0,8}证(?:的)?|不(?:要|招|收|接受|考虑|包[吃住]|提供)|谢绝|拒绝|勿扰|免谈)[^,;。]*")
BENEFIT = re.compile(r"五险|社保|公积金|保险|福利|补贴|奖|全勤|年假|体检|节日")
AGE = re.compile(r"\d{2}(?:周)?岁|年龄|男(?:性|士|工|的)|女(?:性|士|工|的)|限[男女]|男女")


def read_opening(row: Filling, today: date) -> None:
    """Read what an employer's note says of the job."""
    _read_contact(row)
    _read_until(row, today)
    for clause in row.note.clauses:
        _read_pay(row, clause)
        _read_employer(row, clause)
        _read_title(row, clause)
    _read_title_alone(row)
    _read_places(row)
    for clause in row.note.clauses:
        _read_certificates(row, clause)
        _read_seats(row, clause)
        _read_asked(row, clause, today)
        _read_terms(row, clause)
        _read_start(row, clause, today)
    for clause in row.note.clauses:
        _read_skills(row, clause)
        _read_rest(row, clause)


def _put(row: Filling, heading: str, clause: Clause, start: int, end: int) -> None:
    row.put(heading, clause.start + start, clause.start + end)


def _free(row: Filling, clause: Clause, start: int, end: int) -> bool:
    return row.free(clause.start + start, clause.start + end)


def _read_contact(row: Filling) -> None:
    plain = row.note.plain
    for match in PHONE.finditer(plain):
        label = PHONE_LABEL.search(plain, max(0, match.start() - 12), match.start())
        row.put("备注", label.start() if label else match.start(), match.end())


def _read_until(row: Filling, today: date) -> None:
    for clause in row.note.clauses:
        match = UNTIL.search(clause.text)
        if match and _free(row, clause, *match.span()):
            group = "a" if match["a"] else "b"
            if read_until(match[group], today):
                _put(row, "有效期至", clause, *match.span(group))
                row.take(clause.start + match.start(), clause.start + match.end())
                return


def _read_pay(row: Filling, clause: Clause) -> None:
    spans = [s for s in pay_spans(clause.text) if _free(row, clause, *s)]
    if not spans:
        if (match := NEGOTIABLE.search(clause.text)) and not row.cells.get("薪资待遇"):
            label = re.search(r"(?:工资|薪资|待遇|薪酬|月薪)$", clause.text[: match.start()])
            _put(row, "薪资待遇", clause, label.start() if label else match.start(), match.end())
        return
    start, end = spans[0][0], spans[-1][1]
    before = PAY_BEFORE.search(clause.text[max(0, start - 20) : start])
    start -= len(before[0]) if before else 0
    after = re.match(r"(?:\+|加)[\u4e00-\u9fff+]{2,12}|(?:左右|以上|起|不等|/月|一?个月|每月|多劳多得|上不封顶|计件|元|[+])+|,?上不封顶", clause.text[end:])
    _put(row, "薪资待遇", clause, start, end + (after.end() if after else 0))


def _read_employer(row: Filling, clause: Clause) -> None:
    if row.cells.get("单位名称"):
        return
    match = EMPLOYER.search(clause.text) or KIND_OF.match(clause.text)
    if match is None or not _free(row, clause, *match.span("name")):
        return
    begun = match.start("name")
    name = match["name"]
    cut = re.match(r"(?:我们|我|本|单位(?:名称)?[:：]|公司(?:名称)?[:：]|这边|【|群主好|大家好|各位老乡好?|老乡们|帮朋友|代)+", name)
    begun += cut.end() if cut else 0
    if CALL.search(name) and not cut:
        return
    if match.end("name") - begun >= 2 and not re.search(r"优先|经验|附近", name):
        _put(row, "单位名称", clause, begun, match.end("name"))


def _read_title(row: Filling, clause: Clause) -> None:
    label = TITLE_LABEL.match(clause.text)
    call = None
    for call in CALL.finditer(clause.text):
        if _free(row, clause, *call.span()):
            break
    else:
        call = None
    head = label or call
    if head is None or (row.cells.get("岗位名称") and not label):
        return
    row.take(clause.start + head.start(), clause.start + head.end())
    seats = SEATS.search(clause.text, head.end())
    end = seats.start() if seats and seats.start() > head.end() else len(clause.text)
    start = seats.end() if seats and seats.start() == head.end() else head.end()
    if seats:
        _put(row, "招聘人数", clause, *seats.span())
    if start >= end:
        end = len(clause.text)
    for begun, ended in row.left(clause.start + start, clause.start + end)[:1]:
        for part in re.finditer(r"[^、/]+?(?=、|和|及|/|$)", row.note.plain[begun:ended]):
            _put_title(row, begun + part.start(), begun + part.end())
        if row.cells.get("岗位名称"):
            row.take(begun, ended)
    if seats and seats.start() > head.end():
        _read_more_titles(row, clause, seats.end())


def _read_more_titles(row: Filling, clause: Clause, since: int) -> None:
    """厨师一名帮厨两名: a second title with its own number."""
    for match in PAIR.finditer(clause.text, since):
        if find("occupation", match["title"]) and _free(row, clause, *match.span()):
            _put(row, "岗位名称", clause, *match.span("title"))
            _put(row, "招聘人数", clause, *match.span("seats"))


def _read_title_alone(row: Filling) -> None:
    """Where nothing calls for people, the first clause that is a job and a number."""
    for clause in row.note.clauses:
        if row.cells.get("岗位名称"):
            return
        bare = PAIR.fullmatch(clause.text)
        if bare and find("occupation", bare["title"]):
            _put(row, "岗位名称", clause, *bare.span("title"))
            if not row.cells.get("招聘人数"):
                _put(row, "招聘人数", clause, *bare.span("seats"))
            row.take(clause.start, clause.end)
    for clause in row.note.clauses:
        hit = next(iter(find("occupation", clause.text)), None)
        if hit and not row.cells.get("岗位名称") and len(clause.text) <= 10 and row.left(clause.start, clause.end) == [(clause.start, clause.end)]:
            row.put("岗位名称", clause.start, clause.end)


def _put_title(row: Filling, start: int, end: int) -> None:
    words = row.note.plain[start:end]
    head = TITLE_HEAD.match(words)
    begun = head.end() if head else 0
    tail = TITLE_TAIL.search(words, begun)
    ended = tail.start() if tail else len(words)
    if 2 <= ended - begun <= 20 and (find("occupation", words[begun:ended]) or link("occupation", words[begun:ended], 1) or ended - begun <= 8):
        row.put("岗位名称", start + begun, start + ended)


def _read_places(row: Filling) -> None:
    for clause in row.note.clauses:
        if (match := LABELLED.match(clause.text)) and _free(row, clause, *match.span("place")):
            _put(row, "工作地点", clause, *match.span("place"))
            row.take(clause.start, clause.end)
            return
    named = [place for place in find_places(row.note.plain) if place.code]
    for place in named:
        clause = next(c for c in (*row.note.clauses, Clause("", 0, len(row.note.plain))) if c.start <= place.start < c.end)
        before = row.note.plain[clause.start : place.start]
        employer = bytes(row.taken[place.start : place.end]).strip(b"\0")
        if re.search(r"人优先|户口|本地", clause.text) or (employer and row.cells.get("工作地点")):
            continue
        start = place.start
        if employer:
            if len(named) == 1:
                row.put("工作地点", place.start, place.end)
            continue
        label = PLACE_LABEL.search(before)
        tail = re.match(r"[\u4e00-\u9fff]{0,12}?(?:工业园区?|园区|开发区|路(?:\d+号)?|镇|乡|街道|大道|广场|村|县城|城区|小区|步行街|商城|市场|附近|对面)|城(?![东西南北中])", row.note.plain[place.end : clause.end])
        row.put("工作地点", start, place.end + (tail.end() if tail else 0))
        if label:
            row.take(clause.start + label.start(), place.start)


def _read_certificates(row: Filling, clause: Clause) -> None:
    hits = [h for h in find("credential", clause.text) if re.search(r"证|照|本|[ABC][123]|资格|职称|[NQ]\d|级|师", clause.text[h.start : h.end])]
    if not hits or not _free(row, clause, hits[0].start, hits[-1].end):
        return
    start, end = hits[0].start, hits[-1].end
    if re.search(r"(?:无|没有?|不(?:要|需)要?|无需|免费考|包考|可?以?办理|可办|协助办)$", clause.text[:start]) and not re.search(r"勿扰|免谈|不要|别来|不考虑", clause.text[end:]):
        row.put("备注", clause.start, clause.end)
        return
    after = re.match(r"(?:书|等)?(?:者|的)?(?:优先(?:考虑)?|即可|都行|也行|也可|齐全|必备|必须有|上岗)*", clause.text[end:])
    before = re.search(r"(?:必须|须|需要?|要|持有?|有|具备|最好)+$", clause.text[:start])
    denied = re.search(r"(?:无|没有?)$", clause.text[:start])
    if denied:
        row.take(clause.start, clause.end)
        _put(row, "证书要求", clause, start, end)
        return
    _put(row, "证书要求", clause, before.start() if before else start, end + (after.end() if after else 0))


def _read_seats(row: Filling, clause: Clause) -> None:
    if row.cells.get("招聘人数"):
        return
    seats = read_seats(clause.text)
    if seats.high and _free(row, clause, seats.start, seats.end) and re.search(r"名|人|位|招|缺|需|要", clause.text) and not re.search(r"人间|人一间|休|老板|员工\d", clause.text):
        _put(row, "招聘人数", clause, seats.start, seats.end)


def _read_asked(row: Filling, clause: Clause, today: date) -> None:
    asked = read_education_ask(clause.text)
    if (asked.level or asked.unlimited) and (match := LEVEL.search(clause.text) or re.search("学历", clause.text)):
        if _free(row, clause, *match.span()) and not re.search(r"附近|门口|食堂|老师|教师", clause.text):
            tail = re.match(r"(?:文化|学历|毕业|程度|及|或|以上|以下|不限|优先|即可)*", clause.text[match.end() :])
            _put(row, "学历要求", clause, match.start(), match.end() + (tail.end() if tail else 0))
    if EXPERIENCE.search(clause.text) and read_years(clause.text, today) and not row.cells.get("经验要求"):
        free = row.left(clause.start, clause.end)
        if free:
            row.put("经验要求", free[0][0], free[-1][1])
        return
    if not row.cells.get("经验要求") and (match := re.search(r"(?:有)?(?:相关)?经验(?:者)?优先|熟手(?:优先)?|熟练工(?:优先)?|生手(?:可教|也可|也行|也要)|新手(?:可教|也可|也行)|学徒也可|包教包会", clause.text)):
        if _free(row, clause, *match.span()):
            _put(row, "经验要求", clause, *match.span())
        return
    if match := NONE_NEEDED.search(clause.text):
        if _free(row, clause, *match.span()):
            _put(row, "经验要求", clause, *match.span())


def _read_terms(row: Filling, clause: Clause) -> None:
    board = [m.span() for m in GIVEN.finditer(clause.text) if read_board(m[0]) != (None, None)]
    for span in board:
        if _free(row, clause, *span):
            _put(row, "食宿", clause, *span)
    if (re.search(HOURS, clause.text) or read_conditions(clause.text).has) and not BENEFIT.search(clause.text):
        free = row.left(clause.start, clause.end)
        if free and HOURS.search(clause.text) and sum(b - a for a, b in free) >= 2:
            row.put("工作时间", free[0][0], free[-1][1])


def _read_start(row: Filling, clause: Clause, today: date) -> None:
    start = read_start(clause.text, today)
    if row.cells.get("到岗时间") or start is None or not start.phrase or not STARTS.search(clause.text) or re.search(r"发工资|发放|每月|结算|报名|咨询|联系", clause.text):
        return
    at = clause.text.find(start.phrase)
    if at >= 0 and _free(row, clause, at, at + len(start.phrase)):
        _put(row, "到岗时间", clause, at, at + len(start.phrase))
        tail = re.match(r"(?:之?前)?(?:可|能|就)?(?:到岗|上岗|入职|上班|开工|来|报到)*", clause.text[at + len(start.phrase) :])
        row.take(clause.start + at, clause.start + at + len(start.phrase) + (tail.end() if tail else 0))


def _read_skills(row: Filling, clause: Clause) -> None:
    if DUTIES.search(clause.text):
        return
    match = SKILLS.search(clause.text)
    if match and _free(row, clause, *match.span("what")) and (find("skill", match[0]) or any(h.similarity >= 0.6 for h in link("skill", match["what"], 1))):
        _put(row, "技能要求", clause, *match.span("what"))
        row.take(clause.start + match.start(), clause.start + match.end())


def _read_rest(row: Filling, clause: Clause) -> None:
    refused = REFUSED.search(clause.text)
    if refused:
        row.refused.append(refused[0])
    left = row.left(clause.start, clause.end)
    if not left or sum(b - a for a, b in left) < 3:
        return
    heading = "岗位职责" if DUTIES.search(clause.text) else "备注"
    row.put(heading, left[0][0], left[-1][1])
