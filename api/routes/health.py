"""Whether the process runs, and whether it can do its work."""

from fastapi import APIRouter, Response

from api.answers import Answer
from api.dependencies import GroundHere
from api.openapi import operation
from api.schemas import StateAnswer
from data.errors import Unavailable
from data.store.database import AWAY

router = APIRouter(tags=["health"])
UNSTORED = {"Cache-Control": "no-store"}


@router.get(
    "/healthz",
    **operation("health", "进程在运行 the process runs", "不查数据库。 Does not ask the database.", gives="StateAnswer", problems=(500,)),
)
def health() -> Response:
    return Answer(StateAnswer("ok"), headers=UNSTORED)


@router.get(
    "/readyz",
    **operation("ready", "可以服务 ready to serve", "数据库不在时为 503；索引已读入。 503 while the database is away; the index is in memory.", gives="StateAnswer", problems=(503,)),
)
def ready(ground: GroundHere) -> Response:
    if not ground.alive():
        raise Unavailable(AWAY)
    ground.warm()
    return Answer(StateAnswer("ready"), headers=UNSTORED)
