"""What time it is, as the store writes it."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Now in UTC to the second."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment in UTC as it is stored."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
