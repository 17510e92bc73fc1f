"""Shapes of answers (应答结构): what the API says of people, tasks, tables, opinions, letters and projects; money in yuan as text."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema

from jiheng.web.api.models import Delivery, Hook
from jiheng.web.approving.models import Letter
from jiheng.web.filing.models import Attachment, Filing, Objection, Revision, Step, Task
from jiheng.web.organizations.models import Appointment, Body
from jiheng.web.projects.models import Project
from jiheng.web.reviewing.models import Thread


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


class StepShape(Schema):
    """A step on the way."""

    deed: str
    state: str
    level: str
    by: str
    at: datetime
    opinion: str
    grade: str

    @staticmethod
    def of(step: Step) -> "StepShape":
        """As the database has it."""
        said = {name: getattr(step, name) for name in ("deed", "at", "opinion", "grade")}
        return StepShape(state=step.state_after, level=step.level_after, by=str(step.by), **said)


class ReplyShape(Schema):
    """An answer in a thread."""

    text: str
    answer: str
    by: str
    at: datetime


class ThreadShape(Schema):
    """An opinion at a cell (row and field), a row, or the table (both empty), with what was answered."""

    id: int
    kind: str
    level: str
    row: str
    field: str
    said: str
    text: str
    rule: str
    sent: bool
    answer: str
    closed: datetime | None
    by: str
    at: datetime
    replies: list[ReplyShape]

    @staticmethod
    def of(thread: Thread) -> "ThreadShape":
        """As the database has it."""
        names = ("kind", "level", "row", "field", "said", "text", "rule", "sent", "answer", "closed", "at")
        replies = [ReplyShape(text=each.text, answer=each.answer, by=str(each.by), at=each.at) for each in thread.replies.all()]
        return ThreadShape(id=thread.pk, by=str(thread.by), replies=replies, **{name: getattr(thread, name) for name in names})


class ObjectionShape(Schema):
    """An objection to a finding; `waived` is null until somebody decides."""

    id: int
    fingerprint: str
    rule: str
    message: str
    reason: str
    waived: bool | None
    decision: str
    expires: date | None

    @staticmethod
    def of(objection: Objection) -> "ObjectionShape":
        """As the database has it."""
        names = ("fingerprint", "rule", "message", "reason", "waived", "decision", "expires")
        return ObjectionShape(id=objection.pk, **{name: getattr(objection, name) for name in names})


class AttachmentShape(Schema):
    """A proof beside a table."""

    id: int
    kind: str
    name: str
    size: int
    digest: str
    at: datetime

    @staticmethod
    def of(attachment: Attachment) -> "AttachmentShape":
        """As the database has it."""
        return AttachmentShape(id=attachment.pk, **{name: getattr(attachment, name) for name in ("kind", "name", "size", "digest", "at")})


class Beside(Schema):
    """All that was said and laid beside a table."""

    steps: list[StepShape]
    threads: list[ThreadShape]
    objections: list[ObjectionShape]
    attachments: list[AttachmentShape]


class LetterShape(Schema):
    """A letter that was issued; `tables` are those that it binds."""

    id: int
    number: str
    dated: date
    to: BodyShape
    year: int
    digest: str
    tables: list[int]

    @staticmethod
    def of(letter: Letter) -> "LetterShape":
        """As the database has it."""
        said = {name: getattr(letter, name) for name in ("number", "dated", "year", "digest")}
        return LetterShape(id=letter.pk, to=BodyShape.of(letter.to), tables=[each.filing_id for each in letter.approvals.all()], **said)


class LetterPage(Page):
    """Letters, newest first."""

    items: list[LetterShape]


class ProjectShape(Schema):
    """A project of a year's list."""

    id: int
    year: int
    code: str
    name: str
    unit: str
    amount: Decimal | None
    stage: str
    standing: str
    since: date | None

    @staticmethod
    def of(project: Project) -> "ProjectShape":
        """As the database has it."""
        names = ("year", "code", "name", "amount", "stage", "standing", "since")
        return ProjectShape(id=project.pk, unit=project.unit.code, **{name: getattr(project, name) for name in names})


class ProjectPage(Page):
    """Projects by unit and code."""

    items: list[ProjectShape]


class ListPreview(Schema):
    """What a list of projects would change; `mark` is sent back to take it, `wrong` are the lines that can't be taken."""

    id: int
    mark: str
    new: int
    changed: int
    same: int
    gone: int
    total: Decimal
    wrong: list[str]


class Counted(Schema):
    """How many of something were done, and the sentence of each that was not."""

    done: int
    refused: list[str]


class HookShape(Schema):
    """A receiver of messages."""

    id: int
    name: str
    address: str
    states: list[str]
    active: bool

    @staticmethod
    def of(hook: Hook) -> "HookShape":
        """As the database has it."""
        return HookShape(id=hook.pk, **{name: getattr(hook, name) for name in ("name", "address", "states", "active")})


class HookMade(HookShape):
    """A receiver that was registered, and the secret that signs its messages: it is said this once."""

    secret: str


class DeliveryShape(Schema):
    """A message and how it stands."""

    number: str
    hook: int
    state: str
    attempts: int
    answer: str
    made: datetime
    tried: datetime | None

    @staticmethod
    def of(delivery: Delivery) -> "DeliveryShape":
        """As the database has it."""
        names = ("number", "state", "attempts", "answer", "made", "tried")
        return DeliveryShape(hook=delivery.hook_id, **{name: getattr(delivery, name) for name in names})


class DeliveryPage(Page):
    """Messages, newest first."""

    items: list[DeliveryShape]
