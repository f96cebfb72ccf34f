"""Every sentence that stands in the engine's source has the same placeholders in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import matcher
from data.text import Text

FOLDER = Path(matcher.__file__).parent


def sentences() -> Iterator[tuple[str, Text]]:
    """Every `Text(zh=…, en=…)` of plain strings, with where it stands."""
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                words = {item.arg: item.value.value for item in node.keywords if isinstance(item.value, ast.Constant)}
                if words.keys() == {"zh", "en"}:
                    yield f"{path.name}:{node.lineno}", Text(zh=str(words["zh"]), en=str(words["en"]))


def test_every_sentence_has_the_same_placeholders_in_both_languages() -> None:
    found = dict(sentences())
    assert len(found) > 50
    assert [place for place, text in found.items() if text.placeholders("zh") != text.placeholders("en")] == []


def test_no_sentence_is_empty_in_either_language() -> None:
    assert [place for place, text in sentences() if not text.zh.strip() or not text.en.strip()] == []
