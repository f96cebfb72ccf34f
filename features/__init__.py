"""One side at a time: words to codes, records to columns."""
