"""One process that serves the API on a socket until it is told to end."""

import gc
import socket

import uvicorn

from api.workers import DRAIN

API = "api.app:create_app"

KEEP_ALIVE = 75
"""Seconds for which a connection that asks nothing stays open: longer than the proxies before it keep theirs, so that they end it."""


class Server(uvicorn.Server):
    """Once all is read that stays, no later search for garbage looks through it again."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()


def serve_on(address: socket.socket, application: str = API) -> None:
    """Serve on a bound socket; what is being answered when the end comes is finished."""
    config = uvicorn.Config(
        application, factory=True, log_level="info", access_log=False,
        timeout_graceful_shutdown=DRAIN, timeout_keep_alive=KEEP_ALIVE,
    )  # fmt: skip
    Server(config).run(sockets=[address])
