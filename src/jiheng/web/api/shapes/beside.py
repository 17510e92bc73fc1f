"""Shapes of what was said and laid beside a table (办理记录、意见、异议、附件)."""

from datetime import date, datetime

from ninja import Schema

from jiheng.web.filing.models import Attachment, Objection, Step
from jiheng.web.reviewing.models import Thread


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
