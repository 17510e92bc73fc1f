"""Remarks (审核批注): the findings of a review as comments in the cells of the user's own document."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from jiheng.documents.marking import Comment
from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.finding import Basis, Finding
from jiheng.model.place import Place
from jiheng.review.reports.tones import TONES


@frozen
class Speech:
    """The words of a remark in one language."""

    head: str
    basis: str
    fix: str


WORDS = {
    "zh": Speech("【{severity}】{rule}", "依据：{}", "建议将“{}”改为“{}”"),
    "en": Speech("[{severity}] {rule}", "Basis: {}", "Suggested: “{}” → “{}”"),
}


def remarks(answer: CheckAnswer, declarations: Sequence[Declaration], lang: str, day: date | None = None) -> tuple[Comment, ...]:
    """A comment for each finding, in their order; one about the whole table has the table's place."""
    return tuple(Comment(_place(finding, declarations), _text(finding, lang), day=day) for finding in answer.findings)


def cited(basis: Basis) -> str:
    """A law as an officer cites it: `《…》（财预〔2015〕88号）第二十五条`."""
    number = f"（{basis.number}）" if basis.number else ""
    return f"{basis.document}{number}{basis.article or ''}"


def _place(finding: Finding, declarations: Sequence[Declaration]) -> Place:
    whole = declarations[finding.declaration].source.place if finding.declaration < len(declarations) else None
    return finding.place or whole or Place()


def _text(finding: Finding, lang: str) -> str:
    words, tone = WORDS[lang], TONES[finding.severity]
    lines = [words.head.format(severity=tone.en if lang == "en" else tone.zh, rule=finding.rule), finding.message]
    if finding.basis is not None:
        lines.append(words.basis.format(cited(finding.basis)))
    if finding.fix is not None:
        lines.append(words.fix.format(finding.fix.before, finding.fix.after))
    return "\n".join(lines)
