"""Shapes of people, tasks and tables (人员、任务和表)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema

from jiheng.web.filing.models import Filing, Revision, Task
from jiheng.web.organizations.models import Appointment, Body


class Page(Schema):
    """Which page of a list this is: `count` entries in all, `next` the number of the following page, null on the last."""

    count: int
    page: int
    next: int | None


class BodyShape(Schema):
    """A department or unit."""

    code: str
    name: str
    kind: str

    @staticmethod
    def of(body: Body) -> "BodyShape":
        """As the database has it."""
        return BodyShape(code=body.code, name=body.name, kind=body.kind)


class RoleShape(Schema):
    """In which role somebody acts, and where: the code of a body or of a section."""

    role: str
    at: str

    @staticmethod
    def of(held: Appointment) -> "RoleShape":
        """As the database has it."""
        return RoleShape(role=held.role, at=held.body.code if held.body else held.section.code if held.section else "")


class Me(Schema):
    """Whose token it is, in which roles they act, and what the token may be used for until when."""

    username: str
    name: str
    roles: list[RoleShape]
    scopes: list[str]
    expires: datetime


class TaskShape(Schema):
    """A task: `levels` are those that its tables pass, `units` the codes of the units that owe it (empty: all)."""

    id: int
    form: str
    year: int
    period: str
    title: str
    due: date
    levels: list[str]
    units: list[str]
    open: bool

    @staticmethod
    def of(task: Task) -> "TaskShape":
        """As the database has it."""
        units = [unit.code for unit in task.units.all()]
        said = {name: getattr(task, name) for name in ("form", "year", "period", "title", "due", "levels", "open")}
        return TaskShape(id=task.pk, units=units, **said)


class OwedShape(Schema):
    """What one unit owes for a task: its tables by state, how many it still works on, the last day."""

    unit: str
    states: dict[str, int]
    open: int
    last: date
    done: bool


class FilingShape(Schema):
    """A table on its way; `revision` is the newest that the person may see, `errors` and `warnings` those of the unit's newest review."""

    id: int
    task: int
    year: int
    form: str
    unit: BodyShape
    project: str
    code: str
    total: Decimal | None
    state: str
    level: str
    due: date
    adjusts: int | None
    errors: int
    warnings: int
    changed: datetime

    @staticmethod
    def of(filing: Filing) -> "FilingShape":
        """As the database has it."""
        said = {name: getattr(filing, name) for name in ("project", "code", "total", "state", "level", "errors", "warnings", "changed")}
        task = filing.task
        where = {"task": task.pk, "year": task.year, "form": task.form, "due": filing.last_day, "adjusts": filing.adjusts_id}
        return FilingShape(id=filing.pk, unit=BodyShape.of(filing.unit), **where, **said)


class FilingDetail(FilingShape):
    """A table with the revision that the person may see (number and SHA-256) and the deeds that they may do with it now."""

    revision: int
    digest: str
    deeds: list[str]


class Begun(Schema):
    """The tables that a document became."""

    filings: list[FilingDetail]


class FilingPage(Page):
    """Tables, newest change first unless asked otherwise."""

    items: list[FilingShape]


class RevisionShape(Schema):
    """A revision: what made it, of which parent, and its SHA-256."""

    number: int
    digest: str
    cause: str
    author: str
    made: datetime

    @staticmethod
    def of(revision: Revision) -> "RevisionShape":
        """As the database has it."""
        said = {name: getattr(revision, name) for name in ("number", "digest", "cause", "made")}
        return RevisionShape(author=str(revision.author), **said)


class RevisionPage(Page):
    """Revisions, newest first."""

    items: list[RevisionShape]


class TableShape(Schema):
    """What a revision says: `declaration` in the exchange format, and the keys of its rows in order, by which edits name them."""

    revision: int
    digest: str
    keys: list[str]
    midterm_keys: list[str]
    declaration: dict[str, Any]


class FindingShape(Schema):
    """A finding: rule, severity, sentence, the key of its row (empty: the table) and its field, and the mend that is offered."""

    rule: str
    severity: str
    message: str
    row: str
    field: str
    fingerprint: str
    mend: str | None


class ReviewShape(Schema):
    """The review of a revision; `blocking` of its errors stand in the way of a hand-in."""

    revision: int
    errors: int
    warnings: int
    blocking: int
    findings: list[FindingShape]


class Refusal(Schema):
    """An edit that did not fit, by its place in the list, and why."""

    edit: int
    message: str


class Edited(ReviewShape):
    """What came of edits: those that were made, each with what stood before, those that were not, and the review of the table now."""

    digest: str
    made: list[dict[str, Any]]
    refused: list[Refusal]


class Counted(Schema):
    """How many of something were done, and the sentence of each that was not."""

    done: int
    refused: list[str]
