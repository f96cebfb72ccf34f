"""Records as plain columns of codes, before they stand in a segment."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Bags:
    """A column of bags: bag d holds `items[starts[d]:ends[d]]`, bag 0 nothing; `codes` gives each record's bag."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    items: Codes | NDArray[np.uint16]
    codes: Codes


@dataclass(frozen=True, slots=True)
class Coded:
    """Records in any order: a code or a bag for each column by key, with ids (bytes of one width), keys and labels."""

    columns: Mapping[str, Codes | Bags]
    ids: NDArray[np.bytes_]
    keys: NDArray[np.int64]
    labels: Codes
