"""Ways of selling that projects look for and members bring: supermarkets, restaurants, wholesale, online, group buying."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several
from data.text import Text


@dataclass(frozen=True, slots=True)
class Channel:
    """One way of selling, with the words that people say for it."""

    code: str
    label: Text
    aliases: tuple[str, ...]


@cache
def channels() -> Mapping[str, Channel]:
    """Every way of selling by its code, in the order of the table."""
    read = (Channel(row["code"], Text(zh=row["name"], en=row["name_en"]), several(row["aliases"])) for row in rows("channels.csv"))
    return MappingProxyType({channel.code: channel for channel in read})
