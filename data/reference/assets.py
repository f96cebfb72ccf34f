"""What a project may have already: water, land, houses, workshops, brands, licences, free rent."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several
from data.text import Text


@dataclass(frozen=True, slots=True)
class Asset:
    """One kind of thing, with the words for it and the units that it is counted in."""

    code: str
    label: Text
    aliases: tuple[str, ...]
    units: frozenset[str]


@cache
def assets() -> Mapping[str, Asset]:
    """Every kind of asset by its code, in the order of the table."""
    read = (
        Asset(row["code"], Text(zh=row["name"], en=row["name_en"]), several(row["aliases"]), frozenset(several(row["units"])))
        for row in rows("assets.csv")
    )
    return MappingProxyType({asset.code: asset for asset in read})
