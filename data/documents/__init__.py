"""Files that people write for people: PDF, Word and plain text, as the text that stands in them."""
