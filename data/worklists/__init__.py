"""Whom a station should call, worked out from what members reported and nothing else."""
