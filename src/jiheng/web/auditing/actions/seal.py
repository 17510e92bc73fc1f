"""Seal (封存): a project's tables with all versions, findings, opinions, documents and trail, as one archive that is checked without this program.

The archive's manifest has the SHA-256 of every part; the manifest's own (the seal) goes into the trail and is shown, so that an archive
that was made anew as a whole is found out, too.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC
from importlib.resources import files

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotAllowed
from jiheng.web.approving.models import Letter
from jiheng.web.auditing import access
from jiheng.web.filing.filings import Filing
from jiheng.web.organizations.acting import Actor
from jiheng.web.trail import chain
from jiheng.web.trail.models import Entry

Part = tuple[str, bytes]
READ_ME = """绩衡封存档案 / a sealed archive of Jiheng

核对 / to check it:  python3 check.py .      （解压后，在本文件夹内 / in the unpacked folder）
                     python3 check.py 档案.zip
check.py 只用 Python 3 自带的功能，不需要绩衡。最后一行的封存摘要应与封存时页面上和审计日志里的一致。
check.py needs Python 3 alone. The seal in its last line must be the one that the page showed and the audit trail holds.

filings/编号/revisions/   各版本原文 / every revision as it was written
filings/编号/findings/    各次报送时的审核意见 / the findings of each hand-in
letters/                  批复原文 / letters as issued
trail.jsonl               本项目的审计日志 / the project's entries of the audit trail
"""


@frozen(eq=False)
class Archive:
    """The archive's bytes, its name, and its seal."""

    name: str
    content: bytes
    seal: str


def seal(actor: Actor, filing_id: int) -> Archive:
    """The archive of the project that a table belongs to. Raises NotAllowed for whom may not look back at the table."""
    access.demand(actor.person)
    filing = access.filings(actor.person).select_related("task", "unit", "adjusts").filter(pk=filing_id).first()
    if filing is None or not access.whole(actor.person):
        raise NotAllowed(
            f"封存：没有找到第 {filing_id} 号表，或不在您的权限内。封存含各版草稿，由审计办理；请从审计查阅页打开。",
            f"sealing: table {filing_id} not found, or not yours; an archive holds drafts, auditors make it: open it from their page.",
        )
    with transaction.atomic():
        number, head = chain.head()
        tables = of_project(filing)
        parts = dict([*_parts(tables), ("check.py", _checker()), ("README.txt", READ_ME.encode())])
        manifest = _json(
            {
                "made": timezone.now().astimezone(UTC).isoformat(timespec="seconds"),
                "by": actor.name,
                "project": str(filing),
                "tables": [each.pk for each in tables],
                "trail": {"number": number, "digest": head},
                "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(parts.items())},
            }
        )
        mark = hashlib.sha256(manifest).hexdigest()
        after: dict[str, object] = {"seal": mark, "tables": [each.pk for each in tables], "files": len(parts)}
        chain.record(chain.Deed(actor.name, "seal-archive", "filing", str(filing.pk), None, after, actor.address))
    return Archive(f"封存-{filing.pk}-{mark[:8]}.zip", _zipped({"manifest.json": manifest, **parts}), mark)


def of_project(filing: Filing) -> list[Filing]:
    """The tables of the project: all that are bound to the same line of the year's list, else the table with its adjustments."""
    root = filing.adjusts or filing
    found = Filing.objects.filter(listed=filing.listed_id) if filing.listed_id else Filing.objects.filter(pk=root.pk)
    adjusting = Filing.objects.filter(adjusts__in=found)
    return list((found | adjusting).select_related("task", "unit").distinct().order_by("id"))


def _parts(tables: list[Filing]) -> Iterator[Part]:
    for filing in tables:
        yield from _table(filing)
    letters = Letter.objects.filter(approvals__filing__in=tables).select_related("to").distinct().order_by("id")
    for letter in letters:
        yield f"letters/{letter.pk}.pdf", bytes(letter.body)
    said = [{"id": each.pk, "number": each.number, "dated": each.dated, "to": each.to.name, "digest": each.digest} for each in letters]
    yield "letters.json", _json(said)
    yield "trail.jsonl", _trail(tables)


def _table(filing: Filing) -> Iterator[Part]:
    """All of a table; the names of uploaded files stand in the lists, the files under their numbers."""
    at = f"filings/{filing.pk}"
    yield (
        f"{at}/filing.json",
        _json(
            _row(filing, "state", "level", "due", "reason", "project", "code", "made")
            | {"task": str(filing.task), "unit": filing.unit.code}
        ),
    )
    revisions = filing.revisions.select_related("author").order_by("number")
    for row in revisions.iterator(chunk_size=50):
        yield f"{at}/revisions/{row.number}.json", bytes(row.body)
    listed = filing.revisions.select_related("author").defer("body").order_by("number")
    names = ("number", "digest", "schema", "keys", "midterm_keys", "edits", "cause", "made")
    yield f"{at}/revisions.json", _json([_row(each, *names) | {"author": str(each.author)} for each in listed])
    handins = list(filing.handins.select_related("revision", "by").order_by("number"))
    for row_ in handins:
        yield f"{at}/findings/{row_.number}.json", bytes(row_.findings)
    said = [
        _row(each, "number", "digest", "at", "word", "layout", "tool") | {"revision": each.revision.number, "by": str(each.by)}
        for each in handins
    ]
    yield f"{at}/handins.json", _json(said)
    yield from _beside(filing, at)


def _beside(filing: Filing, at: str) -> Iterator[Part]:
    steps = filing.steps.select_related("by")
    names = ("deed", "state_before", "level_before", "state_after", "level_after", "at", "opinion", "grade")
    yield f"{at}/steps.json", _json([_row(each, *names) | {"by": str(each.by)} for each in steps])
    threads = filing.threads.select_related("by").prefetch_related("replies__by")
    asked = ("kind", "level", "row", "field", "said", "text", "rule", "edits", "sent", "answer", "closed", "at")
    opinions = [
        _row(each, *asked)
        | {"by": str(each.by), "replies": [_row(reply, "text", "answer", "at") | {"by": str(reply.by)} for reply in each.replies.all()]}
        for each in threads
    ]
    yield f"{at}/opinions.json", _json(opinions)
    objected = ("fingerprint", "rule", "message", "reason", "at", "waived", "decision", "expires", "decided")
    yield f"{at}/objections.json", _json([_row(each, *objected) | {"by": str(each.by)} for each in filing.objections.select_related("by")])
    approvals = filing.approvals.select_related("revision", "by")
    fixed = ("layout", "required", "weights", "policy", "tool")
    said = [
        {"digest": each.digest, "revision": each.revision.number, "by": str(each.by), "at": each.at, "fixed": _row(each, *fixed)}
        for each in approvals
    ]
    yield f"{at}/approvals.json", _json(said)
    for kind, rows in (("attachments", filing.attachments.all()), ("sources", filing.sources.all())):
        for each in rows:
            yield f"{at}/{kind}/{each.pk}", bytes(each.body)
        yield f"{at}/{kind}.json", _json([{"id": each.pk, "name": each.name, "digest": each.digest, "at": each.at} for each in rows])


def _trail(tables: Iterable[Filing]) -> bytes:
    """The entries that concern the tables, as they are sealed."""
    targets = [str(each.pk) for each in tables]
    lines = []
    for entry in Entry.objects.filter(kind="filing", target__in=targets).order_by("number"):
        said = _row(entry, "number", "person", "address", "deed", "kind", "target", "before", "after", "previous", "digest")
        said["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
        lines.append(json.dumps(said, ensure_ascii=False))
    return "\n".join(lines).encode()


def _row(row: object, *names: str) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1, default=str).encode()


def _checker() -> bytes:
    return files("jiheng.web.auditing").joinpath("verify.py").read_bytes()


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
