"""Shapes of letters, projects, receivers and messages (批复、项目清单、消息推送)."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from ninja import Schema

from jiheng.web.api.models import Delivery, Hook
from jiheng.web.api.shapes.tables import BodyShape, Page
from jiheng.web.approving.models import Letter
from jiheng.web.projects.models import Project


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
    """A receiver that was registered, and the secret that signs its messages: it is said this once, not even when the request is sent again."""

    UNKEPT: ClassVar[tuple[str, ...]] = ("secret",)
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
