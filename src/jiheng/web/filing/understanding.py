"""Understanding (读懂与审核): what the review says of a table as it stands, by cell, for the editor and the desk."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from jiheng.doors import reviewed, tool
from jiheng.framework import Framework
from jiheng.model.answer import ANSWER_VERSION, CheckAnswer, ReadAnswer
from jiheng.model.budget_entry import BudgetEntry
from jiheng.model.codec import from_json, to_json
from jiheng.model.finding import Finding, Severity
from jiheng.model.settings import Settings
from jiheng.model.waiver import Waiver
from jiheng.review import Context, said
from jiheng.review.worked import Worked, worked
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import CommonAnswer, Objection, RuleSetting
from jiheng.web.filing.tables import Table
from jiheng.web.library.offering import learnt
from jiheng.web.organizations.county_law import county_law


@frozen(eq=False)
class Shown:
    """A finding at a cell of the page: `cell` its name there (empty: the whole table), `row` the key, `field` the field."""

    finding: Finding
    cell: str
    row: str
    field: str


def framework() -> Framework:
    """The law that the application works with: the package's, and the county's own sheets in force today."""
    return county_law()


def settings_of(filing: Filing | None) -> Settings:
    """The county's settings as rows of the database, and the waivers that hold for a table: what `review` is handed."""
    rows = list(RuleSetting.objects.all())
    severity = {row.code: Severity(row.severity) for row in rows if row.severity}
    ignored = tuple(sorted(row.code for row in rows if row.ignored))
    return Settings(ignore=ignored, severity=severity, waivers=_waivers(filing) if filing is not None else ())


def checked(table: Table, settings: Settings, *, today: date | None, lang: str = "zh", budget: tuple[BudgetEntry, ...] = ()) -> CheckAnswer:
    """What the review says of the table by itself, held against `budget`, the lines of the year's list that concern it, and what others set."""
    answer = ReadAnswer(ANSWER_VERSION, tool(), (table.declaration,))
    return reviewed(answer, Context(framework(), settings, today, budget, learnt()), lang)


def equation_of(table: Table, settings: Settings, lang: str = "zh") -> Worked | None:
    """The budget equation of the table as it stands, written out; None where no cost has a figure in money."""
    return worked(table.declaration, Context(framework(), settings), lang)


def shown(answer: CheckAnswer, table: Table) -> tuple[Shown, ...]:
    """The findings of a table by cell, gravest first, then in the order of the form."""
    order = list(Severity)
    placed = (_placed(finding, table) for finding in answer.findings)
    return tuple(sorted(placed, key=lambda each: order.index(each.finding.severity)))


def counts(findings: Iterable[Finding]) -> Mapping[str, int]:
    """How many findings there are of each severity."""
    found = {severity.value: 0 for severity in Severity}
    for finding in findings:
        found[finding.severity.value] += 1
    return found


def stored(answer: CheckAnswer) -> bytes:
    """An answer as the bytes that a hand-in or a stored review keeps."""
    return to_json(answer)


def recalled(body: bytes | memoryview, lang: str = "zh") -> CheckAnswer:
    """An answer back from its bytes; its findings are said in the language asked for, where their rules are still there."""
    answer = from_json(CheckAnswer, bytes(body))
    return answer if lang == "zh" else evolve(answer, findings=tuple(_said_in(finding, lang) for finding in answer.findings))


def _said_in(finding: Finding, lang: str) -> Finding:
    try:
        return evolve(finding, message=said(finding, lang))
    except KeyError:
        return finding


def tool_name(settings: Settings | None = None) -> str:
    """The versions behind a review in one line; where it differs from a stored one's, that one is stale."""
    known, law = tool(settings), framework()
    return f"{known.version}/{known.rules}/{law.version}+{law.digest}/{known.settings}"


def _placed(finding: Finding, table: Table) -> Shown:
    row, name = "", finding.field or ""
    if finding.indicator is not None and finding.indicator < len(table.keys):
        row = table.keys[finding.indicator]
    elif name.startswith(("indicators.", "midterm_indicators.")):
        half, number, *rest = name.split(".")
        keys = table.midterm_keys if half == "midterm_indicators" else table.keys
        row, name = (keys[int(number)] if number.isdigit() and int(number) < len(keys) else ""), ".".join(rest)
    cell = f"{row}/{name or 'name'}" if row else name
    return Shown(finding, cell, row, name)


def _waivers(filing: Filing) -> tuple[Waiver, ...]:
    """The objections that a level has let stand, with the reason and whoever decided; answers for all are told by fingerprint later."""
    rows = Objection.objects.filter(filing=filing, waived=True).select_related("decided_by")
    return tuple(Waiver(row.fingerprint, row.decision or row.reason, str(row.decided_by or ""), row.expires) for row in rows)


def waived_for_all(answer: CheckAnswer, table: Table, filing: Filing, today: date) -> CheckAnswer:
    """The answer without findings that were answered once for many tables: by rule, name of the row and department."""
    answers = [each for each in CommonAnswer.objects.all() if each.waived and (each.expires is None or today <= each.expires)]
    department = filing.unit.department

    def _stands(finding: Finding) -> bool:
        row = table.declaration.indicators[finding.indicator].name if finding.indicator is not None else ""
        return not any(
            each.rule == finding.rule and each.name in {"", row} and each.department_id in {None, department.pk if department else None}
            for each in answers
        )

    kept = tuple(finding for finding in answer.findings if _stands(finding))
    let = tuple(finding for finding in answer.findings if not _stands(finding))
    return evolve(answer, findings=kept, waived=(*answer.waived, *let))
