"""The few plain values that a request names: which there are, and texts and counts within bounds."""

from collections.abc import Mapping

from api.use_cases.checks import INVALID
from data.errors import Fault, InvalidInput
from data.text import Text

FIELDS = Text(zh="这些字段：{names}", en="these fields: {names}")
TEXT = Text(zh="1 到 {most} 字的文字", en="text of 1 to {most} characters")
COUNT = Text(zh="1 到 {most} 的整数", en="a whole number from 1 to {most}")


def _filled(text: Text, **values: object) -> Text:
    return Text(text.say("zh", **values), text.say("en", **values))


def only(body: Mapping[str, object], *names: str) -> None:
    """InvalidInput where the body names anything else."""
    strange = sorted(set(body) - set(names))
    if strange:
        raise InvalidInput(INVALID, (Fault(f"$.{strange[0]}"[:80], "…", _filled(FIELDS, names=", ".join(names))),))


def text_in(body: Mapping[str, object], name: str, most: int) -> str:
    """A text that must be there and not be longer than `most` characters."""
    value = body.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        found = f"{len(value)}" if isinstance(value, str) else type(value).__name__
        raise InvalidInput(INVALID, (Fault(f"$.{name}", found, _filled(TEXT, most=most)),))
    return value


def count_in(body: Mapping[str, object], name: str, usual: int, most: int) -> int:
    """A whole number from 1 to `most`."""
    value = body.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise InvalidInput(INVALID, (Fault(f"$.{name}", str(value)[:40], _filled(COUNT, most=most)),))
    return value
