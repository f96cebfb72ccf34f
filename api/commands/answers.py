"""How a command answers: JSON lines for pipelines, tables for people, errors for both."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from data.errors import Fault, GuiyanError, InvalidInput
from data.text import Language, Text

NOT_JSON = Text(zh="每行一个 JSON 对象，如 {example}", en="one JSON object a line, such as {example}")
BAD_LINE = Text(zh="第{line}行读不懂", en="line {line} cannot be read")
A_DATE = Text(zh="日期，如 2026-11-22", en="a date such as 2026-11-22")
NO_TEXT = Text(zh="这一行没有文字", en="the line has no text")
BAD_OPTION = Text(zh="选项不能接受", en="an option cannot be taken")


def language_of(chosen: str) -> Language:
    """The language asked for, else that of the environment, else Chinese."""
    if chosen in ("zh", "en"):
        return "zh" if chosen == "zh" else "en"
    if chosen:
        raise InvalidInput(BAD_OPTION, (Fault("--lang", chosen, Text("zh、en", "zh, en")),))
    return "en" if os.environ.get("LANG", "").startswith("en") and os.environ.get("GUIYAN_LANG") != "zh" else "zh"


def day_of(text: str) -> date:
    """The day that counts as today."""
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(BAD_OPTION, (Fault("--today", text, A_DATE),)) from error


def pipe(answer: Callable[[dict[str, Any]], dict[str, Any]], example: str, language: Language = "zh") -> None:
    """Answer every JSON line of standard input by one of standard output, in the same order.

    A line that cannot be taken is answered by {"error": …}; the exit code is then 1.
    """
    failed = False
    for number, line in _lines():
        try:
            reply = answer(_parsed(line, number, example))
        except GuiyanError as error:
            failed = True
            reply = {"error": error_json(error, language)}
        sys.stdout.write(json.dumps(reply, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    if failed:
        sys.exit(1)


def _lines() -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            yield number, line.removeprefix(b"\xef\xbb\xbf")


def _parsed(line: bytes, number: int, example: str) -> dict[str, Any]:
    import msgspec

    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        value = None
    if not isinstance(value, dict):
        found = line[:60].decode("utf-8", "replace").strip()
        message = BAD_LINE.filled(line=number)
        accepted = Text(NOT_JSON.zh.replace("{example}", example), NOT_JSON.en.replace("{example}", example))
        raise InvalidInput(message, (Fault("stdin", found, accepted, row=number),))
    return value


def text_of(item: dict[str, Any], example: str) -> str:
    """The text of a pipeline's line."""
    text = item.get("text")
    if not isinstance(text, str):
        accepted = Text(NOT_JSON.zh.replace("{example}", example), NOT_JSON.en.replace("{example}", example))
        found = "" if text is None else str(text)[:60]
        raise InvalidInput(NO_TEXT, (Fault("text", found, accepted),))
    return text


def error_json(error: GuiyanError, language: Language) -> dict[str, Any]:
    """An error as data."""
    return {
        "message": error.message.say(language),
        "faults": [
            {"where": f.where, "found": f.found[:80], "accepted": f.accepted.say(language), "row": f.row}
            for f in error.faults
        ],
    }


def tell_error(error: GuiyanError) -> None:
    """An error in words, on standard error, in the language that the command was given."""
    language = language_of(_language_given(sys.argv))
    print(error.message.say(language), file=sys.stderr)
    for fault in error.faults:
        print(f"  {fault.say(language)}", file=sys.stderr)


def _language_given(arguments: list[str]) -> str:
    """What follows `--lang`; empty where nothing usable does."""
    after = [b for a, b in pairwise([*arguments, ""]) if a == "--lang"]
    joined = [argument.partition("=")[2] for argument in arguments if argument.startswith("--lang=")]
    return next((word for word in (*after, *joined) if word in ("zh", "en")), "")


def show_json(value: object) -> None:
    """One JSON document, readable."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
