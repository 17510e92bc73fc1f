"""The worker's seat (后台席位): one worker a database, whoever has started how many servers; it is free the moment its holder is gone."""

import os
import secrets
from pathlib import Path
from typing import Any

from attrs import define, field
from django.db import DatabaseError, connections

LOCK = 0x6A69
"""PostgreSQL's advisory lock of the seat."""


@define(eq=False)
class Seat:
    """The seat as one process sees it: by a lock on a file beside SQLite, by a lock of a session in PostgreSQL."""

    path: Path
    name: str = field(factory=lambda: f"{os.getpid()}-{secrets.token_hex(8)}")
    _file: int | None = None
    _session: Any = None

    def take(self) -> bool:
        """Take the seat; false where another has it."""
        return self._take_session() if connections["default"].vendor == "postgresql" else self._take_file()

    def held(self) -> bool:
        """Whether the seat is this process's still; a session that the database has ended has left it."""
        if self._file is not None:
            return True
        if self._session is None:
            return False
        try:
            with self._session.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            self.leave()
            return False
        return True

    def leave(self) -> None:
        """Leave the seat to the next."""
        if self._file is not None:
            os.close(self._file)
        if self._session is not None:
            self._session.close()
        self._file = self._session = None

    def _take_file(self) -> bool:
        import fcntl

        held = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            return False
        self._file = held
        return True

    def _take_session(self) -> bool:
        session = connections["default"].copy()
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            taken = bool(cursor.fetchone()[0])
        if not taken:
            session.close()
            return False
        self._session = session
        return True
