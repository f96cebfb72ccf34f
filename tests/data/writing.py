"""Documents for tests, written when they are needed: Word by python-docx, PDF by hand with a font that is not embedded."""

import io
from collections.abc import Sequence

CHINESE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
    b"/DW 1000 >>] >>"
)
PICTURE = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream"
Placed = tuple[float, float, str]
"""Words with where they stand on the page, in points from its lower left corner."""


def pdf(pages: Sequence[Sequence[str] | Sequence[Placed]], picture: bool = False) -> bytes:
    """A PDF of lines from the top, or of words at their places."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", CHINESE, PICTURE]
    kids = []
    for page in pages:
        content = b"\n".join(_shown(placed) for placed in _placed(page))
        drawn = b"/XObject << /I 4 0 R >>" if picture else b""
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> %s >> >>"
            % (len(objects), drawn)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return whole(objects)


def whole(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file of numbered objects, the first of them the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def _placed(page: Sequence[str] | Sequence[Placed]) -> list[Placed]:
    found: list[Placed] = []
    for at, item in enumerate(page):
        found.append((50.0, 790.0 - 16 * at, item.replace("\t", "  ")) if isinstance(item, str) else item)
    return found


def _shown(placed: Placed) -> bytes:
    left, bottom, words = placed
    return b"BT /F 11 Tf 1 0 0 1 %.1f %.1f Tm <%s> Tj ET" % (left, bottom, words.encode("utf-16-be").hex().encode())


def word(lines: Sequence[str]) -> bytes:
    """A Word document: lines with tabs are rows of a table, the others paragraphs."""
    from docx import Document

    document = Document()
    rows: list[list[str]] = []
    for line in (*lines, ""):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(len(rows), max(map(len, rows)))
            for at, cells in enumerate(rows):
                for column, words in enumerate(cells):
                    table.cell(at, column).text = words
            rows = []
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
