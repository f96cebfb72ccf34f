"""Who gets what share of a yield: see data/reading/shares.py, where needs are read as well."""

from data.reading.shares import BARE, SPOKEN, read_shares

__all__ = ["BARE", "SPOKEN", "read_shares"]
