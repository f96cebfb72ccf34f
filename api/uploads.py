"""The one file of a multipart body, given up as soon as it is larger than allowed."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.json_body import too_large
from api.openapi import BINARY, examples
from api.settings import SETTINGS
from data.errors import Fault, InvalidInput
from data.text import Text

NO_FILE = Text(zh="没有收到文件", en="no file came")
Message = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    content: bytes


def upload_of(accepted: Text) -> Callable[[Request], Awaitable[Upload]]:
    """A dependency that takes the file; `accepted` is what the error names where none came."""

    async def upload(request: Request) -> Upload:
        declared = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if declared != "multipart/form-data":
            raise InvalidInput(NO_FILE, (Fault("Content-Type", declared[:80], accepted),))
        try:
            async with Request(request.scope, _capped(request.receive)).form(max_files=1, max_fields=8) as form:
                file = form.get("file")
                if not isinstance(file, UploadFile):
                    raise InvalidInput(NO_FILE, (Fault("file", "", accepted),))
                name = (file.filename or "").replace("\0", "").encode("utf-8", "replace").decode()
                return Upload(name.replace("\\", "/").rsplit("/", 1)[-1][-200:], await file.read())
        except (HTTPException, ValueError, LookupError) as error:  # starlette makes an HTTPException of what its parser says
            found = str(error.detail)[:80] if isinstance(error, HTTPException) else type(error).__name__
            raise InvalidInput(NO_FILE, (Fault("body", found, accepted),)) from error

    return upload


def _capped(receive: Callable[[], Awaitable[Message]]) -> Callable[[], Awaitable[Message]]:
    taken = 0

    async def capped() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > SETTINGS.longest_upload:
            raise too_large(SETTINGS.longest_upload)
        return message

    return capped


def multipart(operation: str) -> dict[str, Any]:
    """How the description shows a body with one file."""
    return {
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {"type": "object", "required": ["file"], "properties": {"file": BINARY}},
                    "example": examples().get(operation, {}).get("request"),
                }
            },
        }
    }
