"""Records with their words linked to codes, one module a kind of record."""
