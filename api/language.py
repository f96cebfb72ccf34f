"""Which of our two languages a request wants."""

from collections.abc import Mapping

from data.text import Language


def language_of(headers: Mapping[str, str]) -> Language:
    """English where `Accept-Language` puts it before Chinese, else Chinese."""
    weights: dict[str, float] = {}
    for part in headers.get("accept-language", "")[:500].split(","):
        name, _, weight = part.strip().partition(";")
        tag = name.strip().lower().split("-")[0]
        weights[tag] = max(weights.get(tag, 0.0), _weight(weight))
    return "en" if weights.get("en", 0.0) > weights.get("zh", 0.0) else "zh"


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
