"""The words of a Word document, tables row by row; runs only in a confined child, and imports nothing of ours.

Nothing in it is executed or fetched: macros stay where they are, and python-docx resolves no entities and no links.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

DAMAGED_BY = (Exception,)
"""A damaged part makes zipfile, lxml or python-docx raise whatever they meet."""

TELLS = False
DEEPEST = 8
BOXES = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
TYPES = "[Content_Types].xml"
MACRO = b"application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def read(content: bytes, most_characters: int) -> dict[str, Any]:
    """`pages` with the one text of the whole document, and `pictures` as a number."""
    document = Document(BytesIO(_without_macros(content)))
    lines: list[str] = []
    left = most_characters
    for line in _lines(document, DEEPEST):
        lines.append(line)
        left -= len(line) + 1
        if left < 0:
            raise OverflowError(f"> {most_characters}")
    with ZipFile(BytesIO(content)) as archive:
        pictures = sum(name.startswith("word/media/") for name in archive.namelist())
    return {"pages": ["\n".join(lines)], "pictures": pictures}


def _without_macros(content: bytes) -> bytes:
    """The same package under the name of a plain document, so that one with macros is read as text alone."""
    with ZipFile(BytesIO(content)) as archive:
        types = archive.read(TYPES)
        if MACRO not in types and TEMPLATE not in types:
            return content
        out = BytesIO()
        with ZipFile(out, "w") as plain:
            plain.writestr(TYPES, types.replace(MACRO, PLAIN).replace(TEMPLATE, PLAIN))
            for name in archive.namelist():
                if name != TYPES and not name.startswith("word/vba"):
                    plain.writestr(name, archive.read(name))
    return out.getvalue()


def _lines(holder: Any, deep: int) -> Iterator[str]:
    """Paragraphs and rows in their order; the cells of a row are parted by tabs."""
    for item in holder.iter_inner_content():
        if isinstance(item, Paragraph):
            yield from _paragraph(item)
        elif isinstance(item, Table) and deep:
            yield from _table(item, deep)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield from paragraph.text.split("\n")
    for box in paragraph._p.iter(BOXES):
        if any(ancestor.tag == FALLBACK for ancestor in box.iterancestors()):
            continue
        for inner in box.iter(PARAGRAPH):
            yield "".join(node.text or "" for node in inner.iter(TEXT))


def _table(table: Table, deep: int) -> Iterator[str]:
    seen: set[Any] = set()
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                cells.append(cell)
        texts = [_cell(cell, deep) for cell in cells]
        if sum("\n" in text for text in texts) and max(map(len, texts), default=0) > LONG_CELL:
            yield from (line for text in texts for line in text.split("\n"))
        elif any(text.strip() for text in texts):
            yield "\t".join(text.replace("\n", " ").strip() for text in texts)


LONG_CELL = 24
"""A cell of several lines with more characters than this stands alone, not beside its neighbours."""


def _cell(cell: _Cell, deep: int) -> str:
    return "\n".join(line for line in _lines(cell, deep - 1) if line.strip())
