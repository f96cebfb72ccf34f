"""The seventeen practices told by calling the API: one module a story, found by its scenario's key."""
