"""What is grown, raised, made and sold, in groups, with the words that mean it and those that only hold them (苹果手机)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from data.reference.tables import rows, several


@dataclass(frozen=True, slots=True)
class Product:
    """One kind of goods; its `group` is a path (fruit.citrus), `instead` words that mean something else."""

    code: str
    name: str
    name_en: str
    group: str
    words: tuple[str, ...]
    instead: tuple[str, ...]

    @property
    def root(self) -> str:
        """The widest group."""
        return self.group.partition(".")[0]

    @property
    def broad(self) -> bool:
        """Whether it stands for its whole group (水果, 粮食)."""
        return self.code == self.root or self.code in BROAD


BROAD = frozenset({"oilcrop", "grain", "vegetable", "meat", "food", "fruit"})
"""Goods that are said of a whole group."""


@cache
def products() -> Mapping[str, Product]:
    """Every kind of goods by its code, in the order of the table."""
    return MappingProxyType({
        row["code"]: Product(row["code"], row["name"], row["name_en"], row["group"], several(row["words"]), several(row["instead"]))
        for row in rows("products.csv")
    })
