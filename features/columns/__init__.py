"""What of each kind of record the engine may look at, as columns of values."""
