"""Answers as bytes, and what every answer says about itself in its headers."""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.responses import Response

from data.store.idempotency import Given

PRIVATE = {"Cache-Control": "no-store"}
SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"}
NO_SCRIPTS = "default-src 'none'; frame-ancestors 'none'"
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def encode(content: object) -> bytes:
    """JSON bytes; what UTF-8 cannot hold is replaced, so that an answer never fails on somebody's odd text."""
    try:
        return msgspec.json.encode(content)
    except UnicodeEncodeError:
        return msgspec.json.encode(_writable(msgspec.to_builtins(content)))


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {_writable(name): _writable(item) for name, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, list | tuple) else value


class Answer(Response):
    """A JSON answer of msgspec bytes; bytes are sent as they are."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return content if isinstance(content, bytes) else encode(content)


def once_answer(given: Given, replayed: bool, path: str | None = None) -> Answer:
    """What was answered under an idempotency key; `path` is the collection in which something made is to be found."""
    body = given.answer.encode()
    headers = {**PRIVATE, **({"Idempotent-Replayed": "true"} if replayed else {})}
    if path is not None and given.status in (201, 202):
        headers["Location"] = f"/api/v1/{path}/{msgspec.json.decode(body)['id']}"
    return Answer(body, given.status, headers)
