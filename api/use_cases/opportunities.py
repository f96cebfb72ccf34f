"""Opportunities by the ids under which rankings and referrals name them, and the track in which each stands."""

import re
from collections.abc import Iterable

from sqlalchemy import Connection

from api.use_cases.checks import INVALID
from api.use_cases.payloads import shown
from data.errors import Fault, InvalidInput, NotFound
from data.records import Member, NeedOf, Opening, Opportunity, PairingPlace, Project, Service
from data.store.repositories import NOT_FOUND, PREFIX, Records
from data.store.scope import Asker
from data.text import Text, joined
from data.tracks import tracks_of
from data.vocabulary import TRACK_LABELS, RecordKind, Track

OPPORTUNITY_ID = re.compile(r"(?P<record>(?P<prefix>[a-z])_[0-9a-z]{1,38})(?:\.(?P<need>[0-9A-Za-z_-]{1,30}))?")
KINDS = {prefix: kind for kind, prefix in PREFIX.items()}
NO_NEED = Text(zh="这个项目没有这项需求；有的是：{known}", en="the project has no such need; it has: {known}")
ONE_OF_TRACKS = Text(zh="这条机会所属的匹配类型：{known}", en="a track in which this stands: {known}")


def find_opportunity(connection: Connection, asker: Asker, identifier: str) -> Opportunity:
    """The opportunity of an id, such as `o_0123`, `s_0123`, `p_0123.capital` or a pairing member's `m_0123`.

    NotFound where there is none that the asker may see.
    """
    return next(iter(find_opportunities(connection, asker, [identifier]).values()), None) or _missing(connection, asker, identifier)


def _missing(connection: Connection, asker: Asker, identifier: str) -> Opportunity:
    """A project that is there is told its needs; it may stand for its one need."""
    parsed = OPPORTUNITY_ID.fullmatch(identifier)
    if parsed and parsed["prefix"] == PREFIX[RecordKind.NEED]:
        project = Records(connection, asker, RecordKind.NEED).get(parsed["record"]).record
        assert isinstance(project, Project)
        needs = needs_of(project)
        if len(needs) == 1 and parsed["need"] is None:
            return needs[0]
        known = ", ".join(need.id for need in needs)
        message = NO_NEED.filled(known=known)
        raise NotFound(message, (Fault("opportunity", identifier[:80], Text(known, known)),))
    raise NotFound(NOT_FOUND)


def needs_of(project: Project) -> tuple[NeedOf, ...]:
    """Every need of a project, each with the project around it."""
    return tuple(NeedOf(project, need) for need in project.needs)


def find_opportunities(connection: Connection, asker: Asker, identifiers: Iterable[str]) -> dict[str, Opportunity]:
    """Those of the opportunities that the asker may see, by id."""
    parsed = {identifier: OPPORTUNITY_ID.fullmatch(identifier) for identifier in identifiers}
    wanted: dict[RecordKind, list[str]] = {}
    for match in parsed.values():
        if match and match["prefix"] in KINDS:
            wanted.setdefault(KINDS[match["prefix"]], []).append(match["record"])
    records = {
        identifier: stored.record
        for kind, several in wanted.items()
        for identifier, stored in Records(connection, asker, kind).several(several).items()
    }
    found: dict[str, Opportunity] = {}
    for identifier, match in parsed.items():
        record = records.get(match["record"]) if match else None
        if isinstance(record, Project):
            found |= {need.id: need for need in needs_of(record) if need.id == identifier}
        elif isinstance(record, Opening | Service):
            found[identifier] = record
        elif isinstance(record, Member):
            found[identifier] = PairingPlace(record)
    return found


def track_of(opportunity: Opportunity, asked: object = None) -> Track:
    """The track asked for, else the opportunity's own; InvalidInput where it does not stand in the one asked for."""
    own = tracks_of(opportunity)
    if asked is None and own:
        return own[0]
    found = next((track for track in own if track.value == asked), None)
    if found is None:
        labels = joined(Text(f"{track.value}（{TRACK_LABELS[track].zh}）", track.value) for track in own)
        accepted = ONE_OF_TRACKS.filled(known=labels)
        raise InvalidInput(INVALID, (Fault("track", shown(asked), accepted),))
    return found
