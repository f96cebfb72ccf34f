"""What moves through states: its machines, states, moves and coded reasons, as tables."""
