"""Whether words ask for tuition (学费三千二, 先交两千学费), and whether somebody says that there is no money for it."""

import re

_SUM = r"(?:\d[\d.]*(?:元|块|千|万|百)?|[一二两三四五六七八九十][千万百][一二三四五六七八九\d]?)"
_PAID = r"(?:学费|培训费|拜师费|报名费|课时费|学徒费|师傅钱)"
TUITION = re.compile(rf"{_PAID}[^,，。;；免减]{{0,4}}{_SUM}|{_SUM}[^,，。;；]{{0,2}}{_PAID}|(?<!不)(?<!不用)(?<!不须)(?:先|要|得|须|需)(?:先)?(?:交|收|付|缴)[^,，。;；]{{0,6}}{_PAID}")
REMITTED = re.compile(rf"{_PAID}(?:全|都|一律)?(?:免|退|减|报销|补|由)|(?:免|不收|不要|不用交|不交|无|没有?|补|退|报销|政府出)[^,，。;；]{{0,4}}{_PAID}")
PENNILESS = re.compile(r"没(?:有|得)?(?:本钱|学费|积蓄|钱(?:学|交|付|报))|(?:交|掏|出|付)不起|(?:只|要|想)(?:学|上|要|找|报)?(?:个)?(?:不要钱|免费|不花钱|不收钱|不收费)|(?<!最好)(?<!能)不(?:想)?(?:花|掏)钱")


def asks_tuition(text: str) -> bool:
    """Whether somebody who learns would have to pay."""
    return bool(TUITION.search(text)) and not REMITTED.search(text)


def without_money(text: str) -> bool:
    """Whether somebody says that there is no money for a course."""
    return bool(PENNILESS.search(text))
