"""The tables of what is known about places, occupations, skills and credentials."""
