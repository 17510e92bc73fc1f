"""What is asked (请求结构): the bodies of the operations; a member that an operation does not know is told, not passed over."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, model_validator

from jiheng.web.filing.way import ALL_LEVELS, Level

Key = Annotated[int, Field(ge=0, lt=2**63)]
"""The number of something, as far as a database counts."""


class Asked(Schema):
    """A body."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def storable(cls, said: Any) -> Any:
        """The body; signs that no database keeps (NUL, halves of a sign) are refused."""
        text = repr(getattr(said, "_obj", said))
        if "\\x00" in text or "\\ud8" in text:
            raise ValueError("U+0000 or half a sign")
        return said


class Begin(Asked):
    """A new table: for which task and unit (its code), blank, as last year's draft, or on a pattern; `of` is the number of that table."""

    task: Key
    unit: str
    start: Literal["blank", "last", "pattern"] = "blank"
    of: Key | None = None
    values: bool = False
    """Whether a pattern's targets and goal are taken over, too."""


class Edits(Asked):
    """Edits after docs/explanation/the-editor.md; `base` is the number of the revision that they were made on, else If-Match says it."""

    edits: list[dict[str, Any]] = Field(max_length=2000)
    base: Key | None = None


class Number(Asked):
    """The number of a revision."""

    revision: Key


class Submit(Asked):
    """Which revision is handed in, with a word where warnings stand."""

    revision: Key
    word: str = ""


class Word(Asked):
    """A reason."""

    reason: str = ""


class Hold(Asked):
    """Take the table for editing, take it over with a word, or give it free."""

    do: Literal["hold", "take", "release"] = "hold"
    word: str = ""


class Delegate(Asked):
    """A colleague's account; null takes it back."""

    username: str | None
    reason: str = ""


class Object(Asked):
    """An objection to a finding."""

    fingerprint: str
    reason: str


class Reply(Asked):
    """An answer to an opinion."""

    text: str = ""
    answer: Literal["", "done", "partly", "declined"] = ""


class Verdict(Asked):
    """What a level says."""

    opinion: str = ""
    grade: Literal["优", "良", "中", "差"] | None = None


class Opinion(Asked):
    """An opinion at a cell; with edits it is a suggestion."""

    text: str = ""
    row: str = ""
    field: str = ""
    kind: Literal["opinion", "comment"] = "opinion"
    edits: list[dict[str, Any]] = Field(default_factory=list)
    rule: str = ""
    fingerprint: str = ""


class Amend(Asked):
    """A reviewer's change of the table, and why."""

    edits: list[dict[str, Any]]
    reason: str


class Graded(Asked):
    """The grade of one test."""

    grade: Literal["优", "良", "中", "差"]
    opinion: str = ""


class Grades(Asked):
    """The four tests graded (完整性, 相关性, 适当性, 可行性), and the whole."""

    tests: dict[str, Graded]
    grade: Literal["优", "良", "中", "差"]
    opinion: str = ""


class Decision(Asked):
    """What is decided of an objection."""

    waived: bool
    reason: str
    expires: date | None = None


class CommonAnswer(Asked):
    """A fault that is let stand in all tables of a department (its code; null: the county)."""

    rule: str
    name: str = ""
    department: str | None = None
    reason: str
    expires: date | None = None


class NewTask(Asked):
    """A task; `units` are codes, empty: all."""

    form: Literal["target", "overall", "transfer", "monitoring", "self_evaluation"]
    year: int = Field(ge=2000, le=2099)
    title: str = Field(max_length=100)
    due: date
    period: str = Field("", pattern=r"^(20\d\d-(0[1-9]|1[0-2]))?$")
    levels: list[Level] = Field(default_factory=lambda: list(ALL_LEVELS))
    units: list[str] = Field(default_factory=list)


class Due(Asked):
    """Another last day, and whether the task stays open."""

    due: date
    open: bool = True


class Extend(Asked):
    """A longer term, and why."""

    until: date
    reason: str


class Bound(Asked):
    """The project (its number) that a table is bound to; null unbinds it."""

    project: Key | None
    reason: str = ""


class NewLetter(Asked):
    """A letter: to whom (code), for which tables, its 文号 and 成文日期 as the office gave them, and the office."""

    to: str
    tables: list[Key]
    number: str = Field(max_length=64)
    dated: date
    office: str


class Split(Asked):
    """A unit's own letter (code of the unit)."""

    unit: str
    number: str = Field(max_length=64)
    dated: date
    office: str


class NewProject(Asked):
    """A project that comes in the middle of the year; `unit` is a code, `amount` in yuan."""

    year: int
    code: str = Field(max_length=64)
    name: str = Field(max_length=300)
    unit: str
    amount: Decimal = Field(max_digits=20, decimal_places=2)
    reason: str
    dated: date


class Turn(Asked):
    """What happens to a project."""

    kind: Literal["suspend", "resume", "end", "cancel"]
    reason: str
    dated: date


class Seen(Asked):
    """The mark of the preview that was seen."""

    mark: str


class NewHook(Asked):
    """A receiver; `states` empty: all states."""

    name: str = Field(max_length=60)
    address: str = Field(max_length=500)
    states: list[str] = Field(default_factory=list)


class Switch(Asked):
    """Whether a receiver is told."""

    active: bool


class NewIndicator(Asked):
    """An indicator that is proposed; `department` is a code, `replaces` the number of the one that it changes."""

    kind: Literal["common", "trade", "department"]
    node: str = Field(max_length=40)
    name: str = Field(max_length=100)
    definition: str = ""
    formula: str = ""
    unit: str = ""
    sign: Literal["≥", "≤", "=", ""] = ""
    source: str = ""
    usual: str = ""
    trade: str = Field("", max_length=20)
    department: str | None = None
    reason: str = ""
    replaces: Key | None = None


class Approval(Asked):
    """Whether a proposal is approved, and a word, which declining needs."""

    approved: bool
    word: str = ""


class SendBack(Asked):
    """The tables that go back, and a word of one's own."""

    tables: list[Key] = Field(max_length=1000)
    word: str = ""


class Year(Asked):
    """A budget year."""

    year: int = Field(ge=2000, le=2099)


class Unit(Asked):
    """A unit, by its code."""

    unit: str


class Units(Asked):
    """Units, by their codes."""

    units: list[str] = Field(max_length=1000)


class HandOver(Asked):
    """Whose tables (account) go to whom, in which unit (code), and why."""

    unit: str
    of: str
    to: str
    reason: str


class NewCommission(Asked):
    """The centre that files and the unit that it files for, by their codes, and why."""

    centre: str
    unit: str
    reason: str
