"""Excel and CSV in and out, and the empty sheets to fill in."""

from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import GroundHere, Known, OnceKey, Policy, Spoken, Today
from api.errors import problem
from api.openapi import operation
from api.uploads import Upload, multipart, upload_of
from api.use_cases import exporting, importing
from api.use_cases.idempotency import once
from api.use_cases.permissions import WRITERS
from data.sheets.exporting import template
from data.sheets.importing import read_sheets
from data.store.idempotency import Given
from data.store.scope import Asker
from data.text import Text
from data.vocabulary import RecordKind

router = APIRouter(tags=["sheets"])
ANY_WRITER = Policy(frozenset().union(*WRITERS.values()))
A_FILE = Text(zh="multipart/form-data，字段 file，一个 .xlsx、.xls 或 .csv 文件", en="multipart/form-data with one file, field `file`")
NOTHING_KEPT = Text(zh="有{count}行不能收，按要求全部未收", en="{count} rows cannot be taken; as asked, nothing was kept")
IMPORT_ID = r"^i_[0-9a-f]{1,38}$"
UPLOAD = upload_of(A_FILE)


_IMPORT = operation(
    "import_sheet", "导入登记表 import a sheet",
    "xlsx、xls、csv；标题次序不限。同一文件再导一次不会改变任何东西。 Headings in any order; the same file again changes nothing. "
    "With `all_or_nothing` one row that cannot be taken keeps everything out (422).",
    gives="ImportReport", status=201, problems=(401, 403, 413, 422, 503),
)  # fmt: skip


@router.post("/imports", **{**_IMPORT, "openapi_extra": multipart("import_sheet")})
def import_sheet(
    ground: GroundHere,
    asker: Annotated[Asker, Depends(ANY_WRITER)],
    key: OnceKey,
    language: Spoken,
    today: Today,
    file: Annotated[Upload, Depends(UPLOAD)],
    kind: Annotated[str, Query(description="members、openings、projects、services；不写则按标题判断", examples=["openings"])] = "",
    all_or_nothing: Annotated[bool, Query(description="一行不能收就全不收")] = False,
) -> Response:
    read = read_sheets(file.name, file.content, today, exporting.sheet_kind(kind) if kind else None)
    refused = [fault for row in read if row.refused for fault in row.faults]
    if all_or_nothing and refused:
        count = sum(row.refused for row in read)
        said = NOTHING_KEPT.filled(count=count)
        return problem(422, said, language, refused)

    def work(connection: Any) -> Given:
        report = importing.keep_rows(connection, asker, file.name, read, all_or_nothing)
        return Given(201, encode(report.as_json(language)).decode())

    request = encode(["POST imports", kind, all_or_nothing, file.name, sha256(file.content).hexdigest()])
    given, replayed = once(ground.database, asker, key, request, work)
    return once_answer(given, replayed, "imports")


@router.get(
    "/imports/{id}",
    **operation(
        "read_import", "查看导入结果 the report of an import", "每行哪里没读懂、可以填什么。 What in each row was not read.",
        gives="ImportReport", problems=(401, 404, 422, 503),
    ),
)  # fmt: skip
def read_import(
    ground: GroundHere,
    asker: Known,
    language: Spoken,
    id: Annotated[str, Path(pattern=IMPORT_ID, examples=["i_0123456789abcdef0123"])],
) -> Response:
    with ground.database.reading() as connection:
        return Answer(importing.find_report(connection, asker, id, language), headers=PRIVATE)


@router.get(
    "/exports/{kind}.{form}",
    **operation(
        "export_sheet", "导出本单位的表 export the organisation's own records",
        "members、openings、projects、services；csv 或 xlsx，已关闭的也在内。 Closed ones too; formulas are escaped.",
        gives="file", media=exporting.MEDIA["xlsx"], problems=(401, 422, 503),
    ),
)  # fmt: skip
def export_sheet(
    ground: GroundHere,
    asker: Known,
    kind: Annotated[str, Path(max_length=20, examples=["openings"])],
    form: Annotated[str, Path(max_length=8, examples=["xlsx"])],
) -> Response:
    wanted, form = exporting.sheet_kind(kind), exporting.sheet_form(form)
    with ground.database.reading() as connection:
        content = exporting.export(connection, asker, wanted, form)
    return _file(content, f"{kind}.{form}", form, PRIVATE)


@router.get(
    "/templates/{kind}.xlsx",
    **operation(
        "template_sheet", "空白样表 an empty sheet to fill in",
        "members、openings、projects、services 或 all；每列带说明和示例。 Each column with a note and an example.",
        gives="file", media=exporting.MEDIA["xlsx"], problems=(422,),
    ),
)  # fmt: skip
def template_sheet(kind: Annotated[str, Path(max_length=20, examples=["all"])]) -> Response:
    kinds = tuple(RecordKind) if kind == "all" else (exporting.sheet_kind(kind),)
    return _file(template(kinds), f"{kind}.xlsx", "xlsx", {})


def _file(content: bytes, name: str, form: str, headers: dict[str, str]) -> Response:
    disposition = f'attachment; filename="guiyan-{name}"'
    return Response(content, media_type=exporting.MEDIA[form], headers={**headers, "Content-Disposition": disposition})
