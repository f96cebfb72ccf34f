"""What people write, read into typed values; nothing here raises on any text."""
