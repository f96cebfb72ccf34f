"""The seeded world of data.scenarios as columns: what the encoder makes of each record, worked out for a million at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from data.records import Member, Opening, Phrase
from data.scenarios.chances import trades
from data.scenarios.draws import Draws, draw, known_papers, known_skills
from data.scenarios.world import member, phrases, posts
from data.vocabulary import Track
from features.coded import Coded, CodedSide, ValuesSeen, coded_rows
from features.columns.member import WORK_COLUMNS
from features.columns.opening import OPENING_COLUMNS
from features.encoder import Encoder, encoder_for
from features.pool import Column, Row, Vocabulary
from features.profiles.linked import Linked, jobs, mentions, united
from features.profiles.member import member_profile, skills_from_credentials, skills_from_jobs, usual_jobs
from features.unions import Item, Parts, shared

STRETCH, HUNDRED, MOST_KINDS = 200_000, 100, 2**62

TOLD: Mapping[str, tuple[str, ...]] = {
    "wished": ("wished",),
    "refused_jobs": ("refused_job",),
    "refused_skills": ("refused_job",),
    "credentials": ("papers_said", "papers"),
    "years": ("years",),
    "education": ("education",),
    "pay": ("least", "floor"),
    "places": ("named", "only", "current", "home", "anywhere"),
    "limits": ("named", "only"),
    "refused_places": ("shunned",),
    "home": ("home",),
    "conditions": ("wanted", "refused"),
    "lodging": ("housing", "meals"),
    "start": ("start",),
}
"""What of a member each column is about; those of `worked`, `skills` and `words` are put together phrase by phrase."""


def working_encoder() -> Encoder:
    """The encoder of track `work` with the columns of job-seekers and openings alone."""
    return encoder_for(Track.WORK).only({c.key for c in WORK_COLUMNS}, {c.key for c in OPENING_COLUMNS})


class Crowd:
    """Members of the seeded world; those of a smaller crowd come first in a larger one. With `anywhere` all would go anywhere."""

    def __init__(self, seed: int, count: int, anywhere: bool = False) -> None:
        self.draws = draw(seed, count, anywhere)

    def __len__(self) -> int:
        return len(self.draws)

    def member(self, identifier: str) -> Member:
        """The record that a row stands for."""
        number = int(identifier[1:])
        return member(self.draws, number, number)

    def coded(self) -> CodedSide:
        """All members as columns."""
        columns = tuple(working_encoder().member_columns.values())
        made = {column.key: _simple(self.draws, column) for column in columns if column.key in TOLD}
        for column in columns:
            if column.key not in made:
                made[column.key] = _together(self.draws, column)
        values = {key: known for key, (known, _) in made.items()}
        return CodedSide(columns, _ids(len(self.draws)), values, {key: codes for key, (_, codes) in made.items()})

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Identifier and column values of every member."""
        return self.coded().rows()


def member_rows(seed: int, count: int) -> Iterator[tuple[str, Row]]:
    """Identifier and column values of `count` members."""
    return Crowd(seed, count).rows()


def opening_rows(seed: int, count: int) -> Iterator[tuple[str, Row]]:
    """Identifier and column values of `count` openings."""
    encoder = working_encoder()
    for opening in posts(seed, count):
        yield opening.id, encoder.row(encoder.profile(opening))


def coded_openings(openings: Iterable[Opening]) -> CodedSide:
    """Openings as columns."""
    encoder = working_encoder()
    columns = tuple(encoder.opportunity_columns.values())
    return coded_rows(columns, ((opening.id, encoder.row(encoder.profile(opening))) for opening in openings))


def _ids(count: int) -> NDArray[np.bytes_]:
    """The ids of the first so many members."""
    digits = np.arange(count)[:, None] // 10 ** np.arange(6, -1, -1) % 10 + ord("0")
    return np.concatenate([np.full((count, 1), ord("m")), digits], axis=1).astype(np.uint8).view("S8").reshape(-1)


def _simple(draws: Draws, column: Column) -> tuple[Vocabulary, Coded]:
    """A column of which few different things are said: the encoder reads one member of each kind."""
    first, kinds = _kinds(draws, TOLD[column.key])
    said, values = draws.take(first).told(TOLD[column.key]), ValuesSeen(column)
    numbers = [values.of(column.values(member_profile(member(said, row, 0)))) for row in range(len(said))]
    return values.vocabulary, values.codes(np.array(numbers, np.uint32)[kinds])


def _kinds(draws: Draws, keys: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Members alike in some respects: the first of each kind, in order, and each member's kind."""
    told = np.concatenate([getattr(draws, key).reshape(len(draws), -1) for key in keys], axis=1)
    kind, kinds = np.zeros(len(draws), np.int64), 1
    for choice in told.T:
        more = int(choice.max(initial=0)) + 2
        if kinds * more > MOST_KINDS:
            kind = np.unique(kind, return_inverse=True)[1].reshape(-1)
            kinds = len(kind)
        kind, kinds = kind * more + choice + 1, kinds * more
    _, first, which = np.unique(kind, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return first[order], place[which.reshape(-1)]


@dataclass(frozen=True, slots=True)
class _Role:
    """Phrases that a member has in one field, and what each gives to a column."""

    field: str
    kind: str
    codes: Callable[[], tuple[str, ...]]
    gives: Callable[[Phrase], Iterable[Linked]]

    def phrases(self) -> Iterable[Phrase]:
        """All that may stand in the field, by choice."""
        return (phrases(self.kind, (code,))[0] for code in self.codes())


def _named(phrase: Phrase) -> tuple[Linked, ...]:
    return mentions("skill", phrase)


def _hinted(phrase: Phrase) -> tuple[Linked, ...]:
    return tuple(replace(item, inferred=True) for item in _named(phrase))


def _held(phrase: Phrase) -> tuple[Linked, ...]:
    return united([mentions("credential", phrase)])


def _taught(phrase: Phrase) -> tuple[Linked, ...]:
    return tuple(skills_from_credentials(_held(phrase)))


def _usual(known: Callable[[Phrase], Iterable[Linked]]) -> Callable[[Phrase], Iterable[Linked]]:
    return lambda phrase: usual_jobs(known(phrase), ())


SKILLS = (
    _Role("skills", "skill", known_skills, _named),
    _Role("history", "occupation", trades, _named),
    _Role("papers", "credential", known_papers, _taught),
    _Role("wished", "occupation", trades, _hinted),
    _Role("history", "occupation", trades, lambda phrase: skills_from_jobs(jobs(phrase))),
)
WORKED = (
    _Role("history", "occupation", trades, jobs),
    _Role("skills", "skill", known_skills, _usual(_named)),
    _Role("history", "occupation", trades, _usual(_named)),
    _Role("papers", "credential", known_papers, _usual(_taught)),
    _Role("wished", "occupation", trades, _usual(_hinted)),
    _Role("papers", "credential", known_papers, lambda phrase: usual_jobs((), _held(phrase))),
)
"""In the order of features.profiles.member: which phrases fill these columns, and with what."""

WORDS = (
    _Role("skills", "skill", known_skills, _named),
    _Role("history", "occupation", trades, _named),
    _Role("wished", "occupation", trades, _named),
)


def _linked_items(role: _Role, column: Column, values: ValuesSeen) -> list[list[Item]]:
    """What each phrase of a role gives to a column, the best readings ranked lowest."""
    blank = member_profile(Member())
    given = []
    for phrase in role.phrases():
        items = []
        for linked in role.gives(phrase):
            profile = replace(blank, skills=(linked,)) if column.key == "skills" else replace(blank, worked=(linked,))
            for value in column.values(profile):
                rank = HUNDRED * (2 * linked.inferred + 1) - round(HUNDRED * linked.similarity)
                items.append(Item(cast(int, value[0]), rank, values.code(value)))
        given.append(items)
    return given


def _worded_items(role: _Role, column: Column, values: ValuesSeen) -> list[list[Item]]:
    """What each phrase of a role gives to the column of words."""
    profiles = (member_profile(Member(skills=(phrase,))) for phrase in role.phrases())
    return [[Item(values.code(value), 0, values.code(value)) for value in column.values(profile)] for profile in profiles]


PUT_TOGETHER = {
    "skills": (SKILLS, _linked_items),
    "worked": (WORKED, _linked_items),
    "words": (WORDS, _worded_items),
}


def _together(draws: Draws, column: Column) -> tuple[Vocabulary, Coded]:
    """A column that hangs on all the words of a member: what each phrase gives is put together."""
    roles, read = PUT_TOGETHER[column.key]
    values, given, offsets = ValuesSeen(column), list[list[Item]](), list[int]()
    for role in roles:
        offsets.append(len(given))
        given += read(role, column, values)
    parts, made = Parts.of(given), []
    for start in range(0, len(draws), STRETCH):
        some = draws.take(slice(start, start + STRETCH))
        said = [np.where(chosen >= 0, chosen + offset, -1)
                for role, offset in zip(roles, offsets, strict=True)
                for chosen in [getattr(some, role.field).astype(np.int32)]]
        made.append(parts.united(np.concatenate(said, axis=1)))
    before = np.cumsum([0, *(len(codes) for _, codes, _ in made)])
    ends = np.concatenate([ends + shift for (ends, _, _), shift in zip(made, before, strict=False)])
    return values.vocabulary, shared(ends, np.concatenate([codes for _, codes, _ in made]), np.concatenate([h for _, _, h in made]))
