"""Every error as application/problem+json (RFC 9457) in the asker's language; nothing personal in it."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from api.answers import PRIVATE, Answer
from api.language import language_of
from api.schemas import FaultAnswer, Problem
from data.errors import (
    Conflict,
    Fault,
    Forbidden,
    GuiyanError,
    InvalidInput,
    NotFound,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from data.text import Language, Text

logger = logging.getLogger("guiyan.api")
PROBLEM_JSON = "application/problem+json"
MOST_FAULTS = 100


class TooLarge(InvalidInput):
    """More bytes than this door takes."""


STATUSES: tuple[tuple[type[GuiyanError], int], ...] = (
    (TooLarge, 413),
    (NotFound, 404),
    (Forbidden, 403),
    (Unauthenticated, 401),
    (Conflict, 409),
    (TooMany, 429),
    (Unavailable, 503),
    (InvalidInput, 422),
)
TITLES: dict[int, tuple[str, Text]] = {
    400: ("malformed", Text(zh="请求不完整", en="Malformed request")),
    401: ("unauthenticated", Text(zh="没有表明身份", en="Not authenticated")),
    403: ("forbidden", Text(zh="无权这样做", en="Not allowed")),
    404: ("not-found", Text(zh="没有找到", en="Not found")),
    405: ("method", Text(zh="不支持这种方法", en="Method not supported")),
    409: ("conflict", Text(zh="与现状冲突", en="Conflict")),
    413: ("too-large", Text(zh="内容太大", en="Too large")),
    422: ("invalid", Text(zh="内容不能接受", en="Not acceptable as it stands")),
    429: ("too-many", Text(zh="同时进行的太多", en="Too many at the same time")),
    500: ("internal", Text(zh="服务出错", en="Internal error")),
    503: ("unavailable", Text(zh="暂时不可用", en="Unavailable for the moment")),
}
DETAILS: dict[int, Text] = {
    400: Text(zh="请求读不懂，请检查后再发", en="the request could not be read; check it and send it again"),
    404: Text(zh="没有这个地址；可用的见 /docs", en="there is no such address; /docs lists those there are"),
    405: Text(zh="这个地址不支持这种方法；可用的见 Allow", en="this address does not take the method; see Allow"),
    500: Text(zh="这里出了错，已记下，请稍后再试", en="something went wrong here and was noted; please try again later"),
}
PARAMETERS = Text(zh="地址或请求头中的参数不能接受", en="a parameter in the address or a header cannot be taken")


def status_of(error: GuiyanError) -> int:
    """The HTTP status of one of our errors."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 422)


def fault_answer(fault: Fault, language: Language) -> FaultAnswer:
    """A fault as the API gives it."""
    return FaultAnswer(
        fault.where, fault.found[:200], fault.accepted.say(language), fault.say(language), fault.row, fault.sheet
    )


def problem(
    status: int,
    detail: Text,
    language: Language,
    faults: Sequence[Fault] = (),
    headers: dict[str, str] | None = None,
) -> Answer:
    """The answer that tells a problem."""
    body = problem_told(status, detail, language, faults)
    own = {"Content-Language": language, "Vary": "Accept-Language", **PRIVATE, **(headers or {})}
    return Answer(body, status, own, PROBLEM_JSON)


def problem_told(status: int, detail: Text, language: Language, faults: Sequence[Fault] = ()) -> Problem:
    """A problem in words."""
    slug, title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    told = [fault_answer(fault, language) for fault in faults[:MOST_FAULTS]]
    return Problem(f"/problems/{slug}", title.say(language), status, detail.say(language), told)


def kept_problem(error: Exception) -> dict[str, Any]:
    """What went wrong, to be kept and told later in either language."""
    if not isinstance(error, GuiyanError):
        return {"status": 500, "detail": _kept(DETAILS[500]), "faults": []}
    faults = [
        {"where": fault.where, "found": fault.found, "accepted": _kept(fault.accepted)} for fault in error.faults[:MOST_FAULTS]
    ]
    return {"status": status_of(error), "detail": _kept(error.message), "faults": faults}


def told_problem(kept: Mapping[str, Any], language: Language) -> Problem:
    """A problem that was kept, in words."""
    faults = [Fault(fault["where"], fault["found"], Text(**fault["accepted"])) for fault in kept["faults"]]
    return problem_told(kept["status"], Text(**kept["detail"]), language, faults)


def _kept(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def add_handlers(app: FastAPI) -> None:
    """Every error that an endpoint, a dependency or the router raises becomes a problem."""
    app.add_exception_handler(GuiyanError, _known)
    app.add_exception_handler(RequestValidationError, _parameters)
    app.add_exception_handler(HTTPException, _http)


def _known(request: Request, error: Exception) -> Answer:
    assert isinstance(error, GuiyanError)
    status = status_of(error)
    headers = {"WWW-Authenticate": "ApiKey"} if status == 401 else {"Retry-After": "5"} if status in (429, 503) else {}
    return problem(status, error.message, language_of(request.headers), error.faults, headers)


def _parameters(request: Request, error: Exception) -> Answer:
    assert isinstance(error, RequestValidationError)
    return problem(422, PARAMETERS, language_of(request.headers), [_parameter(item) for item in error.errors()])


def _parameter(item: dict[str, Any]) -> Fault:
    where = ".".join(str(part) for part in item["loc"])
    return Fault(where, str(item.get("input", ""))[:80], Text(zh=item["msg"], en=item["msg"]))


def _http(request: Request, error: Exception) -> Answer:
    assert isinstance(error, HTTPException)
    status = error.status_code if error.status_code in TITLES else 400
    headers = {"Allow": _allowed(request)} if status == 405 else None
    return problem(status, DETAILS.get(status, DETAILS[400]), language_of(request.headers), headers=headers)


def _allowed(request: Request) -> str:
    """Every method that the address takes; the router itself names only those of the first route that fits."""
    path = request.scope["path"]
    found = {
        method
        for route in iter_route_contexts(request.app.routes)
        if route.methods and route.path and compile_path(route.path)[0].match(path)
        for method in route.methods
    }
    return ", ".join(sorted(found))


def unexpected(error: Exception, language: Language) -> Answer:
    """A problem without any detail."""
    note(error)
    return problem(500, DETAILS[500], language)


def note(error: Exception) -> None:
    """Let the log keep what kind of error there was and where, never its words."""
    steps = extract_tb(error.__traceback__)[-6:]
    path = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(steps))
    logger.error("unexpected %s at %s", type(error).__name__, path)
