"""What can be done, the same for command line, API and pages; a use case commits before it answers."""
