"""What may be set from outside, and the limits within which the doors stay open."""

import os
from dataclasses import dataclass

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
    """

    longest_body: int = MIB
    longest_upload: int = 33 * MIB
    deepest_body: int = 32
    longest_text: int = 2_000
    longest_note: int = 20_000
    replay_hours: int = 24
    page: int = 50
    longest_page: int = 200


def load_settings() -> Settings:
    """The defaults, with what the environment sets (`GUIYAN_REPLAY_HOURS`)."""
    hours = os.environ.get("GUIYAN_REPLAY_HOURS", "")
    return Settings(replay_hours=int(hours)) if hours.isdecimal() and int(hours) > 0 else Settings()


SETTINGS = load_settings()
