"""The reference at /docs, from this server alone."""

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.answers import DOCS_POLICY, Answer
from api.openapi import describe

router = APIRouter(include_in_schema=False)
STATIC = Path(__file__).parent.parent / "static"
PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>归雁 API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/swagger-ui/swagger-ui.css">
</head>
<body data-openapi="/openapi.json">
<div id="reference"></div>
<script src="/static/swagger-ui/swagger-ui-bundle.js"></script>
<script src="/static/docs.js"></script>
</body>
</html>
"""


@router.get("/docs")
def docs() -> HTMLResponse:
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": DOCS_POLICY})


@router.get("/openapi.json")
def document(request: Request) -> Response:
    return Answer(describe(request.app))
