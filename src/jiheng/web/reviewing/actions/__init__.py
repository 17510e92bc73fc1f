"""The deeds of those who review."""
