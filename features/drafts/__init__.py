"""How a note is taken apart: clauses, what each one says, and the sheet row that comes of it."""
