"""A résumé's text, part by part, as what a member's record holds."""
