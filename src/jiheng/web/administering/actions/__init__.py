"""Deeds with the county's registers and settings (本县管理办理)."""
