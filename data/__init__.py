"""The ground: what is known, read and kept."""
