"""The deeds that bind: approval, letters, adjustment."""
