"""What time it is, as the store writes it."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Now in UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
