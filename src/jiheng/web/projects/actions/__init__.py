"""The deeds of the year's list: import, and what happens to a project in the year."""
