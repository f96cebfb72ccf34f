"""Why an opportunity was not proposed, as one sentence."""

from api.use_cases.matching import Standing
from data.text import Language, Text
from matcher.criterion import UNMET
from matcher.explanation import say

NOT_MET = Text(zh="未推荐：{reason}", en="not proposed: {reason}")
BEHIND = Text(zh="未进入前{k}名：得{score}分，比最后一名差{gap}分", en="not among the best {k}: {score} points, {gap} behind the last")
AMONG = Text(zh="在第{rank}名", en="stands at place {rank}")


def tell_standing(standing: Standing, k: int, language: Language) -> str:
    """The standing as one sentence."""
    unmet = [row for row in standing.explanation.requirements if row.status == UNMET]
    if unmet:
        return NOT_MET.say(language, reason=say(unmet[0].reason, unmet[0].values, language))
    if standing.rank is not None:
        return AMONG.say(language, rank=standing.rank)
    score = standing.explanation.score
    gap = (standing.last_score or score) - score
    return BEHIND.say(language, k=k, score=f"{score / 100:.2f}", gap=f"{gap / 100:.2f}")
