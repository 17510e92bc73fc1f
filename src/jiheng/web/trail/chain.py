"""The chain (哈希链): each entry sealed to the one before, and the check that tells where a seal is broken."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice

from attrs import frozen
from django.db import connection, models, transaction
from django.utils import timezone

from jiheng.web.trail.models import Entry

AT_ONCE = 2000
ROOT = "0" * 64
"""What the first entry is sealed to."""
LOCK = 0x6A68
"""PostgreSQL's advisory lock under which entries are numbered; SQLite has one writer at a time anyway."""


@frozen
class Deed:
    """What is to be written down: who did what to which object, and what stood there before and after."""

    person: str
    deed: str
    kind: str
    target: str
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    address: str = ""


@frozen
class Broken:
    """An entry whose seal does not hold, and why: `changed` (it says something else than was sealed) or `gap` (one is missing before it)."""

    number: int
    why: str


def record(deed: Deed) -> Entry:
    """Add an entry; it stands or falls with the transaction that it is called in. Raises where there is no transaction."""
    _one_at_a_time()
    entry = _sealed(deed, timezone.now(), head())
    entry.save()
    return entry


def record_all(deeds: Iterable[tuple[datetime, Deed]]) -> int:
    """Add entries of earlier moments, in the order given, as one transaction; how many. For what is filled in or taken over whole."""
    _one_at_a_time()
    last, made = head(), 0
    rest = iter(deeds)
    while some := list(islice(rest, AT_ONCE)):
        entries = []
        for at, deed in some:
            entries.append(_sealed(deed, at, last))
            last = (entries[-1].number, entries[-1].digest)
        made += len(Entry.objects.bulk_create(entries))
    return made


def _sealed(deed: Deed, at: datetime, last: tuple[int, str]) -> Entry:
    """The entry that follows the last one (number and digest), not written yet."""
    entry = Entry(
        number=last[0] + 1,
        at=at,
        person=deed.person,
        address=deed.address,
        deed=deed.deed,
        kind=deed.kind,
        target=deed.target,
        before=_text(deed.before),
        after=_text(deed.after),
        previous=last[1],
    )
    entry.digest = seal(entry)
    return entry


def seal(entry: Entry) -> str:
    """The digest of an entry: SHA-256 over its words and the digest before it, as JSON with sorted keys; the time in UTC to the microsecond."""
    said = {name: getattr(entry, name) for name in ("number", "person", "address", "deed", "kind", "target", "before", "after", "previous")}
    said["at"] = _utc(entry.at)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def head() -> tuple[int, str]:
    """The number and the digest of the newest entry; of an empty trail 0 and sixty-four zeros."""
    last = Entry.objects.order_by("-number").first()
    return (last.number, last.digest) if last else (0, ROOT)


def broken(entries: models.QuerySet[Entry] | None = None) -> Iterator[Broken]:
    """Every entry whose seal does not hold, from the first on; entries are read in turn and not held."""
    number, digest = 0, ROOT
    for entry in (Entry.objects.order_by("number") if entries is None else entries).iterator(chunk_size=2000):
        if entry.number != number + 1 or entry.previous != digest:
            yield Broken(entry.number, "gap")
        if entry.digest != seal(entry):
            yield Broken(entry.number, "changed")
        number, digest = entry.number, entry.digest


def _one_at_a_time() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an entry of the trail is written in the transaction of its deed")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _text(said: Mapping[str, object] | None) -> str:
    return "" if said is None else json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
