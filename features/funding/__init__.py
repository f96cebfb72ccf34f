"""Public funding histories as columns: who joined which rounds, where each investor sits and which projects stand open."""
