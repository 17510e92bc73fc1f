"""Problems (问题清单和整改台账): findings of a review in a register: a row for each, and what is done about it."""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import Factory, frozen

from jiheng.documents.document import Block, Cell, Document, Paragraph
from jiheng.documents.shape import Line, Role
from jiheng.framework import Framework
from jiheng.framework.fields import official_label
from jiheng.framework.registers import Register
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.model.place import Place
from jiheng.writing.drafting import GridDraft
from jiheng.writing.laying import FORMAT

SHORT = frozenset({"order", "severity", "person", "deadline", "state", "rule"})


@frozen
class Measure:
    """What is done about one finding; what is None is said by the ledger's own deadline and person, or left blank."""

    text: str | None = None
    owner: str | None = None
    person: str | None = None
    deadline: date | None = None
    state: str | None = None
    note: str | None = None


@frozen
class Desk:
    """What an office says in a register beside the findings.

    `advice` tells by the code of a rule how its findings are mended, `measures` by the fingerprint of a finding what is done
    about it; `deadline` and `person` hold for every finding whose measure names none.
    """

    advice: Mapping[str, str] = Factory(dict[str, str])
    measures: Mapping[str, Measure] = Factory(dict[str, Measure])
    deadline: date | None = None
    person: str | None = None


def registered(
    framework: Framework, tables: Sequence[Declaration], findings: Sequence[Finding], register: Register, desk: Desk
) -> Document:
    """The findings of the register's severities, in the order of their tables; its sentence where there are none."""
    title = Paragraph(Place(), register.title, Line.TITLE)
    notes = [Paragraph(Place(), note, Line.NOTE) for note in register.notes]
    draft = GridDraft(tuple(column.width for column in register.columns))
    draft.repeated = 1
    for at, column in enumerate(register.columns, 1):
        draft.put(Cell(column.label, 1, at), Role.HEAD)
    held = sorted((each for each in findings if each.severity in register.severities), key=lambda each: each.declaration)
    for row, finding in enumerate(held, 2):
        texts = _texts(framework, tables[finding.declaration], finding, register, desk)
        for at, column in enumerate(register.columns, 1):
            text = str(row - 1) if column.field == "order" else texts[column.field]
            role = Role.SHORT if column.field in SHORT else Role.TEXT
            draft.put(Cell(text, row, at, field=f"{finding.fingerprint}.{column.field}"), role, column.choices)
    if not held:
        draft.put(Cell(register.words.get("none", ""), 2, 1, 1, len(register.columns)), Role.SHORT)
    blocks: tuple[Block, ...] = (title, draft.closed(), *notes)
    return Document(None, FORMAT, blocks)


def _texts(framework: Framework, table: Declaration, finding: Finding, register: Register, desk: Desk) -> dict[str, str]:
    words = register.words
    advice = _advice(finding, words, desk)
    measure = desk.measures.get(finding.fingerprint, Measure())
    unit = table.unit or (table.department.name if table.department else None)
    deadline = measure.deadline or desk.deadline
    basis = finding.basis
    return {
        "unit": unit or words.get("nobody", ""),
        "project": table.project or table.title or words.get("nameless", ""),
        "subject": _subject(framework, table, finding, words),
        "message": finding.message,
        "basis": f"{basis.number}{basis.article or ''}" if basis is not None else words.get("own_figures", ""),
        "advice": advice,
        "severity": words.get(finding.severity.value, finding.severity.value),
        "rule": finding.rule,
        "measure": measure.text or advice,
        "owner": measure.owner or unit or "",
        "person": measure.person or desk.person or "",
        "deadline": "" if deadline is None else deadline.isoformat(),
        "state": measure.state or words.get("state", ""),
        "note": measure.note or "",
    }


def _subject(framework: Framework, table: Declaration, finding: Finding, words: Mapping[str, str]) -> str:
    """The row that a finding is about, with its level and target; else the field; else the whole table."""
    if finding.indicator is None:
        label = official_label(framework, finding.field) if finding.field else None
        return label or words.get("whole", "")
    row = table.indicators[finding.indicator]
    return "\n".join(filter(None, (row.level2 or row.level1, row.name, row.target.text)))


def _advice(finding: Finding, words: Mapping[str, str], desk: Desk) -> str:
    if finding.fix is not None and "replace" in words:
        return words["replace"].format(before=finding.fix.before, after=finding.fix.after)
    return desk.advice.get(finding.rule, "")
