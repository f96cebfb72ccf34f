"""Excel and CSV in and out, with a report for every row."""
