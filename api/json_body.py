"""A JSON body from a stranger: capped, decoded and looked through before anybody uses it."""

from collections.abc import Callable
from typing import Any

import msgspec
from fastapi import Request
from starlette.concurrency import run_in_threadpool

from api.errors import TooLarge
from api.settings import SETTINGS
from data.errors import Fault, InvalidInput
from data.text import Text

INVALID = Text(zh="请求内容读不懂", en="the body cannot be read")
TOO_LARGE = Text(zh="请求内容太大", en="the body is too large")
LIMIT = Text(zh="最多{limit}字节", en="at most {limit} bytes")
JSON_OBJECT = Text(zh="UTF-8 编码的 JSON 对象", en="a JSON object in UTF-8")
JSON_TYPE = Text(zh="Content-Type: application/json", en="Content-Type: application/json")
DEPTH = Text(zh=f"最多{SETTINGS.deepest_body}层嵌套", en=f"at most {SETTINGS.deepest_body} levels of nesting")
NO_NUL = Text(zh="不含空字符（U+0000）的文字", en="text without the character U+0000")
NUMBERS = Text(zh="-2^63 到 2^63-1 的整数", en="a whole number from -2^63 to 2^63-1")
REAL = Text(zh="有限的数", en="a finite number")
LARGEST = 2**63 - 1
SHORT = 4096
"""Bytes that are decoded sooner than a thread could be asked to."""


async def json_body(request: Request) -> dict[str, Any]:
    """The body as a JSON object; InvalidInput names what is wrong with it, TooLarge when there is too much."""
    declared = request.headers.get("content-type", "application/json").split(";")[0].strip().lower()
    if declared != "application/json" and not declared.endswith("+json"):
        raise InvalidInput(INVALID, (Fault("Content-Type", declared[:80], JSON_TYPE),))
    body = await read_capped(request, SETTINGS.longest_body)
    return read_object(body) if len(body) <= SHORT else await run_in_threadpool(read_object, body)


async def optional_json_body(request: Request) -> dict[str, Any]:
    """As `json_body`, but nothing at all counts as an empty object."""
    if request.headers.get("content-length") in (None, "0") and "transfer-encoding" not in request.headers:
        return {}
    return await json_body(request)


async def later_json_body(request: Request) -> Callable[[], dict[str, Any]]:
    """As `optional_json_body`, but what is wrong with it is raised when it is asked for: after it is known who asks."""
    try:
        body = await optional_json_body(request)
    except (InvalidInput, TooLarge) as error:
        fault = error

        def refuse() -> dict[str, Any]:
            raise fault

        return refuse
    return lambda: body


async def read_capped(request: Request, limit: int) -> bytes:
    """The whole body, given up as soon as it is longer than `limit`."""
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > limit:
            raise too_large(limit)
    return bytes(found)


def too_large(limit: int) -> TooLarge:
    """The error for a body beyond its limit."""
    accepted = LIMIT.filled(limit=limit)
    return TooLarge(TOO_LARGE, (Fault("body", f"> {limit}", accepted),))


def read_object(body: bytes) -> dict[str, Any]:
    """A JSON object from bytes; InvalidInput for anything else, and for values that cannot be kept."""
    try:
        value = msgspec.json.decode(body)
    except RecursionError as error:
        raise _invalid("$", "[[[…", DEPTH) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _invalid("$", _place(error), JSON_OBJECT) from error
    if not isinstance(value, dict):
        raise _invalid("$", type(value).__name__, JSON_OBJECT)
    _look_through(value, "$", 1)
    return value


def _place(error: Exception) -> str:
    """Where decoding stopped, without quoting the body."""
    said = str(error)
    return said[said.find("(byte") :] if "(byte" in said else type(error).__name__


def _look_through(value: object, where: str, depth: int) -> None:
    if depth > SETTINGS.deepest_body:
        raise _invalid(where[:80], "[[[…", DEPTH)
    if isinstance(value, dict):
        for name, item in value.items():
            _check_text(name, where)
            _look_through(item, f"{where}.{name}"[:200], depth + 1)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            _look_through(item, f"{where}[{at}]"[:200], depth + 1)
    else:
        _check_value(value, where)


def _check_value(value: object, where: str) -> None:
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, int) and not -LARGEST - 1 <= value <= LARGEST:
        raise _invalid(where, str(value)[:40], NUMBERS)
    elif isinstance(value, float) and not -1e308 < value < 1e308:
        raise _invalid(where, str(value), REAL)


def _check_text(text: str, where: str) -> None:
    if "\0" in text:
        raise _invalid(where.replace("\0", ""), "U+0000", NO_NUL)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _invalid(where.encode("utf-8", "replace").decode(), f"U+{ord(text[error.start]):04X}", JSON_OBJECT) from error


def _invalid(where: str, found: str, accepted: Text) -> InvalidInput:
    return InvalidInput(INVALID, (Fault(where, found, accepted),))
