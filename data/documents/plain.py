"""Plain text in whatever encoding a Chinese text editor wrote it."""

from __future__ import annotations

import re

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SIMPLE = re.compile("姓名|电话|手机|工作|经历|学历|年|的|证")
TRADITIONAL = re.compile("姓名|電話|手機|工作|經歷|學歷|年|的|證")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
MOST_CONTROL = 0.01


def decode(content: bytes) -> str | None:
    """The text; None where no usual encoding gives one.

    A byte-order mark decides; then strict UTF-8; then UTF-16 by its zero bytes; then GB18030, or Big5 where more of
    the words that every such text has come out of that.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _strict(content, encoding)
    text = _strict(content, "utf-8")
    if text is None or "\0" in text:
        text = _wide(content) or (None if b"\0" in content else _legacy(content))
    return text if text is not None and len(CONTROL.findall(text)) <= MOST_CONTROL * len(text) else None


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark: text of Chinese and digits has zero bytes on one side only."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if max(even, odd) < 0.02 * len(content) or len(content) % 2 or min(even, odd) > 0.2 * max(even, odd):
        return None
    return _strict(content, "utf-16-le" if odd > even else "utf-16-be")


def _legacy(content: bytes) -> str | None:
    mainland, island = _strict(content, "gb18030"), _strict(content, "big5hkscs")
    if mainland is None or island is None:
        return mainland if mainland is not None else island
    return island if len(TRADITIONAL.findall(island)) > len(SIMPLE.findall(mainland)) else mainland
