"""Restoring (恢复): a backup proven, then built beside what is there and put in its place whole, then proven again row by row."""

import hashlib
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
from attrs import frozen
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from jiheng.errors import BadBackup
from jiheng.web.backup.manifest import NAME, VERSION, Manifest, Table
from jiheng.web.backup.rows import Sum, columns, insert, lines, summed
from jiheng.web.backup.state import Held, applied, held, leaves
from jiheng.web.backup.taking import DATABASE
from jiheng.web.seat import Seat

LONGEST_LINE = 1 << 31
RESTORER = "jiheng restore"
OUR_FUNCTIONS = (
    "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.proowner = current_user::regrole "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
)
"""Functions that migrations made, such as the one that closes the trail; not those of an extension."""


@frozen
class Restored:
    """What was restored: how many rows and files, when the backup was made, and where the data before were put (None: there were none)."""

    rows: int
    files: int
    made: str
    aside: Path | None = None


def restore(path: Path, *, replace: bool = False) -> Restored:
    """Put the backup in the place of what is there. Raises BadBackup: what was there is unchanged then.

    `replace` allows it where there are data; SQLite's are put aside, PostgreSQL's dropped in the transaction that fills in the new ones.
    """
    connection = connections["default"]
    seat = _seated()
    try:
        with _opened(path) as archive:
            manifest = proven(archive, path)
            _demand_empty(connection, replace=replace)
            fill = _into_sqlite if connection.vendor == "sqlite" else _into_postgresql
            aside = fill(archive, manifest, connection)
            _files(archive, manifest, aside=replace)
    finally:
        seat.leave()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    _note(path, manifest)
    return Restored(sum(table.rows for table in manifest.tables), len(manifest.files), manifest.made, aside)


def proven(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The manifest of a backup whose every part is as it was written. Raises BadBackup otherwise."""
    try:
        manifest = msgspec.json.decode(archive.read(NAME), type=Manifest)
    except (KeyError, msgspec.DecodeError, zipfile.BadZipFile, zlib.error) as error:
        raise _not_a_backup(path) from error
    if manifest.version != VERSION:
        raise BadBackup(
            f"{path}：备份格式是第 {manifest.version} 版，本程序只认第 {VERSION} 版。请用制作它的版本或更新的版本恢复。",
            f"{path}: the format is version {manifest.version}, this release knows {VERSION}: use the release that made it or a newer one.",
        )
    for table in manifest.tables:
        if _tried(path, table.name, lambda name=table.name: summed(_lines(archive, name))) != Sum(table.rows, table.sha256):
            raise _damaged(path, table.name)
    for file in manifest.files:
        read = _tried(path, file.name, lambda name=file.name: hashlib.sha256(archive.read(f"files/{name}")).hexdigest())
        if read != file.sha256 or not _is_inside(file.name):
            raise _damaged(path, file.name)
    return manifest


def _tried(path: Path, name: str, read: Any) -> Any:
    try:
        return read()
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise _damaged(path, name) from error


def _into_sqlite(archive: zipfile.ZipFile, manifest: Manifest, connection: BaseDatabaseWrapper) -> Path | None:
    """Build a database beside the one that is there, then change places."""
    home = Path(settings.HOME)
    new, place = home / f"{DATABASE}.restoring", home / DATABASE
    with _clean(new), _elsewhere(connection, new):
        _built(archive, manifest, connection)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        aside = _put_aside(place)
        new.rename(place)
    return aside


def _into_postgresql(archive: zipfile.ZipFile, manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
    """Drop, make and fill all tables in one transaction."""
    with transaction.atomic():
        _drop_all(connection)
        _built(archive, manifest, connection)
        connection.check_constraints()


def _built(archive: zipfile.ZipFile, manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
    """The tables as the backup's release made them, filled and proven row by row."""
    executor = MigrationExecutor(connection)
    executor.migrate(leaves(connection, manifest.migrations))
    there = held(connection, manifest.migrations)
    with transaction.atomic(), connection.constraint_checks_disabled():
        _defer(connection)
        for table in manifest.tables:
            _fill(archive, table, there.tables.get(table.name), connection)
        connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(there.tables.values())):
            cursor.execute(statement)
    _prove(manifest, there, connection)


def _defer(connection: BaseDatabaseWrapper) -> None:
    """Rows may name rows that come later; migrations may have left the checks immediate."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _fill(archive: zipfile.ZipFile, said: Table, table: Any, connection: BaseDatabaseWrapper) -> None:
    if table is None or [field.column for field in columns(table)] != said.columns:
        raise BadBackup(
            f"备份：表 {said.name} 的列与其升级记录不符。备份可能来自改动过的程序；请用制作它的程序恢复。",
            f"backup: the columns of {said.name} are not those of its migrations; it may come from a changed program: restore it with that.",
        )
    if table._base_manager.using(connection.alias).exists():  # a migration filled it in
        table._base_manager.using(connection.alias).all().delete()
    try:
        insert(table, _lines(archive, said.name), connection)
    except Error as error:
        raise BadBackup(
            f"备份：表 {said.name} 写不进数据库（{str(error).strip()}）。原有数据没有变；请核对磁盘空间和数据库后重做。",
            f"backup: {said.name} can't be written ({str(error).strip()}); what was there is unchanged: check room and database, then do it again.",
        ) from error


def _prove(manifest: Manifest, there: Held, connection: BaseDatabaseWrapper) -> None:
    """Read everything back and compare it with what the backup says."""
    for said in manifest.tables:
        if summed(lines(there.tables[said.name], connection)) != Sum(said.rows, said.sha256):
            raise BadBackup(
                f"恢复：表 {said.name} 写入后读出的内容与备份不符，已放弃，原有数据没有变。请核对磁盘和数据库后重做。",
                f"restore: {said.name} reads otherwise than it was written; given up, what was there is unchanged: check disk and database.",
            )


def _files(archive: zipfile.ZipFile, manifest: Manifest, *, aside: bool) -> None:
    for file in manifest.files:
        place = Path(settings.HOME) / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        content = archive.read(f"files/{file.name}")
        if aside and place.exists() and place.read_bytes() != content:
            place.rename(_aside(place))
        new = place.with_name(f".{place.name}.new")
        new.write_bytes(content)
        new.chmod(file.mode & 0o700)
        new.replace(place)


def _note(path: Path, manifest: Manifest) -> None:
    """An entry of the trail: whoever reads it later sees that the data went back to an earlier moment."""
    from jiheng.web.trail import chain

    with transaction.atomic():
        chain.record(chain.Deed(RESTORER, "restore", "backup", path.name[:64], None, {"made": manifest.made, "from": manifest.database}))


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(f"rows/{name}") as file:
        while line := file.readline(LONGEST_LINE):
            yield line


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise _not_a_backup(path) from error
    with archive:
        yield archive


def _seated() -> Seat:
    """The worker's seat, so that no server is running on these data and none begins."""
    seat = Seat(Path(settings.HOME) / "worker.lock")
    if not seat.take():
        raise BadBackup(
            f"{settings.HOME}：绩衡正在使用这些数据，不能恢复。应先停止服务；请按 Ctrl-C 或 systemctl stop jiheng 后再试。",
            f"{settings.HOME}: the application is running on these data: end it (Ctrl-C, systemctl stop jiheng), then restore.",
        )
    return seat


def _demand_empty(connection: BaseDatabaseWrapper, *, replace: bool) -> None:
    if replace or not applied(connection):
        return
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        if "organizations_person" not in names:
            return
        cursor.execute("SELECT COUNT(*) FROM organizations_person")
        found = cursor.fetchone()[0]
    if found:
        raise BadBackup(
            f"{settings.HOME}：这里已有数据（{found} 个账号），没有恢复。应恢复到空的数据目录或空库；确要替换，请加 --replace。",
            f"{settings.HOME}: there are data already ({found} accounts): restore into an empty folder or database, or say --replace.",
        )


@contextmanager
def _elsewhere(connection: BaseDatabaseWrapper, path: Path) -> Iterator[None]:
    """The connection on another file while the block runs."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = path
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def _clean(path: Path) -> Iterator[None]:
    """The file and its companions away before and after the block."""
    try:
        _remove(path)
        yield
    finally:
        _remove(path)


def _remove(path: Path) -> None:
    for each in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + each).unlink(missing_ok=True)


def _put_aside(place: Path) -> Path | None:
    """The database that is there under another name, with its log; one without a table is nobody's and goes."""
    if not place.exists():
        return None
    with closing(sqlite3.connect(place)) as opened:
        filled = opened.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    if not filled:
        _remove(place)
        return None
    aside = _aside(place)
    for each in ("-wal", "-shm", ""):
        if (found := place.with_name(place.name + each)).exists():
            found.replace(aside.with_name(aside.name + each))
    return aside


def _aside(place: Path) -> Path:
    return place.with_name(f"{place.name}.before-{timezone.now():%Y%m%dT%H%M%S}")


def _drop_all(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")
        cursor.execute(OUR_FUNCTIONS)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {name} CASCADE")


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _not_a_backup(path: Path) -> BadBackup:
    return BadBackup(
        f"{path}：不是绩衡的备份，或没有写完。应是 jiheng backup 写出的文件；请核对文件名，或换另一份备份。",
        f"{path}: no backup of Jiheng, or one that was not finished: check the name, or take another.",
    )


def _damaged(path: Path, name: str) -> BadBackup:
    return BadBackup(
        f"{path}：其中的 {name} 与备份时的摘要不符，文件已损坏。什么都没有恢复；请换另一份备份，或从原处重新复制。",
        f"{path}: {name} in it is not as it was written, the file is damaged; nothing was restored: take another backup or copy it anew.",
    )
