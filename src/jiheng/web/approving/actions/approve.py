"""Approve (审定): the last level passes tables, one or many; each becomes an immutable snapshot of what it is held to from now on."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence

from attrs import frozen

from jiheng.errors import DeedRefused
from jiheng.model.codec import to_builtins
from jiheng.scoring.policy import policy_of
from jiheng.scoring.weights import weights
from jiheng.web.approving.models import Approval
from jiheng.web.filing.doing import Doing
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.tables import Table, table_of
from jiheng.web.filing.understanding import framework, settings_of
from jiheng.web.organizations.acting import Actor
from jiheng.web.reviewing.actions.amend import handed
from jiheng.web.reviewing.actions.judge import Verdict, accept


@frozen(eq=False)
class Batch:
    """What came of many tables: those that were approved, and those that were not, each with the reason; `name` binds them together."""

    name: str
    approved: tuple[Filing, ...]
    refused: tuple[tuple[int, DeedRefused], ...]


def approve(actor: Actor, filing_id: int, verdict: Verdict, *, batch: str | None = None) -> Filing:
    """Approve one table (审定). Raises as `accept` does; nothing was changed then."""
    named = batch or str(uuid.uuid4())
    return accept(actor, filing_id, verdict, bind=lambda under_way: snapshot(under_way, named))


def approve_all(actor: Actor, filing_ids: Sequence[int], verdict: Verdict) -> Batch:
    """Approve many tables, each for itself: one that can't be approved does not hold up the others."""
    name = str(uuid.uuid4())
    approved: list[Filing] = []
    refused: list[tuple[int, DeedRefused]] = []
    for filing_id in dict.fromkeys(filing_ids):
        try:
            approved.append(approve(actor, filing_id, verdict, batch=name))
        except DeedRefused as because:
            refused.append((filing_id, because))
    return Batch(name, tuple(approved), tuple(refused))


def snapshot(under_way: Doing, batch: str) -> None:
    """Fix the table, its form, required levels, points and scoring policy, each by name and hash (审定结果)."""
    filing = under_way.filing
    handin = handed(filing)
    table = table_of(handin.revision)
    fixed = held_to(filing.layout, table, handin.tool, settings_of(filing).policy)
    approval = Approval.objects.create(
        filing=filing,
        revision=handin.revision,
        digest=sealed(handin.revision.digest, fixed),
        batch=batch,
        by=under_way.actor.person,
        **fixed,
    )
    under_way.note(after={"approval": approval.digest, "revision": handin.revision.number, "batch": batch})


def held_to(layout: str, table: Table, tool: Mapping[str, str], chosen: str | None) -> dict[str, object]:
    """What an approved table is held to: `layout`, `required`, `weights` by row key, `policy` (None: the law's own), `tool`."""
    law, said = framework(), table.declaration
    policy = policy_of(law, chosen, said.year)
    points = weights(said, [False] * len(said.indicators), policy, law)
    printed = any(row.weight is not None for row in said.indicators)
    return {
        "layout": {"name": layout, "framework": f"{law.version}+{law.digest}"},
        "required": sorted({row.level2 or "" for row in said.indicators if row.required}),
        "weights": {
            "by": "form" if printed else "policy",
            "execution": str(points.execution),
            "rows": {key: str(weight) for key, weight in zip(table.keys, points.rows, strict=True)},
        },
        "policy": {"name": policy.name, "version": policy.version, "digest": _digest(to_builtins(policy))},
        "tool": dict(tool),
    }


def sealed(revision: str, fixed: dict[str, object]) -> str:
    """SHA-256 over the revision's digest and what is fixed with it."""
    return _digest({"revision": revision, **fixed})


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
