"""The report for a terminal: each finding beside the row it is about, then what was found by rule."""

from collections import Counter
from collections.abc import Sequence

from attrs import frozen
from rich.console import Console
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
from jiheng.review.reports.wrapping import wrapped
from jiheng.values.wording import money

ROW_INDENT = 3
FINDING_INDENT = 5
CODE_WIDTH = 9


@frozen
class Speech:
    """The words of the report in one language."""

    year: str
    line: str
    page: str
    fix: str
    whole: str
    clean: str
    counts: str
    none: str
    unread: str
    empty: str
    rules: str
    baseline: str


WORDS = {
    "zh": Speech(
        year="{} 年度",
        line="第 {} 行",
        page="第 {} 页",
        fix="建议改为 ",
        whole="全表",
        clean="未发现问题",
        counts="{} 张表 · {} 项指标",
        none="没有发现问题。",
        unread="未能读取",
        empty="没有目标表",
        rules="用了 {} 条规则，其中 {} 条对部分表无法判断；规则的说明和依据见 jiheng rule 代码",
        baseline="对照基线：新增 {} · 仍在 {} · 已解决 {}",
    ),
    "en": Speech(
        year="{}",
        line="line {}",
        page="page {}",
        fix="suggested: ",
        whole="whole table",
        clean="nothing found",
        counts="{} tables · {} indicators",
        none="Nothing found.",
        unread="not read",
        empty="no table",
        rules="{} rules, {} of them undecided on some tables; `jiheng rule CODE` explains each",
        baseline="baseline: {} new · {} still · {} fixed",
    ),
}


def print_report(console: Console, answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> None:
    """Print the report of a check; `declarations` are those that it reviewed, in their order."""
    words = WORDS[lang]
    path = None
    for table in arranged(answer, declarations):
        place = table.declaration.source.place
        if place is not None and place.path != path:
            path = place.path
            console.print(Text(path or "", "underline"), soft_wrap=True)
            console.print()
        _print_table(console, table, words)
    for refusals, word in ((answer.unreadable, words.unread), (answer.empty, words.empty)):
        for refusal in refusals:
            console.print(Text.assemble((f"{word}  ", "bold red"), refusal.said), soft_wrap=True)
    print_statistics(console, answer, declarations, lang)


def print_statistics(console: Console, answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> None:
    """Print how often each rule spoke, and the sums."""
    words = WORDS[lang]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for code, severity, number in by_rule(answer):
        table.add_row(Text(f"{TONES[severity].sign} {code}", TONES[severity].style), str(number), rule_title(code, lang))
    console.print(table if answer.findings else Text(words.none, "green"))
    console.print()
    console.print(_sums(answer, declarations, words, lang))
    undecided = sum(1 for coverage in answer.coverage.values() if coverage.undecided)
    console.print(Text(words.rules.format(f"{len(answer.coverage)}/{len(rule_files())}", undecided), "dim"))
    if answer.baseline is not None:
        console.print(words.baseline.format(len(answer.baseline.new), len(answer.baseline.still), len(answer.baseline.fixed)))


def _print_table(console: Console, table: ArrangedTable, words: Speech) -> None:
    """One table's heading and its rows with findings."""
    console.print(_heading(table.position, table.declaration, words))
    if table.whole:
        _print_row(console, [Text(words.whole, "bold")], table.whole, words)
    for row in table.rows:
        if row.findings:
            _print_row(console, _row(row.indicator, console.width, words), row.findings, words)
    if not table.findings:
        console.print(Text(" " * ROW_INDENT + words.clean, "green"))
    console.print()


def _print_row(console: Console, heading: Sequence[Text], findings: Sequence[Finding], words: Speech) -> None:
    """A row of the table and, indented below it, what was found in it."""
    for shown in heading:
        console.print(Text(" " * ROW_INDENT) + shown)
    for finding in findings:
        tone = TONES[finding.severity]
        lines = wrapped(finding.message, console.width - FINDING_INDENT - CODE_WIDTH)
        for position, line in enumerate(lines):
            code = f"{tone.sign} {finding.rule}" if position == 0 else ""
            console.print(Text.assemble(" " * FINDING_INDENT, (code.ljust(CODE_WIDTH), tone.style), line))
        if finding.fix is not None:
            indent = " " * (FINDING_INDENT + CODE_WIDTH)
            console.print(Text.assemble(indent, (words.fix, "dim"), (finding.fix.after, "green")))


def _heading(position: int, declaration: Declaration, words: Speech) -> Text:
    total = declaration.funds.total
    about = (
        declaration.unit,
        words.year.format(declaration.year) if declaration.year else None,
        money(total) if total is not None else None,
        _where(declaration.source.place, words),
    )
    name = declaration.project or declaration.title or words.whole
    return Text.assemble((f"{position + 1}. {name}", "bold"), ("\n   " + " · ".join(filter(None, about)), "dim"))


def _row(row: Indicator, width: int, words: Speech) -> list[Text]:
    """The row that findings are about, as the table shows it, with where it stands."""
    where = _where(row.place, words)
    level = f"{row.level2 or row.level1} › " if row.level2 or row.level1 else ""
    plain = wrapped(f"{level}{row.name}   {row.target.text}", width - ROW_INDENT)
    lines = [Text(line, "bold") for line in plain]
    lines[0].stylize("not bold dim", 0, len(level))
    if where:
        lines[-1].append(f"   {where}", "not bold dim")
    return lines


def _where(place: Place | None, words: Speech) -> str | None:
    """Page, sheet and line of a place, as far as the format has them."""
    if place is None:
        return None
    line = place.line or place.row
    parts = (
        words.page.format(place.page) if place.page else None,
        place.sheet,
        words.line.format(line) if line else None,
    )
    return " ".join(filter(None, parts)) or None


def _sums(answer: CheckAnswer, declarations: Sequence[Declaration], words: Speech, lang: str) -> Text:
    rows = sum(len(declaration.indicators) for declaration in declarations)
    severities = Counter(finding.severity for finding in answer.findings)
    text = Text(words.counts.format(len(declarations), rows), "bold")
    for severity, tone in TONES.items():
        text.append(" · ").append(f"{tone.zh if lang == 'zh' else tone.en} {severities[severity]}", tone.style)
    return text
