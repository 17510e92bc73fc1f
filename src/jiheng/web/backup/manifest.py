"""Manifest (备份清单): what a backup says of itself: when it was made, of which state of the database, and the digest of every part."""

import msgspec

VERSION = 1
NAME = "manifest.json"


class Table(msgspec.Struct, frozen=True):
    """A table: its columns in the order of a line, how many rows, and the SHA-256 over their lines."""

    name: str
    columns: list[str]
    rows: int
    sha256: str


class File(msgspec.Struct, frozen=True):
    """A file beside the database: its name in the data folder, its mode and its digest."""

    name: str
    mode: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """The whole; `database` is where it came from, `made` the moment in ISO 8601."""

    version: int
    made: str
    database: str
    migrations: list[tuple[str, str]]
    tables: list[Table]
    files: list[File]
