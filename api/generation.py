"""What the index of a track is on disk: both pools, who may see their records, and the place in the changes feed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.audiences import PARTS, Audiences
from features.pool import Pool
from features.snapshot import Refused, checksum, fill, open_pool, read_array, read_manifest, sync, write_array
from matcher.engine import Matcher

MEMBERS, OPPORTUNITIES, AUDIENCES = "members", "opportunities", "audiences"


@dataclass(frozen=True, slots=True)
class Generation:
    """An index as it was at a place in the changes feed; `mark` tells that feed from others."""

    members: Pool
    opportunities: Pool
    audiences: Audiences
    sequence: int
    mark: str


def write_generation(folder: Path, matcher: Matcher, found: Generation) -> None:
    """Write a generation into an empty folder and see it to the disk."""
    names, parts, numbers = _in_use(found)
    place = folder / AUDIENCES
    place.mkdir(mode=0o700)
    files = {key: write_array(place / f"{key}.npy", part) for key, part in parts.items()}
    sync(place)
    about = {**_kept_for(matcher), "sequence": found.sequence, "mark": found.mark, "names": names, "audiences": files}
    for name, pool in ((MEMBERS, found.members), (OPPORTUNITIES, found.opportunities)):
        (folder / name).mkdir(mode=0o700)
        fill(relabelled(pool, numbers), folder / name, about)


def read_generation(folder: Path, matcher: Matcher, check: bool = True) -> Generation:
    """A generation mapped into memory; Refused where it is damaged or was kept for other tables."""
    about = read_manifest(folder / MEMBERS).about
    for key, wanted in _kept_for(matcher).items():
        if about.get(key) != wanted:
            raise Refused(f"its {key} is {about.get(key)}, not {wanted}")
    if read_manifest(folder / OPPORTUNITIES).about != about:
        raise Refused("its two sides do not belong together")
    encoder = matcher.encoder
    members = open_pool(tuple(encoder.member_columns.values()), folder / MEMBERS, check)
    opportunities = open_pool(tuple(encoder.opportunity_columns.values()), folder / OPPORTUNITIES, check)
    for pool in (members, opportunities):
        for vocabulary in pool.vocabularies.values():
            vocabulary.find(())  # the values are read now, before several threads ask for them
    audiences = _audiences(folder / AUDIENCES, about)
    if max(len(members.label_counts), len(opportunities.label_counts)) > len(audiences):
        raise Refused("its audiences do not fit its records")
    return Generation(members, opportunities, audiences, int(about["sequence"]), str(about["mark"]))


def relabelled(pool: Pool, numbers: NDArray[np.uint32] | None) -> Pool:
    """The pool, all of it in its base, with other labels for its own; None changes none."""
    if numbers is None or pool.base is None or pool.register is None:
        return pool
    return pool.standing_on(replace(pool.base, labels=numbers[pool.base.labels]), pool.register, known=pool)


def mapped(pool: Pool, saved: Pool) -> Pool:
    """The pool with its arrays taken from the files into which it was saved, which all processes share; it keeps its labels."""
    if pool.base is None or saved.base is None or saved.register is None:
        return pool
    same = np.array_equal(pool.base.labels, saved.base.labels)
    base = saved.base if same else replace(saved.base, labels=pool.base.labels)
    return pool.standing_on(base, saved.register, known=pool)


def _kept_for(matcher: Matcher) -> dict[str, str]:
    return {"track": matcher.track.value, "encoder": matcher.encoder.name}


def _in_use(found: Generation) -> tuple[list[str], dict[str, NDArray[Any]], NDArray[np.uint32] | None]:
    """The audiences that records have, and their new numbers; all of them where most are in use."""
    used = np.zeros(len(found.audiences), np.bool_)
    used[0] = True
    for pool in (found.members, found.opportunities):
        labels = np.flatnonzero(pool.label_counts)
        used[labels] = True
    if 2 * used.sum() >= len(used):
        return *found.audiences.write_down(), None
    kept, numbers = Audiences(), np.zeros(len(used), np.uint32)
    for label in np.flatnonzero(used)[1:].tolist():
        numbers[label] = kept.label(found.audiences.audience(label))
    return *kept.write_down(), numbers


def _audiences(folder: Path, about: Mapping[str, Any]) -> Audiences:
    for key, (size, known) in about["audiences"].items():
        path = folder / f"{key}.npy"
        if not path.is_file() or path.stat().st_size != size or checksum(path) != known:
            raise Refused(f"{AUDIENCES}/{key} was changed since it was written")
    try:
        parts = {key: read_array(folder / f"{key}.npy", shared=False) for key in PARTS}
        labels, grants = len(parts["owner"]), len(parts["grant_label"])
        if not labels or int(parts["grants_end"][-1]) != grants or len(parts["grant_until"]) != grants:
            raise Refused("its audiences do not fit together")
    except (OSError, ValueError, LookupError) as error:
        raise Refused(f"its audiences cannot be read: {error}") from error
    return Audiences(about["names"], parts)
