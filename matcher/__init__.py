"""Two sides together: points, rankings and their reasons."""
