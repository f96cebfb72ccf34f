"""The routes as they live and as they are described: policies, examples, problems, and a reference without a CDN."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.testclient import TestClient

from api.app import create_app
from api.dependencies import Policy
from api.openapi import describe, examples
from api.routes import PUBLIC
from data.store.database import Database
from tests.api.conftest import Caller
from tests.api.example_run import run

FEWEST_ROUTES = 55
FEWEST_OPERATIONS = 51


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app(Database("sqlite://"))


@pytest.fixture(scope="module")
def document(app: FastAPI) -> dict[str, Any]:
    return describe(app)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation with its method and path."""
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            yield f"{method.upper()} {path}", described


def policies(dependant: Dependant) -> list[Policy]:
    """Every policy among what an endpoint depends on."""
    found = [dependant.call] if isinstance(dependant.call, Policy) else []
    return found + [policy for inner in dependant.dependencies for policy in policies(inner)]


def declares(context: RouteContext) -> bool:
    """Whether a route declares who may call it."""
    route = context.original_route
    return isinstance(route, APIRoute) and bool(policies(route.dependant))


def test_every_live_route_declares_a_policy_or_a_public_reason(app: FastAPI) -> None:
    contexts = list(iter_route_contexts(app.routes))
    assert len(contexts) >= FEWEST_ROUTES
    open_routes = {context.path for context in contexts if not declares(context)}
    assert open_routes == set(PUBLIC)
    assert all(len(reason) > 5 for reason in PUBLIC.values())


def test_every_route_that_is_not_public_refuses_a_stranger(client: TestClient, app: FastAPI) -> None:
    for context in iter_route_contexts(app.routes):
        if context.path in PUBLIC:
            continue
        for method in context.methods or ():
            path = re.sub(r"{\w+}", "m_0", context.path or "")
            assert client.request(method, path).status_code == 401, (method, path)


def test_every_operation_has_a_summary_a_description_and_problems(document: dict[str, Any]) -> None:
    found = list(operations(document))
    assert len(found) >= FEWEST_OPERATIONS
    assert len({described["operationId"] for _, described in found}) == len(found)
    for name, described in found:
        assert described["summary"] and described["description"], name
        problems = [code for code, answer in described["responses"].items() if "application/problem+json" in answer.get("content", {})]
        assert problems, name
        assert all(int(code) >= 400 for code in problems)
        assert not any("HTTPValidationError" in str(answer) for answer in described["responses"].values()), name
        public = any(path in name for path in PUBLIC)
        assert bool(described.get("security")) is not public, name


def test_every_operation_shows_an_example(document: dict[str, Any]) -> None:
    for name, described in operations(document):
        body = described.get("requestBody", {}).get("content", {})
        answers = [c for code, a in described["responses"].items() if code < "300" for c in a.get("content", {}).values()]
        assert all("example" in content for content in body.values()), name
        for content in answers:
            assert "example" in content or content["schema"].get("format") == "binary", name
        for parameter in described.get("parameters", []):
            schema = parameter["schema"]
            assert parameter.get("example") or parameter.get("examples") or schema.get("examples") or "default" in schema, (name, parameter["name"])


def test_every_reference_in_the_document_leads_somewhere(document: dict[str, Any]) -> None:
    text = msgspec.json.encode(document).decode()
    names = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert names <= set(document["components"]["schemas"])
    assert set(document["components"]["securitySchemes"]) == {"key", "bearer"}


def test_every_example_belongs_to_an_operation(document: dict[str, Any]) -> None:
    assert set(examples()) <= {described["operationId"] for _, described in operations(document)}


@pytest.mark.parametrize("path", ["/docs", "/static/docs.js", "/static/swagger-ui/swagger-ui-bundle.js", "/static/swagger-ui/swagger-ui.css", "/openapi.json"])
def test_the_reference_is_served_from_here_alone(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.headers["content-security-policy"]


def test_the_reference_runs_no_inline_script_and_asks_nobody_else(client: TestClient) -> None:
    page = client.get("/docs")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy and "unsafe" not in policy and "http" not in policy
    assert re.findall(r"<script>|<style|\son\w+=|https?://", page.text) == []
    assert client.get("/redoc").status_code == 404


def test_what_lies_outside_the_static_folder_is_not_served(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/swagger-ui", "/static/nothing.js"):
        answer = client.get(path)
        assert answer.status_code == 404 and answer.headers["content-type"] == "application/problem+json"


def shape(value: Any, depth: int = 3) -> Any:
    """The names in a JSON value, some levels down; lists by what their first item looks like."""
    if isinstance(value, dict) and depth:
        return {name: shape(item, depth - 1) for name, item in value.items()}
    if isinstance(value, list) and depth and value:
        return [shape(value[0], depth - 1)]
    return None


def test_the_examples_are_what_a_run_gives_today(callers: dict[str, Caller]) -> None:
    found = run(callers["station"], callers["employer"], callers["office"])
    assert set(found) == set(examples())
    for name, example in examples().items():
        assert shape(found[name]) == shape(example), name
