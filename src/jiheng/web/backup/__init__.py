"""Backup (备份与恢复): all that the application holds as one file, from either database into either, while it runs; proven by hashes."""
