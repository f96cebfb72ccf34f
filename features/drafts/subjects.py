"""Whom a note speaks for: 帮我弟弟问下, 我儿子想回来 are about the brother and the son, as if they spoke."""

from __future__ import annotations

import re

from features.drafts.wording import one_of

KIN = one_of("儿子 女儿 老公 老婆 爱人 丈夫 妻子 弟弟? 哥哥? 妹妹? 姐姐? 媳妇 男人 侄子 侄女 外甥 表[弟哥妹姐] 老头子? 老爷子 老伴 爸爸? 妈妈? 父亲 母亲 对象")
MINE = "(?:我们|我|俺|咱们?)(?:家|的)?"
ASKED_FOR = re.compile(rf"(?:帮|替|给|代)(?P<who>{MINE}{KIN})(?=问|找|登记|看|咨询|求|介绍|留意|报|,)")
SPOKEN_OF = re.compile(rf"^[^,。;]{{0,8}}?(?P<who>{MINE}{KIN})(?=今年|是|在|想|现|,|他|有|会|之前|以前|做|干|开|学|从|大专|中专|本科|高中|初中|退|聋|\d| )")
OWN = re.compile(rf"(?:我|俺|本人)(?!{KIN}|家)(?:也|还|自己|就|现在|之前|以前)?(?:想|要|是|有|会|在|找|做|干|开|叫|姓|可以)")
"""The writer also speaks for themselves; then nobody else's words are taken for theirs."""

WANTS = re.compile("想|找|要|求|应聘|希望|愿意")


def spoken_for(plain: str) -> str:
    """The text, as long as before, with the kin that it is about put in the first person; else the text itself."""
    found = ASKED_FOR.search(plain) or SPOKEN_OF.search(plain)
    if found is None or OWN.search(plain) or not WANTS.search(plain):
        return plain
    who = found["who"]
    return plain.replace(who, "我" * (len(who) - 2) + "本人")
