"""Files and others' forms in and out: a draft of a file, a member as JSON Resume, an opening as JobPosting."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.answers import PRIVATE, Answer
from api.dependencies import GroundHere, Known, Today
from api.openapi import operation
from api.routes.records import Identifier, stored_id
from api.uploads import Upload, multipart, upload_of
from api.use_cases.drafting import draft_of_file
from api.use_cases.permissions import require_own
from data.interchange.job_posting import to_job_posting
from data.interchange.json_resume import to_json_resume
from data.records import Member, Opening
from data.store.repositories import Records
from data.text import Text
from data.vocabulary import RecordKind

router = APIRouter()
A_FILE = Text(
    zh="multipart/form-data，字段 file，一个 PDF、.docx、.txt 或 JSON Resume 文件",
    en="multipart/form-data with one file, field `file`: a PDF, .docx, .txt or JSON Resume",
)
UPLOAD = upload_of(A_FILE)
_DRAFT = operation(
    "draft_file", "把简历等文件整理成草稿 make a draft of a file",
    "PDF、Word（.docx）、纯文本、JSON Resume、JobPosting，按内容识别。登记表不收的个人信息不保留：text 是保留的文字，left_out 列出未收的种类。"
    " By its content; what no record keeps is left out: `text` is what was kept, `left_out` names the rest.",
    gives="Draft", problems=(401, 413, 422, 503),
)  # fmt: skip


@router.post("/draft/file", tags=["reading"], **{**_DRAFT, "openapi_extra": multipart("draft_file")})
def draft_file(_: Known, today: Today, file: Annotated[Upload, Depends(UPLOAD)]) -> Response:
    return Answer(draft_of_file(file.name, file.content, today), headers=PRIVATE)


@router.get(
    "/members/{id}/json-resume",
    tags=["members"],
    **operation(
        "member_json_resume", "以 JSON Resume 取出成员 a member as JSON Resume",
        "jsonresume.org v1；只限本单位的成员；没有对应栏目的放在 x_guiyan。 Own members only; what it has no place for is under x_guiyan.",
        gives="JsonResume", problems=(401, 403, 404, 409, 422, 503),
    ),
)  # fmt: skip
def member_json_resume(ground: GroundHere, asker: Known, id: Identifier) -> Response:
    with ground.database.reading() as connection:
        records = Records(connection, asker, RecordKind.MEMBER)
        member = records.get(stored_id(id)).record
        require_own(asker, member.organisation)
        records.may_change(member.id)
    assert isinstance(member, Member)
    return Answer(to_json_resume(member), headers=PRIVATE)


@router.get(
    "/openings/{id}/job-posting",
    tags=["openings"],
    **operation(
        "opening_job_posting", "以 JobPosting 取出岗位 an opening as a JobPosting",
        "schema.org JobPosting（JSON-LD），可直接放进网页。 JSON-LD that a web page can carry.",
        gives="JobPosting", problems=(401, 404, 422, 503),
    ),
)  # fmt: skip
def opening_job_posting(ground: GroundHere, asker: Known, id: Identifier) -> Response:
    with ground.database.reading() as connection:
        opening = Records(connection, asker, RecordKind.OPENING).get(stored_id(id)).record
    assert isinstance(opening, Opening)
    return Answer(to_job_posting(opening), headers=PRIVATE)
