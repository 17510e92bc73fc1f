"""The report as Markdown (GitHub's), for a work group, an issue or a merge request."""

import re
from collections.abc import Iterator, Sequence

from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.review.reports.arrangement import ArrangedTable, arranged, by_rule
from jiheng.review.reports.tones import TONES, rule_title
from jiheng.values.wording import money

ENDING = ".md"
HEADINGS = {
    "zh": ("# 绩效目标审核结果", "规则", "名称", "次数", "行", "指标值", "审核发现", "全表", "未发现问题。"),
    "en": ("# Review of performance targets", "rule", "title", "number", "row", "target", "finding", "whole table", "Nothing found."),
}


REFUSED = {"zh": "未读出的文件", "en": "Not read"}
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def render(answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> bytes:
    """The report: a table by rule, then each declaration with its rows that have findings."""
    title, rule, name, number, *_ = HEADINGS[lang]
    lines = [title, "", f"| {rule} | {name} | {number} |", "|---|---|--:|"]
    lines += [f"| {TONES[severity].sign} {code} | {rule_title(code, lang)} | {count} |" for code, severity, count in by_rule(answer)]
    for table in arranged(answer, declarations):
        lines += ["", *_table(table, lang)]
    refusals = (*answer.unreadable, *answer.empty)
    lines += ["", f"## {REFUSED[lang]}", ""] * bool(refusals) + [f"- {_cell(refusal.said)}" for refusal in refusals]
    return ("\n".join(lines) + "\n").encode()


def _table(table: ArrangedTable, lang: str) -> Iterator[str]:
    *_, row_heading, target, finding, whole, clean = HEADINGS[lang]
    declaration = table.declaration
    total = declaration.funds.total
    about = [declaration.unit, str(declaration.year or ""), money(total) if total is not None else ""]
    yield f"## {table.position + 1}. {_cell(declaration.project or declaration.title or '—')}"
    yield ""
    yield " · ".join(filter(None, about))
    yield ""
    if not table.findings:
        yield clean
        return
    yield f"| {row_heading} | {target} | {finding} |"
    yield "|---|---|---|"
    if table.whole:
        yield f"| {whole} | | {_said(table.whole)} |"
    for row in table.rows:
        if row.findings:
            yield f"| {_cell(row.indicator.name)} | {_cell(row.indicator.target.text)} | {_said(row.findings)} |"


def _said(findings: Sequence[Finding]) -> str:
    return "<br>".join(f"{TONES[finding.severity].sign} **{finding.rule}** {_cell(finding.message)}" for finding in findings)


def _cell(text: str) -> str:
    """A text that stays inside its cell and is no markup."""
    for sign in "\\`*_[]<>|#~&@!":
        text = text.replace(sign, "\\" + sign)
    return " ".join(UNSEEN.sub(" ", text).split())
