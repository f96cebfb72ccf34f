"""The practices of the stations as data: invented people, firms and projects that run through the real engine."""
