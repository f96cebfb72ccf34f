"""A pool in a folder: one file an array and a manifest, opened by mapping it into memory; whole and true, or refused."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from features.compaction import compacted
from features.pool import Pool
from features.segment import Register, Segment
from features.values import Column, Vocabulary

FORMAT = 2
"""Goes up whenever the files mean something else."""

MANIFEST = "manifest.json"
SORTED_BY = "sorted_by"
ARRAYS = tuple(field.name for field in fields(Segment) if field.name != SORTED_BY)
AT_ONCE = 1 << 24
"""So many bytes of a file are checked at a time."""


class Refused(ValueError):
    """A folder that holds no snapshot which can be trusted; says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself: its columns, rows, files with size and checksum, and what its keeper wrote down."""

    columns: list[list[Any]]
    rows: int
    sorted_by: list[str]
    sorted_at: int
    absent: dict[str, int]
    files: dict[str, list[int]]
    about: dict[str, Any]


def save(pool: Pool, folder: Path, about: Mapping[str, Any] | None = None) -> None:
    """Put down a pool; the folder appears when all is in it and on the disk, and takes the place of an earlier one.

    `about` is whatever JSON the keeper wants to find again.
    """
    unfinished = beside(folder)
    unfinished.mkdir(mode=0o700, parents=True)
    try:
        fill(pool, unfinished, about)
        put_in_place(unfinished, folder)
    except BaseException:
        rmtree(unfinished, ignore_errors=True)
        raise


def open_pool(columns: Sequence[Column], folder: Path, check: bool = True) -> Pool:
    """A pool whose base is mapped from a folder: what nobody looks at is not read, and what is changed stays here.

    Refused where the folder is damaged, or of other columns or another format. Without `check` the
    files' sizes alone are compared, not their contents.
    """
    manifest = read_manifest(folder)
    if manifest.columns != described(columns):
        raise Refused("the columns are others")
    _check(folder, manifest.files, check)
    try:
        return _opened(Pool(columns), folder, manifest)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise Refused(f"its arrays cannot be read: {error}") from error


def read_manifest(folder: Path) -> Manifest:
    """What a snapshot says of itself; Refused where that cannot be read."""
    try:
        plain = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        seal, version = plain.pop("seal"), plain.pop("format")
        if version != FORMAT:
            raise Refused(f"its format is {version}, not {FORMAT}")
        if seal != _seal(plain):
            raise Refused("its manifest was changed since it was written")
        return Manifest(**plain)
    except (OSError, UnicodeError, TypeError, AttributeError, KeyError, json.JSONDecodeError) as error:
        raise Refused(f"its manifest cannot be read: {error}") from error


def described(columns: Sequence[Column]) -> list[list[Any]]:
    """Columns as a manifest has them."""
    ordered = sorted(columns, key=lambda column: column.bag)
    return [[column.key, json.loads(json.dumps(column.dtype.descr)), column.bag] for column in ordered]


def fill(pool: Pool, folder: Path, about: Mapping[str, Any] | None = None) -> None:
    """Write a pool's files into a folder that is there and empty, and see them to the disk, the manifest last."""
    still = pool if pool.base is not None and not len(pool.tail) else compacted(pool)
    assert still.base is not None and still.register is not None
    arrays: dict[str, NDArray[Any]] = {name: getattr(still.base, name) for name in ARRAYS}
    arrays |= {"ids": still.register.ids, "by_key": still.register.by_key}
    for at, column in enumerate(still.columns):
        vocabulary = still.vocabularies[column.key]
        arrays |= {f"values-{at}": vocabulary.array, f"counts-{at}": vocabulary.counts}
    files = {name: write_array(folder / f"{name}.npy", array) for name, array in arrays.items()}
    plain = {
        "columns": described(still.columns), "rows": len(still), "sorted_by": list(still.sorted_by),
        "sorted_at": still.base.sorted_by, "absent": {key: known.absent for key, known in still.vocabularies.items()},
        "files": files, "about": dict(about or {}),
    }  # fmt: skip
    sealed = {"format": FORMAT, "seal": _seal(plain), **plain}
    write_whole(folder / MANIFEST, json.dumps(sealed, ensure_ascii=False, indent=1).encode())
    sync(folder)


def write_array(path: Path, array: NDArray[Any]) -> list[int]:
    """Write one array to the disk; gives the file's size and checksum."""
    with path.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())
    return [path.stat().st_size, checksum(path)]


def read_array(path: Path, shared: bool = True) -> NDArray[Any]:
    """An array of a snapshot, mapped so that what is changed in it stays in this process."""
    apart = not shared or np.prod(_shape(path)) == 0  # nothing cannot be mapped
    return np.asarray(np.load(path, mmap_mode=None if apart else "c", allow_pickle=False))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    unfinished = beside(path)
    with unfinished.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def put_in_place(unfinished: Path, folder: Path) -> None:
    """Give a finished folder its name, in the place of an earlier one."""
    earlier = beside(folder)
    if folder.exists():
        folder.rename(earlier)
    unfinished.rename(folder)
    sync(folder.parent)
    rmtree(earlier, ignore_errors=True)


def beside(path: Path) -> Path:
    """A name next to this one that nobody else takes, by which leftovers are known."""
    return path.with_name(f".{path.name}.{token_hex(4)}.partial")


def sync(folder: Path) -> None:
    """See a folder's list of names to the disk."""
    listing = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(listing)
    finally:
        os.close(listing)


def checksum(path: Path) -> int:
    """CRC-32 of a file."""
    found = 0
    with path.open("rb", buffering=0) as file:
        while part := file.read(AT_ONCE):
            found = crc32(part, found)
    return found


def _seal(plain: Mapping[str, Any]) -> int:
    """A checksum of what a manifest says."""
    return crc32(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode())


def _check(folder: Path, files: Mapping[str, Sequence[int]], whole: bool) -> None:
    for name, (size, known) in files.items():
        path = folder / f"{name}.npy"
        if not path.is_file() or path.stat().st_size != size:
            raise Refused(f"{name} is not {size} bytes long")
        if whole and checksum(path) != known:
            raise Refused(f"{name} was changed since it was written")


def _opened(pool: Pool, folder: Path, manifest: Manifest) -> Pool:
    pool.sorted_by = tuple(manifest.sorted_by)
    for at, column in enumerate(pool.columns):
        values, counts = (read_array(folder / f"{name}-{at}.npy", shared=False) for name in ("values", "counts"))
        if values.dtype != column.dtype or values.shape != counts.shape:
            raise Refused(f"the values of {column.key} are of another form")
        if len(values):
            pool.vocabularies[column.key] = Vocabulary(column, values, counts)
        pool.vocabularies[column.key].absent = manifest.absent[column.key]
    arrays = {name: read_array(folder / f"{name}.npy") for name in ARRAYS}
    register = Register(read_array(folder / "ids.npy"), read_array(folder / "by_key.npy"))
    if not manifest.rows == len(arrays["alive"]) == len(register.ids) == len(register.by_key):
        raise Refused("its arrays are not equally long")
    return pool.standing_on(Segment(**arrays, sorted_by=manifest.sorted_at), register)


def _shape(path: Path) -> tuple[int, ...]:
    with path.open("rb") as file:
        version = np.lib.format.read_magic(file)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        return tuple(read(file)[0])
