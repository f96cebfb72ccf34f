"""Where compiled loops are kept, so that a process finds what another compiled: import `njit` from here, not from numba.

numba keeps them beside the sources, or in the user's cache folder where those are read-only. Where
neither can be written, as in a container without a home, it would refuse to start: then a folder of this user's
own among the temporary ones is named. What the environment says in `NUMBA_CACHE_DIR` stands.
"""

import os
import tempfile
from pathlib import Path

NAMED = "NUMBA_CACHE_DIR"


def _writable(folder: Path) -> bool:
    """Whether a folder can be written in, made first where it can be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def cache_folder(beside: Path, users: Path) -> Path | None:
    """The folder to name to numba; None where it finds one by itself."""
    if _writable(beside) or _writable(users):
        return None
    own = Path(tempfile.gettempdir()) / f"guiyan-compiled-{os.getuid()}"
    own.mkdir(mode=0o700, exist_ok=True)
    told = own.lstat()
    if own.is_symlink() or told.st_uid != os.getuid() or told.st_mode & 0o022:  # another's folder could hold another's code
        return Path(tempfile.mkdtemp(prefix="guiyan-compiled-"))
    return own


def _name_folder() -> None:
    if os.environ.get(NAMED):
        return
    users = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    found = cache_folder(Path(__file__).parent / "__pycache__", users / "numba")
    if found is not None:
        os.environ[NAMED] = str(found)


_name_folder()

from numba import njit  # the folder must be named before numba is read

__all__ = ["njit"]
