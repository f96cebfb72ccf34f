"""What may be set from outside, and the limits within which the doors stay open."""

import os
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of the API.

    Attributes:
        longest_body: bytes of a JSON body.
        longest_upload: bytes of a multipart body with one file.
        deepest_body: levels of nesting in a JSON body.
        longest_text: characters of a text to read or link.
        longest_note: characters of a note to make a draft of.
        replay_hours: how long the answer to an `Idempotency-Key` is kept and replayed.
        page: records a page unless asked otherwise, and at most.
        claims_a_member: matters that a member may have claimed at the same time.
        threads: requests that one process works on at the same time; the others wait their turn.
        run_lease: seconds after which a run that nobody tells of any more is worked out by another process.
        runs_waiting: runs that an organisation may have unfinished at the same time.
        run_days: how long a run that is over is kept.
    """

    longest_body: int = MIB
    longest_upload: int = 33 * MIB
    deepest_body: int = 32
    longest_text: int = 2_000
    longest_note: int = 20_000
    replay_hours: int = 24
    page: int = 50
    longest_page: int = 200
    claims_a_member: int = 5
    threads: int = 16
    run_lease: int = 15
    runs_waiting: int = 20
    run_days: int = 365


def load_settings() -> Settings:
    """The defaults, with what the environment sets: `GUIYAN_REPLAY_HOURS` and so on for each of those `named` here."""
    named = ("replay_hours", "claims_a_member", "threads", "run_lease", "runs_waiting", "run_days")
    given = {name: os.environ.get(f"GUIYAN_{name.upper()}", "") for name in named}
    return Settings(**{name: int(value) for name, value in given.items() if value.isdecimal() and int(value) > 0})


def index_folder(database_file: str | None) -> Path | None:
    """Where snapshots of the index are kept: where `GUIYAN_INDEX` says, else beside a SQLite file; None for nowhere.

    They hold ids and what was worked out of people's records: whoever may not read the database may not read them.
    """
    named = os.environ.get("GUIYAN_INDEX", "")
    if named:
        return Path(named)
    return Path(f"{database_file}.index") if database_file else None


SETTINGS = load_settings()
