"""The deeds with tokens and with receivers of messages."""
