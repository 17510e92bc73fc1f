"""The deeds of the library: propose, decide, retire, import."""
