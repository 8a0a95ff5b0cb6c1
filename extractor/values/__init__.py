"""Text in, value out: pure functions without spaCy, files or a clock."""
