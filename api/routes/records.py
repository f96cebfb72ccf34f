"""Members, openings, projects and services: create, read, list, change and close, all four alike."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Response

from api.answers import PRIVATE, Answer, encode, once_answer
from api.dependencies import GroundHere, Known, OnceKey, Policy, Spoken, Today
from api.errors import fault_answer
from api.json_body import json_body
from api.openapi import operation
from api.schemas import PageAnswer, RecordAnswer
from api.settings import SETTINGS
from api.use_cases import masking, records
from api.use_cases.disclosure import with_disclosed
from api.use_cases.idempotency import once
from api.use_cases.pages import ID, find_page
from api.use_cases.permissions import WRITERS
from data.codec import RECORD_TYPES, canonical
from data.errors import Fault, InvalidInput, NotFound
from data.records import Member
from data.store.consents import disclosed
from data.store.idempotency import Given
from data.store.repositories import NOT_FOUND, Records, Stored
from data.store.scope import Asker
from data.text import Language, Text
from data.vocabulary import RecordKind

VERSION = re.compile(r'(?:W/)?"?(\d{1,9})"?')
BAD_VERSION = Text(zh="If-Match 不能接受", en="the If-Match cannot be taken")
A_VERSION = Text(zh="读到的 version，如 3", en="the version that was read, such as 3")
NOTHING: Mapping[str, frozenset[str]] = {}
LABELS = {"members": "成员", "openings": "岗位", "projects": "家乡项目", "services": "服务事项"}
TYPED_OR_SHEET = (
    "各字段，或 `{\"sheet\": {标题: 内容}}`，标题同登记表。Typed fields, or `{\"sheet\": {heading: cell}}` with the headings of "
    "the sheets; what could not be read stands in `faults`."
)

Identifier = Annotated[str, Path(max_length=40, description="记录的 id", examples=["m_0123456789abcdef0123"])]
Expected = Annotated[
    str | None, Header(alias="If-Match", description="只在版本未变时修改 change only if still at this version", examples=["1"])
]


def answer_of(
    asker: Asker, stored: Stored, faults: tuple[Fault, ...], language: Language, agreed: Mapping[str, frozenset[str]] = NOTHING
) -> RecordAnswer:
    """A stored record as the asker may see it; `agreed` are the fields that masked members agreed to have shown, by id."""
    record = stored.record
    hidden = masking.masked(asker, record, stored.agreed)
    told = masking.shown(asker, record, agreed=stored.agreed)
    if isinstance(record, Member) and hidden:
        told = with_disclosed(told, record, agreed.get(record.id, ()))
    return RecordAnswer(
        id=stored.record.id,
        version=stored.version,
        created_at=stored.created_at,
        updated_at=stored.updated_at,
        closed_at=stored.closed_at,
        masked=hidden,
        record=told,
        held=stored.held,
        faults=[fault_answer(fault, language) for fault in faults],
    )


def version_of(text: str | None) -> int | None:
    """The version that `If-Match` names; None where any will do."""
    if text is None or text.strip() == "*":
        return None
    match = VERSION.fullmatch(text.strip())
    if match is None:
        raise InvalidInput(BAD_VERSION, (Fault("If-Match", ascii(text)[:80], A_VERSION),))
    return int(match[1])


def records_router(kind: RecordKind, path: str) -> APIRouter:
    """The routes of one kind of record under one path."""
    router = APIRouter(prefix=f"/{path}", tags=[path])
    name, label, one = RECORD_TYPES[kind].__name__, LABELS[path], path.removesuffix("s")
    article = "an" if one.startswith("o") else "a"
    writer = Policy(WRITERS[kind])
    roles = ", ".join(sorted(role.value for role in WRITERS[kind]))

    @router.post(
        "",
        **operation(
            f"create_{one}", f"登记{label} create {article} {one}",
            f"{TYPED_OR_SHEET} 同一编号再发则更新（200）。 The same number again changes the record (200). Roles: {roles}.",
            gives=f"{name}Answer", status=201, also={200: "编号已有：已更新或未变 known by its number: changed or unchanged"},
            takes=f"{name}Body", problems=(401, 403, 409, 413, 422, 503),
        ),
    )  # fmt: skip
    def create(
        ground: GroundHere,
        asker: Annotated[Asker, Depends(writer)],
        key: OnceKey,
        language: Spoken,
        today: Today,
        body: Annotated[dict[str, Any], Depends(json_body)],
    ) -> Response:
        ready = records.drafted(kind, body, today)

        def work(connection: Any) -> Given:
            kept = records.keep(connection, asker, kind, ready)
            told = encode(answer_of(asker, kept.stored, kept.faults, language))
            return Given(201 if kept.state == "new" else 200, told.decode())

        given, replayed = once(ground.database, asker, key, canonical({f"POST {path}": body}), work)
        return once_answer(given, replayed, path)

    @router.get(
        "",
        **operation(
            f"list_{path}", f"列出{label} list {path}",
            "按 id 翻页；默认只列未关闭的。 Pages by id; closed ones only where asked.",
            gives="PageAnswer", problems=(401, 422, 503),
        ),
    )  # fmt: skip
    def list_(
        ground: GroundHere,
        asker: Known,
        language: Spoken,
        after: Annotated[str, Query(max_length=40, description="上一页的 next the `next` of the page before")] = "",
        limit: Annotated[int, Query(ge=1, le=SETTINGS.longest_page, examples=[50])] = SETTINGS.page,
        closed: Annotated[bool, Query(description="也列已关闭的 closed ones too")] = False,
        own: Annotated[bool, Query(description="只列本单位的 only the organisation's own")] = False,
    ) -> Response:
        with ground.database.reading() as connection:
            page = find_page(connection, asker, kind, after, limit, closed, own)
            agreed = disclosed(connection, asker, [stored.record.id for stored in page.items])
        items = [answer_of(asker, stored, (), language, agreed) for stored in page.items]
        return Answer(PageAnswer(items, page.next), headers=PRIVATE)

    @router.get(
        "/{id}",
        **operation(
            f"read_{one}", f"查看{label} read {article} {one}",
            "别的单位的成员只显示去标识后的内容。 Another organisation's member is masked. `ETag` is the version.",
            gives=f"{name}Answer", problems=(401, 404, 422, 503),
        ),
    )  # fmt: skip
    def read(ground: GroundHere, asker: Known, language: Spoken, id: Identifier) -> Response:
        with ground.database.reading() as connection:
            stored = Records(connection, asker, kind).get(stored_id(id))
            agreed = disclosed(connection, asker, [id])
        return Answer(answer_of(asker, stored, (), language, agreed), headers={**PRIVATE, "ETag": f'"{stored.version}"'})

    @router.patch(
        "/{id}",
        **operation(
            f"change_{one}", f"修改{label} change {article} {one}",
            f"只写要改的。已关闭的会重新打开。 Only what changes; a closed one opens again. {TYPED_OR_SHEET} Roles: {roles}.",
            gives=f"{name}Answer", takes=f"{name}Body", problems=(401, 403, 404, 409, 413, 422, 503),
        ),
    )  # fmt: skip
    def change(
        ground: GroundHere,
        asker: Annotated[Asker, Depends(writer)],
        language: Spoken,
        today: Today,
        id: Identifier,
        body: Annotated[dict[str, Any], Depends(json_body)],
        match: Expected = None,
    ) -> Response:
        kept = records.change(ground.database, asker, kind, stored_id(id), body, today, version_of(match))
        headers = {**PRIVATE, "ETag": f'"{kept.stored.version}"'}
        return Answer(answer_of(asker, kept.stored, kept.faults, language), headers=headers)

    @router.delete(
        "/{id}",
        **operation(
            f"close_{one}", f"关闭{label} close {article} {one}",
            f"不再参与匹配，本单位仍可查看和导出。 Out of matching; its organisation still reads and exports it. Roles: {roles}.",
            status=204, problems=(401, 403, 404, 422, 503),
        ),
    )  # fmt: skip
    def close(ground: GroundHere, asker: Annotated[Asker, Depends(writer)], id: Identifier) -> Response:
        with ground.database.writing() as connection:
            records.close(connection, asker, kind, stored_id(id))
        return Response(status_code=204, headers=PRIVATE)

    return router


def stored_id(text: str) -> str:
    """An id as the store writes them; NotFound for what can be none."""
    if not ID.fullmatch(text):
        raise NotFound(NOT_FOUND)
    return text


ROUTERS = tuple(
    records_router(kind, path)
    for kind, path in (
        (RecordKind.MEMBER, "members"),
        (RecordKind.OPENING, "openings"),
        (RecordKind.NEED, "projects"),
        (RecordKind.SERVICE, "services"),
    )
)
