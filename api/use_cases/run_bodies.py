"""Reads the body of a request for a run as one of the kinds there are."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from api.use_cases.checks import INVALID
from data.errors import Fault, InvalidInput
from data.text import Text

T = TypeVar("T")


def read_body(body: Mapping[str, Any], kind: type[T]) -> T:
    """The body as one of these; InvalidInput says where it differs."""
    try:
        return msgspec.convert(body, kind, strict=True)
    except msgspec.ValidationError as error:
        said, _, where = str(error).partition(" - at ")
        raise InvalidInput(INVALID, (Fault(where.strip("`") or "$", "…", Text(said, said)),)) from error
