"""State (库结构): the models as the migrations that a database has had made them, so that a backup of any release can be read and filled in."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from jiheng.errors import BadBackup

Migration = tuple[str, str]
LEFT_OUT = frozenset({"sessions.session"})
"""Tables whose rows stay behind: a restored backup signs nobody in."""


@frozen(eq=False)
class Held:
    """What a database holds: the migrations that it has had, and its tables by name as models of that moment, in a fixed order."""

    migrations: tuple[Migration, ...]
    tables: Mapping[str, type[models.Model]]


def applied(connection: BaseDatabaseWrapper) -> tuple[Migration, ...]:
    """The migrations that the database has had, sorted; none where it is empty."""
    return tuple(sorted(MigrationRecorder(connection).applied_migrations()))


def held(connection: BaseDatabaseWrapper, migrations: Sequence[Migration]) -> Held:
    """The tables as those migrations made them. Raises BadBackup for a migration that this release does not know."""
    loader = MigrationExecutor(connection).loader
    known = loader.disk_migrations
    ours = [each for each in migrations if each in known]
    _demand_known(migrations, known)
    state = loader.project_state(_leaves(ours, loader.graph.node_map), at_end=True)
    found = [each for each in state.apps.get_models(include_auto_created=True) if each._meta.managed and not each._meta.proxy]
    tables = {each._meta.label_lower: each for each in sorted(found, key=lambda each: each._meta.label_lower)}
    return Held(tuple(migrations), {name: table for name, table in tables.items() if name not in LEFT_OUT})


def leaves(connection: BaseDatabaseWrapper, migrations: Sequence[Migration]) -> list[Migration]:
    """The last of those migrations in each app: what an executor is told to migrate to."""
    return _leaves(migrations, MigrationExecutor(connection).loader.graph.node_map)


def _leaves(migrations: Iterable[Migration], graph: dict[Migration, object]) -> list[Migration]:
    ours = {each for each in migrations if each in graph}
    inner = {parent.key for each in ours for parent in graph[each].parents if parent.key[0] == each[0]}  # type: ignore[attr-defined]
    return sorted(ours - inner)


def _demand_known(migrations: Iterable[Migration], known: Iterable[Migration]) -> None:
    foreign = sorted(set(migrations) - set(known))
    if foreign:
        named = "、".join(f"{app}.{name}" for app, name in foreign[:3])
        raise BadBackup(
            f"库结构：有 {len(foreign)} 步升级本程序不认识（{named}），来自更新的版本。应由同版或更新的程序处理；请先升级绩衡。",
            f"the database has {len(foreign)} migrations that this release does not know ({named}): use the release that made it, or a newer one.",
        )
