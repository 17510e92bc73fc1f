"""The report for a terminal: each finding beside the row it is about, then what was found by rule."""

from collections import Counter
from collections.abc import Sequence

from attrs import frozen
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.model.indicator import Indicator
from jiheng.model.place import Place
from jiheng.review.registry import rule_files
from jiheng.review.reports.arrangement import ArrangedTable, arranged, by_rule
from jiheng.review.reports.tones import TONES, rule_title
from jiheng.values.wording import money


@frozen
class Speech:
    """The words of the report in one language."""

    year: str
    place: str
    basis: str
    fix: str
    whole: str
    clean: str
    tables: str
    rows: str
    none: str
    unread: str
    empty: str


WORDS = {
    "zh": Speech(
        "{} 年度", "第 {} 行", "依据", "建议改为", "全表", "未发现问题", "张表", "项指标", "没有发现问题。", "未能读取", "没有目标表"
    ),
    "en": Speech(
        "{}",
        "line {}",
        "basis",
        "suggested",
        "whole table",
        "nothing found",
        "tables",
        "indicators",
        "Nothing found.",
        "not read",
        "no table",
    ),
}


def print_report(console: Console, answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> None:
    """Print the report of a check; `declarations` are those that it reviewed, in their order."""
    words = WORDS[lang]
    for table in arranged(answer, declarations):
        console.print(_table(table, words))
    for refusals, word in ((answer.unreadable, words.unread), (answer.empty, words.empty)):
        for refusal in refusals:
            console.print(Text.assemble((f"{word}  ", "bold red"), f"{refusal.path}  {refusal.reason}"), soft_wrap=True)
    console.print(_summary(answer, declarations, words, lang))


def _table(table: ArrangedTable, words: Speech) -> RenderableType:
    """One table's heading and its rows with findings."""
    parts: list[RenderableType] = [_heading(table.position, table.declaration, words)]
    if table.whole:
        parts += _block(Text(words.whole, "bold dim"), table.whole, words)
    for row in table.rows:
        if row.findings:
            parts += _block(_row(row.indicator), row.findings, words)
    if not table.findings:
        parts.append(Padding(Text(words.clean, "green"), (0, 0, 0, 3)))
    return Padding(Group(*parts), (0, 0, 1, 0))


def _block(heading: Text, findings: Sequence[Finding], words: Speech) -> list[RenderableType]:
    """A row of the table and, indented below it, what was found in it."""
    return [Padding(heading, (0, 0, 0, 3)), *(Padding(_finding(finding, words), (0, 0, 0, 5)) for finding in findings)]


def _heading(position: int, declaration: Declaration, words: Speech) -> Text:
    total = declaration.funds.total
    about = [
        declaration.unit,
        words.year.format(declaration.year) if declaration.year else None,
        money(total) if total is not None else None,
        _where(declaration.source.place, words),
    ]
    name = declaration.project or declaration.title or words.whole
    return Text.assemble((f"{position + 1}. {name}", "bold"), ("\n   " + " · ".join(filter(None, about)), "dim"))


def _where(place: Place | None, words: Speech) -> str | None:
    if place is None or place.path is None:
        return None
    line = place.line or place.row
    return place.path if line is None else f"{place.path} {words.place.format(line)}"


def _row(row: Indicator) -> Text:
    """The row that findings are about, as the table shows it."""
    return Text.assemble((f"{row.level2 or row.level1 or ''} › ", "dim"), row.name, "   ", (row.target.text, "bold"))


def _finding(finding: Finding, words: Speech) -> RenderableType:
    tone = TONES[finding.severity]
    line = Table.grid(padding=(0, 1))
    line.add_column(no_wrap=True)
    line.add_column(overflow="fold")
    line.add_row(Text(f"{tone.sign} {finding.rule}", tone.style), Text(finding.message))
    if finding.fix is not None:
        line.add_row("", Text.assemble((f"{words.fix}：", "dim"), (finding.fix.after, "green")))
    if finding.basis is not None:
        law = finding.basis
        line.add_row("", Text(f"{words.basis}：{law.document} {law.number} {law.article or ''}".rstrip(), "dim"))
    return line


def _summary(answer: CheckAnswer, declarations: Sequence[Declaration], words: Speech, lang: str) -> RenderableType:
    """What was found, by rule and in all."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for code, severity, number in by_rule(answer):
        tone = TONES[severity]
        table.add_row(Text(f"{tone.sign} {code}", tone.style), Text(str(number), justify="right"), rule_title(code, lang))
    rows = sum(len(declaration.indicators) for declaration in declarations)
    figures = [f"{len(declarations)} {words.tables}", f"{rows} {words.rows}"]
    severities = Counter(finding.severity for finding in answer.findings)
    figures += [f"{tone.zh if lang == 'zh' else tone.en} {severities[severity]}" for severity, tone in TONES.items()]
    undecided = sum(1 for coverage in answer.coverage.values() if coverage.undecided)
    known = f"{len(answer.coverage)}/{len(rule_files())} 条规则，{undecided} 条对部分表无法判断"
    if lang == "en":
        known = f"{len(answer.coverage)}/{len(rule_files())} rules, {undecided} undecided on some tables"
    end = Text.assemble((" · ".join(figures), "bold"), ("  " + known, "dim"))
    return Group(table, "", end) if answer.findings else Group(Text(words.none, "green"), end)
