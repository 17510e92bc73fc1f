"""Answers (输出): the JSON objects that the commands print."""

from collections.abc import Mapping

from attrs import fields, frozen

from jiheng.model.actual import Unmatched
from jiheng.model.baseline import Progress
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.model.score import Score
from jiheng.model.value import Value

ANSWER_VERSION = 1


def on_one_line(name: str) -> str:
    """A file's name as it may be printed: line breaks and terminal codes in it are shown escaped."""
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape", "backslashreplace").decode() for sign in name)


@frozen
class Tool:
    """The versions behind an answer, so that it can be repeated years later."""

    version: str
    rules: str
    framework: str
    settings: str


@frozen
class Refusal:
    """A document that could not be opened or parsed, or that holds no target table, and the reason in a sentence."""

    path: str
    reason: str

    @property
    def said(self) -> str:
        """Path and reason as one sentence; most reasons begin with the path, which is then not told twice."""
        name = on_one_line(self.path)
        return self.reason if self.reason.startswith((self.path, name)) else f"{name}: {self.reason}"


@frozen
class ReadAnswer:
    """What `jiheng read` prints."""

    version: int
    tool: Tool
    declarations: tuple[Declaration, ...]
    unreadable: tuple[Refusal, ...] = ()
    empty: tuple[Refusal, ...] = ()


@frozen
class Coverage:
    """How many declarations a rule passed, failed, left undecided, had no object in, or crashed on."""

    passed: int = 0
    failed: int = 0
    undecided: int = 0
    not_applicable: int = 0
    crashed: int = 0


@frozen
class Crash:
    """A rule that raised: its code, the tables it was looking at (positions), and what it raised."""

    rule: str
    declarations: tuple[int, ...]
    error: str


@frozen
class CheckAnswer:
    """What `jiheng check` prints; `declarations` is their number.

    `waived` are findings that a waiver lets stand. `baseline` is None where the review was held against none; else `findings` are those that are new.
    """

    version: int
    tool: Tool
    findings: tuple[Finding, ...]
    coverage: Mapping[str, Coverage]
    declarations: int
    unreadable: tuple[Refusal, ...] = ()
    empty: tuple[Refusal, ...] = ()
    crashed: tuple[Crash, ...] = ()
    baseline: Progress | None = None
    waived: tuple[Finding, ...] = ()


@frozen
class ScoreAnswer:
    """What `jiheng score` prints: the scores of all tables, in the order read.

    `policy_version` is the first year for which the policy's release holds; several between `/` where the tables' years take
    several. `unmatched` are lines of the list of actuals that fit no table or row.
    """

    version: int
    tool: Tool
    policy: str
    policy_version: str
    projects: tuple[Score, ...]
    unreadable: tuple[Refusal, ...] = ()
    empty: tuple[Refusal, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


@frozen
class ValueAnswer(Value):
    """What `jiheng value` prints of one text: its Value, and the versions behind it."""

    version: int = ANSWER_VERSION
    tool: Tool = Tool("", "", "", "")

    @classmethod
    def of(cls, value: Value, version: int, tool: Tool) -> "ValueAnswer":
        """A value as an answer."""
        return cls(**{name.name: getattr(value, name.name) for name in fields(Value)}, version=version, tool=tool)
