"""The filters of a ranking told to programs and people: what they mean, and which value each one takes."""

from typing import Any

from data.text import Text

FILTERING = Text(
    zh="filters 只收窄名单，不加分也不减分：每项可写内容、列表（证书、技能、工作条件须全部符合，其余符合一项即可）或 "
    "含 value（内容）和 unknown（true）的对象；缺省只留说明了而且符合的，unknown 为 true 时也留没有说明的；lowest 为最低分；considered 为符合的人数或机会数。"
    "某项在这一匹配类型没有可比的栏目时，以 422 说明可用的条件。",
    en="`filters` narrow the list and touch no score: each takes a value, a list (every certificate, skill and working condition "
    "must fit; of the others any) or an object of `value` and `unknown`. Kept are those that state the thing and fit; with `unknown` true "
    "also those who said nothing. `lowest` is the least score; `considered` counts what passed. A filter for which a track has "
    "no column is a 422 that names those there are.",
)


def filters_schema() -> dict[str, Any]:
    """The schema of `filters`: every filter of either side; which ones a track takes depends on its columns."""
    from api.use_cases.filtering import HIGHEST, MOST_VALUES, READERS
    from matcher.filter_table import FILTERS

    told: dict[str, Any] = {}
    for one in FILTERS:
        reader = READERS[one.kind]
        value = dict(reader.schema)
        many = {"type": "array", "items": value, "minItems": 1, "maxItems": MOST_VALUES}
        plain = [value, many] if reader.several else [value]
        parts = {"value": {"anyOf": plain}, "unknown": {"type": "boolean", "default": False}}
        known = told.get(one.key, {}).get("description")
        said = f"{one.label.zh} {one.label.en}：{reader.accepted.zh}"
        told[one.key] = {
            "anyOf": [*plain, {"type": "object", "required": ["value"], "additionalProperties": False, "properties": parts}],
            "description": f"{known} / {said}" if known else said,
        }
    told["lowest"] = {"type": "number", "minimum": 0, "maximum": HIGHEST, "description": "最低分 the least score in points"}
    return {"type": "object", "additionalProperties": False, "properties": told, "description": f"{FILTERING.zh} {FILTERING.en}"}
