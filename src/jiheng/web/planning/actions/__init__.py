"""The deeds that join the year's list and the tables."""
