"""The deeds of the unit with its tables; each checks, does and is written into the trail, in one transaction."""
