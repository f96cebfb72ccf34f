"""Knows the licences and certificates that postings ask for and members hold, and which stands in for which."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Credential:
    """One licence, certificate or title.

    `implies` names the credentials that its holder satisfies directly; `skills` and `occupations` say what
    it permits or evidences, as codes of the skill tables and of 职业分类大典 2022.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    implies: tuple[str, ...]
    skills: tuple[str, ...]
    occupations: tuple[str, ...]
    issuer: str
    name_en: str


@cache
def credentials() -> Mapping[str, Credential]:
    """Every known credential by its code, in the order of the table."""
    table = files("data.reference").joinpath("credentials.csv").read_text(encoding="utf-8")
    read = (_credential(row) for row in csv.DictReader(table.splitlines()))
    return MappingProxyType({credential.code: credential for credential in read})


@cache
def satisfied_by(code: str) -> frozenset[str]:
    """The codes, `code` among them, whose holder satisfies an opening that asks for `code`.

    Raises KeyError when the code is not in the table.
    """
    credentials()[code]
    direct = _direct_substitutes()
    reached = {code}
    waiting = [code]
    while waiting:
        for substitute in direct.get(waiting.pop(), ()):
            if substitute not in reached:
                reached.add(substitute)
                waiting.append(substitute)
    return frozenset(reached)


@cache
def _direct_substitutes() -> Mapping[str, tuple[str, ...]]:
    """For each code, the credentials that name it in their `implies`."""
    found: dict[str, list[str]] = {}
    for credential in credentials().values():
        for implied in credential.implies:
            found.setdefault(implied, []).append(credential.code)
    return MappingProxyType({code: tuple(holders) for code, holders in found.items()})


def _credential(row: Mapping[str, str]) -> Credential:
    return Credential(
        code=row["code"],
        name=row["name"],
        aliases=_parts(row["aliases"]),
        kind=row["kind"],
        implies=_parts(row["implies"]),
        skills=_parts(row["skills"]),
        occupations=_parts(row["occupations"]),
        issuer=row["issuer"],
        name_en=row["name_en"],
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
