"""Which roles may write which records."""

from collections.abc import Mapping

from data.errors import Forbidden
from data.store.scope import Asker
from data.text import Text, joined
from data.vocabulary import ROLE_LABELS, RecordKind, Role

WRITERS: Mapping[RecordKind, frozenset[Role]] = {
    RecordKind.MEMBER: frozenset({Role.STATION, Role.ADMINISTRATOR}),
    RecordKind.OPENING: frozenset({Role.EMPLOYER, Role.STATION, Role.ADMINISTRATOR}),
    RecordKind.NEED: frozenset({Role.HOMETOWN_OFFICE, Role.ADMINISTRATOR}),
    RecordKind.SERVICE: frozenset({Role.STATION, Role.HOMETOWN_OFFICE, Role.ADMINISTRATOR}),
}
"""Stations bring openings too: job leads that members collect."""

KIND_LABELS = {
    RecordKind.MEMBER: Text(zh="成员", en="members"),
    RecordKind.OPENING: Text(zh="岗位", en="openings"),
    RecordKind.NEED: Text(zh="家乡项目", en="projects"),
    RecordKind.SERVICE: Text(zh="服务事项", en="services"),
}
MAY_NOT_WRITE = Text(
    zh="“{role}”的密钥不能写入{kind}；可以的有：{roles}",
    en="a key of role {role} may not write {kind}; roles that may: {roles}",
)
NOT_OWN = Text(zh="这条记录属于别的单位，只能查看", en="the record belongs to another organisation and can only be read")


def require_writer(asker: Asker, kind: RecordKind) -> None:
    """Forbidden where the asker's role does not write this kind."""
    if asker.role in WRITERS[kind]:
        return
    roles = joined(ROLE_LABELS[role] for role in Role if role in WRITERS[kind])
    raise Forbidden(MAY_NOT_WRITE.filled(role=ROLE_LABELS[asker.role], kind=KIND_LABELS[kind], roles=roles))


def owns(asker: Asker, organisation: str) -> bool:
    """Whether a record of that organisation is the asker's to see whole and to change."""
    return asker.role is Role.ADMINISTRATOR or organisation == asker.organisation


def require_own(asker: Asker, organisation: str) -> None:
    """Forbidden where the record may be read but is another's."""
    if not owns(asker, organisation):
        raise Forbidden(NOT_OWN)
