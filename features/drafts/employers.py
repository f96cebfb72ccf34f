"""Who the employer of a posting is, as the posting calls it."""

from __future__ import annotations

import re

from features.drafts.filling import Filling
from features.drafts.jobs import CALL
from features.drafts.note import Clause
from features.drafts.wording import HAN, one_of, some_of

FIRM = "有限责任公司 股份有限公司 有限公司 分公司 集团 公司 合作社 工厂"
SHOP = one_of(
    "厂 店 超市 酒店 饭店 宾馆 餐馆 餐厅 幼儿园 学校 医院 卫生院 养老院 敬老院 农场 果园 工地 物流园 中心 门诊 药店 工作室 家政 物业 车队 驾校 农庄 山庄",
    "网吧 影楼 门市 商行 酒楼 火锅店 工业园 驿站 环卫所",
)
ENDS = one_of("现 因 招 急 诚 需 长期 大量 直招 聘 要 缺 , : \\s 。 ! $ 找 在 扩 内部")
EMPLOYER = re.compile(rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9()（）]{{1,24}}?{one_of(FIRM, HAN + SHOP)})(?={ENDS})")
SHORT = re.compile(
    rf"(?P<name>(?!我|本){HAN}{{0,5}}(?:[^\s]厂|店|园|院|校|站|合作社|超市|物业|车队))(?=现|急|长期|大量|招|诚|缺|需|找|要)"
)
NOT_ITS_NAME = re.compile(some_of(
    "我们 我 本 单位(?:名称)?[:：] 公司(?:名称)?[:：] 这边 【 群主好 大家好 各位老乡好? 老乡们 帮朋友 代"
))
SOMETHING_ELSE = re.compile("优先|经验|附近|周边")


def read_employer(row: Filling, clause: Clause) -> None:
    """Fill 单位名称 from the first clause that names an employer."""
    if row.cells.get("单位名称"):
        return
    match = EMPLOYER.search(clause.text) or SHORT.match(clause.text)
    if match is None or not row.free(clause.start + match.start("name"), clause.start + match.end("name")):
        return
    name = match["name"]
    cut = NOT_ITS_NAME.match(name)
    begun = match.start("name") + (cut.end() if cut else 0)
    if CALL.search(name) and not cut:
        return
    if match.end("name") - begun >= 2 and not SOMETHING_ELSE.search(name):
        row.put("单位名称", clause.start + begun, clause.start + match.end("name"))
