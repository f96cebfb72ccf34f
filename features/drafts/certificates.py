"""Certificates in a clause: held only when it is sure; expired, doubtful, lost, missing and unfinished ones apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.reading.wishes import NOT_HELD
from data.text import Text
from features.drafts.filling import Filling
from features.drafts.note import Clause
from features.drafts.stances import CONTRAST, DOUBT, EXPIRED, FAMILY, LOST, NONE_HELD, STUDYING, WISH
from features.drafts.wording import one_of
from features.linking import find

OWN_PLACE = re.compile(one_of(
    "证(?!明|券|件照|实|据|婚|监) 驾照 执照 驾驶本 [ABC][123](?:照|本)?(?![0-9]) 职称 资格 普通话[一二三] [四六八]级 N[1-5] CET CPA 技师 [NQ]\\d",
    "(?:初|中|高)级(?:工|技工|职称|会计|电工|焊工|茶艺|育婴|厨师|保育)",
))
HAS_ONE = r"(?<![没未])(?:有|持|拿了|考了|带|考过)(?:上岗|操作|资格|相关|正规|特种|从业)?证(?:件|书|的)?"
GONE = one_of("过期 过了期 到期 没年审 没复审 丢 弄丢 不见")
COMPLETE = "证(?:件|书)?(?:齐全|齐|也?有|都有|在手)"
WITH_ONE = re.compile(
    rf"(?<![没未])(?:也|还|都|而且|并且)?(?:{HAS_ONE}|(?<!没有)证(?={GONE})|{COMPLETE}|持证(?:上岗)?|有本(?:子)?)(?:了|的|上岗)?"
)
WITHOUT = re.compile(
    r"(?:(?:但|就是|可是|不过|只是)?(?:也|都|还)?(?P<core>(?:没有?(?:考|拿|办)?|无|未持)(?:过|什么|任何|相关|上岗|操作|资格|到)?证(?:件|书)?))"
)
ALL_WITHOUT = re.compile(one_of(
    "(?:什么|啥|任何|其他|其它|另外|别的)的?(?:上岗|资格)?证(?:件|书)?(?:也|都)?(?:没有?|无) 没有?(?:什么|任何|啥)证(?:书|件)? 证书?[:：]?无$ 无证(?:书|件)?$",
    "没有?证书?$ 没有?考过?证",
))
OF_KIN = one_of("老公 老婆 爱人 儿子 女儿 爸 妈 弟 哥 姐 妹 媳妇 丈夫 妻子 家")
OWN = re.compile(rf"我(?!的?{OF_KIN})|本人")
LEAD = re.compile(r"^(?:但是?|不过|可是?|就是|可惜|我|也|都|而且|还|其中|,)+")
SKILL_VERB = re.compile(r"^(?:会|能|懂|熟悉|开|做|搞|干|当|学过?|操作)+")

REASONS = {
    "expired": Text(zh="已过期或失效，不算持有", en="expired or no longer valid, so not held"),
    "doubt": Text(zh="说得不确定，请核对原件", en="not certain, please see the original"),
    "lost": Text(zh="证件遗失，请核对", en="lost, please check"),
    "studying": Text(zh="还没拿到，不算持有", en="not obtained yet, so not held"),
    "none": Text(zh="说明没有", en="said not to be held"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate named at [start, end) of the folded note."""

    start: int
    end: int
    text: str | None = None
    denied: bool = False


def read_certificates(row: Filling, clauses: tuple[Clause, ...]) -> None:
    """Put what is held under 证书; the rest under doubts or, where it is denied, among the refusals."""
    for at, clause in enumerate(clauses):
        if FAMILY.search(clause.text) and not OWN.search(clause.text):
            continue
        _read_clause(row, clauses, at)


def _read_clause(row: Filling, clauses: tuple[Clause, ...], at: int) -> None:
    clause = clauses[at]
    named = list(_named(clause))
    if not named and (whole := ALL_WITHOUT.search(clause.text)) and not DOUBT.search(clause.text):
        if _kindred(clauses, at, whole.start()) is None:
            row.put("证书", clause.start + whole.start(), clause.start + whole.end(), "无")
            row.refused.append(whole[0])
            return
    if not named:
        named = list(_implied(row, clauses, at))
    if not named:
        return
    following = clauses[at + 1] if at + 1 < len(clauses) else None
    shared = _shared(clauses, at, named, following)
    for place, held in enumerate(named):
        since = named[place - 1].end if place else clause.start
        until = named[place + 1].start if place + 1 < len(named) else clause.end
        around = row.note.plain[since : held.start], row.note.plain[held.end : until]
        state = "none" if held.denied else _state(*around, place + 1 == len(named)) or shared
        if shared and place + 1 < len(named):
            until = held.end
        if (state is None or shared) and place + 1 == len(named) and following and CONTRAST.match(following.text):
            state = _after(following.text)
            if state:
                until = following.end
                if not list(_named(following)):
                    row.take(following.start, following.end)
        _settle(row, held, state, since, until, clause)


def _shared(clauses: tuple[Clause, ...], at: int, named: list[Held], following: Clause | None) -> str | None:
    """What is said of all the certificates of a list at once: 健康证、食品安全员证，不知道还有没有用."""
    if len(named) < 2 or following is None or not CONTRAST.match(following.text) or list(_named(following)):
        return None
    return _after(following.text)


NONE_BEFORE = re.compile(rf"(?:{NONE_HELD.pattern})[^,、]{{0,3}}$")
NONE_AFTER = re.compile("(?:也|都|还|是|我|暂时)*(?:没有?(?!问题|带|拿来|忘)|无$|不(?:持|会))")


def _state(before: str, after: str, last: bool) -> str | None:
    near = before[-14:]
    after = after[:20] if last else re.split("[、和]", after)[0]
    whole = near + "□" + after
    if EXPIRED.search(after) or EXPIRED.search(near):
        return "expired"
    if DOUBT.search(whole):
        return "doubt"
    if STUDYING.search(whole) or (WISH.search(near) and re.search("考|学|拿|办", near)):
        return "studying"
    if LOST.search(after):
        return "lost"
    if NONE_BEFORE.search(near) or NONE_AFTER.match(after):
        return "none"
    return None


def _after(text: str) -> str | None:
    for state, pattern in (("expired", EXPIRED), ("doubt", DOUBT), ("lost", LOST)):
        if pattern.search(text):
            return state
    return None


BOTH_VOLTAGES = re.compile("高、?低压|低、?高压|低压、?高压|高压、?低压|高压和低压|低压和高压")


def _put_held(row: Filling, held: Held) -> None:
    """高低压电工证 are two certificates."""
    if BOTH_VOLTAGES.search(row.note.plain, max(0, held.start - 5), held.end) and held.text is None:
        row.put("证书", held.start, held.end, "低压电工证")
        row.put("证书", held.start, held.end, "高压电工证")
    else:
        row.put("证书", held.start, held.end, held.text)


def _settle(row: Filling, held: Held, state: str | None, since: int, until: int, clause: Clause) -> None:
    if state is None:
        _put_held(row, held)
        return
    start = held.start if held.denied else max(since, clause.start)
    until = held.end if held.denied else until
    phrase = LEAD.sub("", row.note.said(start, until).strip(" 、,和"))
    _withdraw(row, held)
    row.doubt("证书", start, until, REASONS[state])
    if state == "none":
        row.refused.append(phrase)
    else:
        row.doubtful.append(phrase)
    written = phrase if "," not in phrase else phrase.replace(",", "（", 1) + "）"
    if not NOT_HELD.search(written):
        written += "（存疑）"
    row.put("备注", start, min(until, len(row.note.plain)), written)


def _withdraw(row: Filling, held: Held) -> None:
    """What was said to be held and is doubted later is not held."""
    doubted = {hit.code for hit in find("credential", held.text or row.note.plain[held.start : held.end])}
    kept = [said for said in row.cells.get("证书", ()) if not doubted & {hit.code for hit in find("credential", said)}]
    if "证书" in row.cells and len(kept) < len(row.cells["证书"]):
        gone = set(row.cells["证书"]) - set(kept)
        row.cells["证书"] = kept
        row.spans = [span for span in row.spans if span["field"] != "证书" or span["text"] not in gone]


def _named(clause: Clause) -> Iterator[Held]:
    """Certificates that the clause names outright; those that only share a word with a trade do not count."""
    spans: dict[tuple[int, int], None] = {}
    for hit in find("credential", clause.text):
        if OWN_PLACE.search(clause.text[hit.start : hit.end]):
            spans.setdefault((hit.start, hit.end))
    for start, end in spans:
        if not any(other != (start, end) and other[0] <= start and end <= other[1] for other in spans):
            if (start, end) and not re.match(r"(?:的)?(?:考试|培训班)", clause.text[end:]):
                lead = re.match(r"(?:有|持|考了?|拿了?)+", clause.text[start:end])
                yield Held(clause.start + start + (lead.end() if lead else 0), clause.start + end)


def _implied(row: Filling, clauses: tuple[Clause, ...], at: int) -> Iterator[Held]:
    """会开叉车有证: the certificate of the trade just named, where there is one of that name."""
    clause = clauses[at]
    for match in (*WITH_ONE.finditer(clause.text), *WITHOUT.finditer(clause.text)):
        trade = _kindred(clauses, at, match.start())
        if trade is not None:
            denied = match.re is WITHOUT
            start = match.start("core") if denied else match.start()
            yield Held(clause.start + start, clause.start + match.end(), f"{trade}证", denied)
            return


def _kindred(clauses: tuple[Clause, ...], at: int, until: int) -> str | None:
    """The trade before these words, in this clause or the one before, whose certificate is known."""
    texts = [clauses[at].text[:until]]
    if not texts[0].strip("也都我还但就是两个俩人们他她") and at:
        texts.append(clauses[at - 1].text)
    for text in texts:
        for hit in reversed((*find("skill", text), *find("occupation", text))):
            trade = SKILL_VERB.sub("", text[hit.start : hit.end])
            whole = (0, len(trade) + 1)
            if trade and any((found.start, found.end) == whole for found in find("credential", trade + "证")):
                return trade
    return None
