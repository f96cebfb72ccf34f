"""How free words are tied to the codes of a reference table, one file per means."""
