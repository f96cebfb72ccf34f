"""Investors and projects of a public funding history, matched by the same engine under a scorecard fitted to that history."""
