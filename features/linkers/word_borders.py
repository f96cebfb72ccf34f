"""Whether a name that stands in a text cuts a common word in two, as 护工 cuts 维护工作."""

from data.reference.common_words import common_words


def cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins or ends inside a common word, where no other common word begins or ends."""
    common = common_words()
    across_start = text[start - 1 : start + 1] if start else ""
    across_end = text[end - 1 : end + 1]
    return (
        across_start in common and text[max(start - 2, 0) : start] not in common and text[start : start + 2] not in common
    ) or (across_end in common and text[end : end + 2] not in common and text[end - 2 : end] not in common)
