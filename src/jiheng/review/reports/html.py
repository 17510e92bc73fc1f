"""The report as one self-contained web page, good to print: summary, each table as the form shows it with its findings beside the cells."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.review.reports.arrangement import arranged, by_rule
from jiheng.review.reports.tones import TONES, rule_title
from jiheng.values.wording import money, wording

if TYPE_CHECKING:
    from jinja2 import Template

ENDING = ".html"


def render(answer: CheckAnswer, declarations: Sequence[Declaration], lang: str) -> bytes:
    """The page, UTF-8; styles inside, no script, nothing fetched."""
    counted = Counter(finding.severity for finding in answer.findings)
    page = _template().render(
        answer=answer,
        tables=arranged(answer, declarations),
        rules=by_rule(answer),
        counts=[(severity, tone, counted[severity]) for severity, tone in TONES.items()],
        rows=sum(len(declaration.indicators) for declaration in declarations),
        total=money(sum((declaration.funds.total or Decimal(0) for declaration in declarations), Decimal(0))),
        tones=TONES,
        lang=lang,
    )
    return page.encode()


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("jiheng.review.reports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    said: dict[str, Any] = {"money": money, "wording": wording, "rule_title": rule_title}
    environment.globals.update(said)
    return environment.get_template("report.html")
