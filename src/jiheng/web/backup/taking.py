"""Taking a backup (备份): one moment of the database and the files beside it, written to one file that is whole or not there."""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from attrs import frozen
from django.conf import settings
from django.db import Error, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from jiheng.errors import BadBackup
from jiheng.web.backup.manifest import NAME, VERSION, File, Manifest, Table
from jiheng.web.backup.rows import columns, lines
from jiheng.web.backup.state import applied, held

DATABASE = "jiheng.sqlite3"
MADE_AGAIN = frozenset({"static", "metrics", "backups"})
"""Folders beside the database that hold nothing of their own."""
BLOCK = 1 << 20


@frozen
class Taken:
    """A backup that was taken: where, how many bytes and rows, the digest of the file, and the head of the trail in it."""

    path: Path
    size: int
    rows: int
    digest: str
    trail: int


def take(path: Path) -> Taken:
    """Write all that the application holds to a new file. Raises BadBackup: nothing is left at `path` then.

    Readers and writers go on meanwhile; the backup holds the moment at which it began.
    """
    if path.exists():
        raise BadBackup(
            f"{path}：已有同名文件，没有覆盖。备份应写到新文件；请换一个文件名，如加上日期。",
            f"{path}: is there already and was not written over: choose a new name, such as one with the date.",
        )
    part = path.with_name(f".{path.name}.part")
    try:
        manifest = _written(part)
        digest, size = _digest_of(part), part.stat().st_size
        part.rename(path)
    except (OSError, Error) as error:
        why = getattr(error, "strerror", None) or str(error).strip()
        raise BadBackup(
            f"{path}：没有写完（{why}）。应有足够的空间、写入权限和可用的数据库；请换一个目录、清理磁盘或启动数据库后重做，已写的部分已删除。",
            f"{path}: was not finished ({why}): make room, choose another folder or start the database, and do it again; the part was removed.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    rows = {table.name: table.rows for table in manifest.tables}
    return Taken(path, size, sum(rows.values()), digest, rows.get("trail.entry", 0))


def files_beside(home: Path) -> Iterator[Path]:
    """The files of the data folder that belong to a backup: all but the database, its companions, locks and what is made again."""
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        left = (
            inside.parts[0] in MADE_AGAIN
            or path.name.startswith((DATABASE, "."))
            or path.suffix in {".lock", ".jhbak"}
            or ".before-" in path.name
        )
        if path.is_file() and not path.is_symlink() and not left:
            yield path


def _written(part: Path) -> Manifest:
    connection = connections["default"]
    with _moment(connection), _new(part) as archive:
        there = held(connection, _demand_filled(connection))
        made = timezone.now().isoformat()
        tables = [_table(archive, name, table, connection) for name, table in there.tables.items()]
        files = [_file(archive, path) for path in files_beside(Path(settings.HOME))]
        manifest = Manifest(VERSION, made, connection.vendor, list(there.migrations), tables, files)
        archive.writestr(NAME, msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def _demand_filled(connection: BaseDatabaseWrapper) -> tuple[tuple[str, str], ...]:
    found = applied(connection)
    if not found:
        raise BadBackup(
            f"{settings.HOME}：这里没有绩衡的数据。应是运行过 jiheng serve 的数据目录；请核对 --home 和 DATABASE_URL。",
            f"{settings.HOME}: holds no data of Jiheng: check --home and DATABASE_URL.",
        )
    return found


@contextmanager
def _moment(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """One moment of the database for as long as the block runs, without holding up anybody who writes."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _new(part: Path) -> Iterator[zipfile.ZipFile]:
    """A new archive that only its owner reads, on the disk when the block ends."""
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            yield archive
        file.flush()
        os.fsync(file.fileno())


def _table(archive: zipfile.ZipFile, name: str, table: type[models.Model], connection: BaseDatabaseWrapper) -> Table:
    digest, number = hashlib.sha256(), 0
    with archive.open(f"rows/{name}", "w", force_zip64=True) as out:
        for line in lines(table, connection):
            digest.update(line)
            out.write(line)
            number += 1
    return Table(name, [field.column for field in columns(table)], number, digest.hexdigest())


def _file(archive: zipfile.ZipFile, path: Path) -> File:
    content, name = path.read_bytes(), path.relative_to(settings.HOME).as_posix()
    archive.writestr(f"files/{name}", content)
    return File(name, path.stat().st_mode & 0o777, hashlib.sha256(content).hexdigest())


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
