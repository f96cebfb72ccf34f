"""The outermost layer: safe headers on every answer, and no error's words in answer or log."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import NO_SCRIPTS, SAFE
from api.errors import unexpected
from api.language import language_of


class Guard:
    """Adds headers; answers what nobody foresaw with a problem that says nothing of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in SAFE.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", NO_SCRIPTS)
            await send(message)

        try:
            await self.app(scope, receive, guarded)
        except ClientDisconnect:  # nobody is left to answer, and nothing went wrong here
            return
        except Exception as error:  # noqa: BLE001  whatever it is, its words may hold somebody's data
            answer = unexpected(error, language_of(Headers(scope=scope)))
            if not begun:
                await answer(scope, receive, guarded)
