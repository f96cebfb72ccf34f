"""The commands of `guiyan`, one file for each group of them; each imports what it needs when it runs."""
