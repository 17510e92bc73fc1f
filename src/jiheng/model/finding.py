"""Finding (审核发现): one fault of one table, with its proof."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from attrs import Factory, frozen

from jiheng.model.place import Place
from jiheng.model.value import Value


class Severity(StrEnum):
    """How sure and how grave: an error is provable from the table alone, a warning very likely wrong, an info worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Basis:
    """The law a finding rests on: 文件名称, 文号, 条款. None in place of it means the table's own figures are the proof."""

    document: str
    number: str
    article: str | None = None


@frozen
class Term:
    """One factor or summand of an equation: the row it comes from, its name and its figure as the equation uses it.

    `summand` numbers the products of a sum, from 0; `taken_for` is the unit that this one was taken for (人次 for 人).
    """

    name: str
    figure: str
    unit: str | None = None
    indicator: int | None = None
    value: Value | None = None
    summand: int = 0
    taken_for: str | None = None


EvidenceItem: TypeAlias = "str | Value | tuple[Term, ...]"
Evidence: TypeAlias = "Mapping[str, EvidenceItem]"


@frozen
class Fix:
    """An exact replacement (修改建议): at `field` of `indicator` (None: of the table) put `after` where `before` stands.

    `safe` is true where the replacement changes no meaning.
    """

    indicator: int | None
    field: str
    before: str
    after: str
    safe: bool


@frozen
class Related:
    """Another row or table that a finding is about; positions count from 0."""

    declaration: int
    indicator: int | None = None


@frozen
class Finding:
    """A fault at a field of a table.

    `declaration` is the position in the order read, `indicator` the position in its `indicators` or None for the whole
    table, `field` the field of the table or row or None for the whole. `evidence` holds the figures of the proof.
    `sentence` names which of the rule's sentences `message` was made from, so that it can be said in another language.
    """

    rule: str
    severity: Severity
    message: str
    declaration: int
    project: str | None
    indicator: int | None
    field: str | None
    place: Place | None
    fingerprint: str
    evidence: Evidence = Factory(dict[str, EvidenceItem])
    basis: Basis | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    sentence: str = ""
