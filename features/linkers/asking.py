"""Which parts of a duty text ask for something, and which tell of the firm, the pay, a career or a degree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.reading.script import simplify

ASKS = (
    "职责|职能|资格|任职要求|岗位要求|职位要求|招聘要求|工作要求|技能要求|基本要求|能力要求|素质要求|经验要求|知识要求|语言要求"
    "|[：:】]要求|任职条件|招聘条件|职位条件|申请条件|工作内容|岗位内容|业务内容|工作介绍|岗位描述|职位描述|职责描述|工作描述"
    "|岗位说明|招聘岗位|招聘职位|我们希望你|我们需要你|你的工作|你需要|我们想要|加分项|优先条件|要求"
)
TELLS = (
    "公司简介|公司介绍|企业简介|企业介绍|公司描述|公司概况|公司荣誉|公司愿景|公司使命|公司坐标|公司活动|公司培训|公司优势|企业优势|企业福利"
    "|平台介绍|平台优势|关于我们|关于公司|品牌介绍|项目背景|项目介绍|团队介绍|我们有|我们提供|我们能|你能获得|你将获得|公司给予|公司提供"
    "|福利|待遇|薪资|薪酬|薪水|工资|收入|奖金|补贴|底薪|社会保险|带薪|假期|节假|住宿|食宿|晋升|发展方向|发展空间|职业发展|发展通道|发展路径|职业规划|上升空间"
    "|培训体系|培训制度|培训机制|培训中心|工作时间|上班时间|面试时间|工作地点|工作地址|上班地点|面试地址|面试地点|公交线路|联系方式|联系人|联系电话|邮箱"
    "|岗位亮点|职位亮点|团队活动|员工活动|氛围|寄语|温馨提示"
)
OPENS = r"(?:^|(?<=[\s。；;！!、.．)）】\]~*★●◆\-—]))"
HEADING = re.compile(
    rf"(?:(?<=[【\[])|{OPENS})[^\s，。；;：:【】\[\]、]{{0,6}}?(?:(?P<asks>{ASKS})|(?P<tells>{TELLS}))[^\s，。；;：:【】\[\]、]{{0,4}}?\s?[】\]：:]"
    r"|(?P<bare>岗位职责|工作职责|任职要求|任职资格|岗位要求|职位要求|职位描述|岗位描述|工作内容)"
    r"|(?:^|(?<=[\s。；;！!]))(?P<tells_bare>公司简介|企业简介|福利待遇|薪资待遇|薪资福利|薪酬福利|薪酬待遇|公司福利|岗位福利|工作时间|工作地点|晋升空间|职业发展|关于我们)"
)
FIRM = re.compile("有限公司|成立于|是一家|旗下|创立于|总部位于|上市公司|集团")
ABOUT_US = re.compile(
    "是(?:一家|国内|中国|全国|全球|一个)|(?:公司|集团|我们?|我司)[^，。]{0,6}(?:成立|创立|致力|拥有|专注|主营|自成立)|成立于|创立于|创建于|总部(?:位于|设)|致力于成为"
    "|我国|国务院|年销售额|市值|融资|世界500强|时代|史无前例|荣获|荣膺|注册资金|隶属于|前景"
)
WANTED = re.compile("现?(?:诚|急|特)?(?:招聘?|聘请?|需要?)(?!标|商|投)|负责|要求")
SENTENCE = re.compile("[^。；;！!？?\n]+")
DEGREE = re.compile(
    r"(?:等|相关|类|以上|等等)(?:的)?(?:相关|理工科?|技术类?)?专业|专业(?:优先|毕业|背景|本科|硕士|大专|专科|学历|不限|均可|者优先|的?应届)"
    r"|(?:学历|本科|硕士|大专|专科|博士)[^，。；;]{0,6}专业|专业[^，。；;、]{0,3}(?:本科|硕士|大专|学历)"
)
SUBJECTS = re.compile(
    r"[\u4e00-\u9fff]{2,8}类[:：][^。；;\n]*|(?:专业要求|专业需求(?:范围)?|需求专业|所学专业|招聘专业|要求专业)[:：为是\s]?[^。；;\n]*?(?=\d\s?[、.．)）]|岗位|任职|职责|学历|$|[。；;\n])"
)
COLLEAGUES = re.compile("(?:人员|团队|部门?|同事|经理|工程师|专家|员)")
WITH = re.compile("(?:与|和|跟|协助|配合|支持|对|向|为|督促|指导|协调)[^，,。；;]{0,6}$")
CLAUSE = re.compile(r"(?:(?!\d\s?[、.．)）)])[^，,。；;：:！!\n])+")
NAMES_ONLY = re.compile(r"[\s\w、/（）()和与或及]{2,14}")
TRADE = re.compile("(?:等|类|相关)?(?:行业|领域|产业|公司|企业|圈|业务知识)")
KNOWN_BEFORE = re.compile("(?:熟悉|了解|精通|热爱|从事过?|适应|深耕|懂)[^，。；;]{0,10}$")
YEARS_BEFORE = re.compile("年(?:以上|及以上)?(?:的)?(?:大型|知名)?(?:[^，。；;、\\s]{1,6}、){0,3}$")
OTHERS = "(?:[、/和与及或][^，。；;、/]{1,8}){0,4}"
WORKED_AFTER = re.compile(
    f"{OTHERS}(?:等|类)?(?:行业|领域|企业|公司|机构)?(?:的|相关)?(?:项目|工作|从业|销售|业务|管理|运营|大数据|营销|产品|客户|开发){{0,3}}"
    "(?:相关)?(?:工作)?(?:经验|背景|经历|从业|优先|者优先|工作过|资源)"
)
TRADE_ENDS = ("行业", "企业", "公司", "机构", "圈", "制造业", "银行业", "零售业", "金融业", "服务业", "房地产业")
WORKED_SOON = re.compile("[^。；;]{0,18}?(?:经验|背景|经历|从业|优先|工作过)")
PAPER = re.compile("证|资格|资质|职称|持有?|取得|考取|考过|通过|优先|级")
SCHOOL = re.compile("(?:背景|部|程度|本科|专科|毕业|学历|经历)")
ACTIVITIES = frozenset("研发 软件 工业 制造 商务 教育 文化 政府 医院 高校 新闻 通信 电子 数据中心 1688 大学 咨询 培训 物业 IT 仓库 科研 广告 动漫".split())
"""Words of this table that mean a work or a thing more often than a trade."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """A text with those of its stretches that ask for nothing."""

    text: str
    told: tuple[tuple[int, int], ...]
    studied: tuple[tuple[int, int], ...]

    def covers(self, place: int) -> bool:
        """Whether what stands at `place` is asked for."""
        return not any(start <= place < end for start, end in self.told)

    def of_study(self, place: int) -> bool:
        """Whether what stands at `place` is a subject of study."""
        return any(start <= place < end for start, end in self.studied)

    def of_others(self, start: int, end: int) -> bool:
        """Whether the words there are the work of colleagues: 配合销售人员, 协助数据开发团队."""
        return COLLEAGUES.match(self.text, end) is not None and WITH.search(self.text[max(start - 8, 0) : start]) is not None

    def known_trade(self, start: int, end: int, skill: bool) -> bool:
        """Whether the industry named there is one that somebody should know or have worked in.

        A word that names a `skill` too (软件, 电商) is a trade only where the text says so (软件行业).
        """
        after = self.text[end : end + 24]
        as_trade = TRADE.match(after) is not None or self.text[start:end].endswith(TRADE_ENDS)
        also_else = skill or self.text[start:end] in ACTIVITIES
        if SCHOOL.match(after) or (also_else and not as_trade):
            return False
        before = self.text[max(start - 16, 0) : start]
        if YEARS_BEFORE.search(before):
            return True
        known = KNOWN_BEFORE.search(before) is not None
        return WORKED_AFTER.match(after) is not None or (as_trade and (known or WORKED_SOON.match(after) is not None))

    def held_paper(self, start: int, end: int) -> bool:
        """Whether a person's title that is also a certificate (会计师) is spoken of as a paper to hold."""
        return PAPER.search(self.text[max(start - 8, 0) : end + 8]) is not None


def asking(text: str) -> Stretches:
    """The text, with what tells of the employer or of degrees marked."""
    plain = simplify(text)
    told = sorted([*_headed(plain), *_introduction(plain), *_about_us(plain)])
    return Stretches(plain, tuple(told), tuple(_degrees(plain)))


def _headed(text: str) -> Iterator[tuple[int, int]]:
    """What stands under a heading of the second kind, up to the next heading that asks."""
    begin = None
    for heading in HEADING.finditer(text):
        tells = heading["tells"] or heading["tells_bare"]
        if tells and begin is None:
            begin = heading.start()
        elif not tells and begin is not None:
            yield begin, heading.start()
            begin = None
    if begin is not None:
        yield begin, len(text)


def _introduction(text: str) -> Iterator[tuple[int, int]]:
    """What a text says of the firm before its first heading."""
    first = next((heading.start() for heading in HEADING.finditer(text) if not heading["tells"]), None)
    if first is not None and FIRM.search(text[:first]):
        yield 0, first


def _about_us(text: str) -> Iterator[tuple[int, int]]:
    """Single sentences about the firm or its market, wherever they stand."""
    for sentence in SENTENCE.finditer(text):
        said = ABOUT_US.search(sentence[0])
        if said and not HEADING.search(sentence[0]):
            wanted = WANTED.search(sentence[0], said.end())
            yield sentence.start(), sentence.start() + wanted.start() if wanted else sentence.end()


def _degrees(text: str) -> Iterator[tuple[int, int]]:
    """Clauses that list subjects of study."""
    yield from (subjects.span() for subjects in SUBJECTS.finditer(text))
    before: list[re.Match[str]] = []
    for clause in CLAUSE.finditer(text):
        last = max((degree.end() for degree in DEGREE.finditer(clause[0])), default=0)
        if not last:
            before.append(clause)
            continue
        begin = clause.start()
        while before and before[-1].end() == begin - 1 and NAMES_ONLY.fullmatch(before[-1][0]):
            begin = before.pop().start()
        yield begin, clause.start() + last
