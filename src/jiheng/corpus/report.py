"""The report (语料报告): what a corpus shows, on one web page that fetches nothing."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.corpus.asking import Answer, answer, connected, questions
from jiheng.corpus.copies import copies
from jiheng.corpus.drawing import bars, bars_of, said
from jiheng.corpus.outliers import outliers
from jiheng.framework import Framework
from jiheng.framework.tree import tree
from jiheng.model.decimals import plain
from jiheng.review.reports.tones import rule_title

if TYPE_CHECKING:
    from jinja2 import Template

BARS = 20
"""Bars of a drawing; the query of that name gives all."""
LISTED = 30
TOTALS = """select (select count(*) from documents) as documents, (select count(*) from documents where status = 'unreadable') as unreadable,
count(*) as declarations, sum(indicators) as indicators, sum(measurable) as measurable, sum(total) as money,
(select count(*) from findings) as findings from declarations"""
DRAWN = ("coverage", "rules", "places", "trades", "years", "measurable", "units")
"""The questions that are drawn: the last column of each answer."""
STATUS = {"read": "读出", "empty": "无目标表", "unreadable": "读不出"}
Line = Sequence[object]


@frozen
class Drawn:
    """One question: its name, what it asks, its bars, and its answer as a table."""

    name: str
    asks: str
    drawing: str
    answer: Answer
    more: int


def report(path: Path, framework: Framework, lang: str = "zh") -> bytes:
    """The page about the corpus in a folder, UTF-8. Raises UnreadableCorpus."""
    with connected(path) as connection:
        totals = answer(connection, TOTALS)
        drawn = [_drawn(name, answer(connection, questions()[name].sql), framework, lang) for name in DRAWN]
        unread = answer(connection, questions()["unreadable"].sql)
    far = list(islice(outliers(path, framework), LISTED))
    same = copies(path)
    page = _template().render(
        lang=lang,
        totals=dict(zip(totals.columns, totals.lines[0], strict=True)),
        drawn=drawn,
        unread=unread,
        copies=same[:LISTED],
        copied=sum(len(each.members) for each in same),
        groups=len(same),
        outliers=far,
        said=lambda figure: said(plain(figure) if hasattr(figure, "as_tuple") else figure),
        row=_row,
    )
    return page.encode()


def _drawn(name: str, told: Answer, law: Framework, lang: str) -> Drawn:
    question = questions()[name]
    lines = [(LABELS.get(name, _first)(line, law, lang), line[-1]) for line in told.lines[:BARS]]
    shown = Answer(told.columns, told.lines[:BARS])
    return Drawn(name, question.zh if lang == "zh" else question.en, bars(bars_of(lines)), shown, max(len(told.lines) - BARS, 0))


def _first(line: Line, _law: Framework, _lang: str) -> str:
    return str(line[0])


def _coverage(line: Line, _law: Framework, lang: str) -> str:
    form, status = str(line[0]), str(line[1])
    return f"{form} {STATUS[status] if lang == 'zh' else status}"


def _rule(line: Line, _law: Framework, lang: str) -> str:
    return f"{line[0]} {rule_title(str(line[0]), lang)}"


def _node(line: Line, law: Framework, lang: str) -> str:
    node = str(line[0])
    return tree(law).official.get(node, node) if lang == "zh" else node


def _unit(line: Line, law: Framework, lang: str) -> str:
    return f"{line[1]} · {_node(line, law, lang)}"


LABELS: Mapping[str, Callable[[Line, Framework, str], str]] = {
    "coverage": _coverage,
    "rules": _rule,
    "measurable": _node,
    "units": _unit,
}


def _row(token: str) -> Sequence[str]:
    """Name and target of a row that copies share."""
    _node, name, target = token.split("|", 2)
    return name, target


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("jiheng.corpus"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html")
