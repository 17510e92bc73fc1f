"""Writing (成批写入): the rows of many tables and their stories at once, with keys given out here, and what the trail says of each deed."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from attrs import define, field, frozen
from django.core.management.color import no_style
from django.db import connection, models

from jiheng.web.approving.actions.approve import sealed
from jiheng.web.approving.models import Approval
from jiheng.web.demo.preparing import Prepared
from jiheng.web.demo.story import Told, last
from jiheng.web.filing.filings import Filing, Handin, Revision, Step, Task
from jiheng.web.filing.holding import Objection, Review
from jiheng.web.filing.tables import SCHEMA, digest_of
from jiheng.web.filing.understanding import settings_of, tool_name
from jiheng.web.filing.way import Deed, State
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body
from jiheng.web.reviewing.models import Thread
from jiheng.web.trail import chain

AT_ONCE = 1000
REASON = "按实际发生数测算，标准见随附测算表。"
DECISION = "测算依据充分，予以豁免。"


@frozen(eq=False)
class Case:
    """A table with its story, and the rows that were made for it."""

    made: Prepared
    story: list[Told]
    filing: Filing
    revision: Revision
    handins: list[Handin]


@define(eq=False)
class Writer:
    """What is to be written, by kind, with the last key given out for each; batches are written as they fill."""

    waiting: dict[type[models.Model], list[Any]] = field(factory=dict)
    keys: dict[type[models.Model], int] = field(factory=dict)
    trail: list[tuple[datetime, int, chain.Deed]] = field(factory=list)
    batch: str = field(factory=lambda: str(uuid.UUID(int=7)))
    tool: str = field(factory=lambda: tool_name(settings_of(None)))

    def add(self, made: Prepared, unit: Body, task: Task, story: list[Told]) -> None:
        """A table with its story."""
        case = self._begun(made, unit, task, story)
        for each in story[1:]:
            self._step(case, each)
        case.filing.handed = case.handins[-1] if case.handins else None
        if State(case.filing.state) not in {State.BOUND, State.REFUSED}:
            self._new(Review, revision=case.revision, findings=made.findings, tool=self.tool, made=story[0].at)
        self._full()

    def finish(self) -> None:
        """Write what is left, and let the database go on counting from there."""
        self._flush()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.keys)):
                cursor.execute(statement)

    def deeds(self) -> Iterator[tuple[datetime, chain.Deed]]:
        """What the trail says of all of it, in the order in which it was done."""
        return ((at, deed) for at, _number, deed in sorted(self.trail, key=lambda each: each[:2]))

    def _begun(self, made: Prepared, unit: Body, task: Task, story: list[Told]) -> Case:
        first, now = story[0], story[-1]
        filing = self._new(
            Filing,
            task=task,
            unit=unit,
            layout=made.layout,
            made=first.at,
            changed=now.at,
            project=made.title,
            code=made.project.code,
            total=made.total,
            errors=made.errors,
            warnings=made.warnings,
        )
        for each in story:
            filing.stand_at(each.after)
        revision = self._new(
            Revision,
            filing=filing,
            number=1,
            body=made.body,
            digest=digest_of(made.body),
            schema=SCHEMA,
            keys=list(made.keys),
            cause=Revision.Cause.BEGUN,
            author=first.by,
            made=first.at,
        )
        filing.revision = revision
        self._say(first, "begin", filing, {}, {"revision": 1, "digest": revision.digest, "task": task.pk, "unit": unit.code})
        return Case(made, story, filing, revision, [])

    def _step(self, case: Case, told: Told) -> None:
        """One deed: its step, what it leaves behind, and its entry of the trail."""
        after: dict[str, object] = {"state": told.after.state.value, "level": told.after.level}
        if told.deed is Deed.SUBMIT:
            after |= self._handed(case, told)
        elif told.deed is Deed.RETURN:
            self._returned(case, told)
        if told.after.state is State.APPROVED:
            after |= self._approved(case, told)
        self._new(
            Step,
            filing=case.filing,
            deed=told.deed.value if told.deed else "",
            state_before=told.before.state.value,
            level_before=told.before.level or "",
            state_after=told.after.state.value,
            level_after=told.after.level or "",
            by=told.by,
            at=told.at,
            opinion=told.word,
            grade=told.grade,
            handin=case.handins[-1] if case.handins else None,
        )
        before: dict[str, object] = {"state": told.before.state.value, "level": told.before.level}
        self._say(told, told.deed.value if told.deed else "", case.filing, before, after | {"opinion": told.word, "grade": told.grade})

    def _handed(self, case: Case, told: Told) -> dict[str, object]:
        if not case.handins:
            self._objections(case, told)
        handin = self._new(
            Handin,
            filing=case.filing,
            number=len(case.handins) + 1,
            revision=case.revision,
            findings=case.made.findings,
            digest=digest_of(case.made.findings),
            by=told.by,
            at=told.at,
            word=told.word,
            layout=case.made.layout,
            tool=dict(case.made.tool),
        )
        case.handins.append(handin)
        return {"handin": handin.number, "revision": 1, "digest": case.revision.digest, "findings": handin.digest}

    def _objections(self, case: Case, told: Told) -> None:
        """The unit's reasons for the errors that it let stand; decided where the table was approved."""
        approved = next((each for each in case.story if each.after.state is State.APPROVED), None)
        for each in case.made.blocking:
            decided = {"waived": True, "decision": DECISION, "decided_by": approved.by, "decided": approved.at} if approved else {}
            self._new(
                Objection,
                filing=case.filing,
                fingerprint=each.fingerprint,
                rule=each.rule,
                message=each.message,
                reason=REASON,
                by=told.by,
                at=told.at,
                **decided,
            )

    def _returned(self, case: Case, told: Told) -> None:
        """The opinion with which it came back; answered where it was handed in again."""
        again = last(case.story, Deed.SUBMIT)
        answered = again is not None and again.at > told.at
        self._new(
            Thread,
            filing=case.filing,
            handin=case.handins[-1],
            level=told.before.level or "",
            row=case.made.keys[0],
            field="target",
            text=told.word,
            sent=True,
            answer=Thread.Answer.DONE if answered else Thread.Answer.OPEN,
            by=told.by,
            at=told.at,
        )

    def _approved(self, case: Case, told: Told) -> dict[str, object]:
        fixed = dict(case.made.fixed)
        digest = sealed(case.revision.digest, fixed)
        self._new(Approval, filing=case.filing, revision=case.revision, digest=digest, batch=self.batch, by=told.by, at=told.at, **fixed)
        return {"approval": digest, "revision": 1, "batch": self.batch}

    def _say(self, told: Told, deed: str, filing: Filing, before: dict[str, object], after: dict[str, object]) -> None:
        said = chain.Deed(Actor(told.by).name, deed, "filing", str(filing.pk), before or None, after, "10.20.0.8")
        self.trail.append((told.at, len(self.trail), said))

    def _new(self, kind: type[models.Model], **said: Any) -> Any:
        self.keys[kind] = self.keys.get(kind, 0) + 1
        made = kind(pk=self.keys[kind], **said)
        self.waiting.setdefault(kind, []).append(made)
        return made

    def _full(self) -> None:
        if len(self.waiting.get(Revision, ())) >= AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        """Write every kind; those that name each other may come in any order, since the database looks at the end."""
        for kind, rows in self.waiting.items():
            kind._default_manager.bulk_create(rows, AT_ONCE)  # noqa: SLF001 - Django's name for it
        self.waiting.clear()
