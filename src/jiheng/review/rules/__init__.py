"""The rules (审核规则), one file each, named by code and meaning; the engine finds them by being there."""
