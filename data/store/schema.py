"""All the tables there are: whoever asks for the whole of them asks here, so that none is missing."""

from data.store import case_tables, runs
from data.store.tables import metadata

__all__ = ["FURTHER", "metadata"]

FURTHER = (case_tables.reports, case_tables.contacts, case_tables.cases, case_tables.contributions, runs.runs)
"""Tables that are declared beside what they serve."""

assert all(table.metadata is metadata for table in FURTHER)
