"""What the engine is measured against: a plain FastAPI route that returns the same explained places, computed beforehand.

`python -m tests.bench.serving_reference ANSWER.json WORKERS` serves it as `guiyan serve` serves the engine.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from api.server import serve_on
from api.workers import Workers, reserved

ANSWER = "GUIYAN_BENCH_ANSWER"
"""The environment's name for the file with the answer."""


def create_app() -> FastAPI:
    """An application that does nothing else: once as FastAPI makes JSON of anything, once as it does where the type is told."""
    app = FastAPI()
    answer: dict[str, Any] = json.loads(Path(os.environ[ANSWER]).read_bytes())

    @app.post("/matches", response_model=None)
    def matches() -> dict[str, Any]:
        return answer

    @app.post("/typed")
    def typed() -> dict[str, Any]:
        return answer

    return app


if __name__ == "__main__":
    os.environ[ANSWER] = sys.argv[1]
    address = reserved("127.0.0.1", 0)
    print(f"http://127.0.0.1:{address.getsockname()[1]}", flush=True)
    serve = partial(serve_on, application="tests.bench.serving_reference:create_app")
    sys.exit(Workers(address, int(sys.argv[2]), serve).run())
