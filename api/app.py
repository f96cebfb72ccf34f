"""The HTTP application: put together here, and nowhere else."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from api.dependencies import Ground
from api.errors import add_handlers
from api.guard import Guard
from api.routes import (
    cases,
    consents,
    contributions,
    health,
    interchange,
    matches,
    projections,
    reading,
    records,
    reference,
    reports,
    runs,
    sheets,
    workflows,
    worklists,
)
from api.settings import SETTINGS
from data.errors import Unavailable
from data.store.database import Database

logger = logging.getLogger("guiyan.api")
PREFIX = "/api/v1"


def create_app(database: Database | None = None) -> FastAPI:
    """The API over a database (by default the one that `DATABASE_URL` names); it serves, with 503s, even while that is away."""
    app = FastAPI(
        title="归雁 Guiyan", version=_version(), lifespan=_lifespan,
        docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False,
    )  # fmt: skip
    app.state.ground = Ground(database or Database())
    app.add_middleware(Guard)
    add_handlers(app)
    flows = (*workflows.ROUTERS, consents.router, *runs.ROUTERS)
    served = (cases.router, reports.router, worklists.router, contributions.router)
    # routes are tried one after the other: those asked most come first
    for router in (matches.router, *records.ROUTERS, projections.router, *flows, *served, reading.router, interchange.router, sheets.router):
        app.include_router(router, prefix=PREFIX)
    app.include_router(health.router)
    app.include_router(reference.router)
    app.mount("/static", StaticFiles(directory=reference.STATIC), name="static")
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    ground: Ground = app.state.ground
    current_default_thread_limiter().total_tokens = SETTINGS.threads
    try:
        await run_in_threadpool(ground.warm)
    except Unavailable:
        logger.warning("the database is away; it is tried again with every request")
    yield
    ground.close()


def _version() -> str:
    try:
        return version("guiyan")
    except PackageNotFoundError:
        return "0"
