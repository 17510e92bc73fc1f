"""An indicator has nothing to do with the table (指标与项目无关).

Finds:
    An output whose thing is named neither in the project's name, its goal or the use of its money nor in any other indicator, where
    most of the outputs are: rows of another trade's template, or of another project.

Why it matters:
    What the project does not do can't be achieved with its money, and hides what it does.

Basis:
    The table's own texts.

Silent when:
    The name speaks of no thing of its own (验收合格率, 完成时间); there are fewer than four outputs; more than a quarter of them
    would be unrelated, so that goal and rows only speak two languages; the source ended inside the form.

Known false alarms:
    A technical term in one row that the goal describes in plain words.

Wrong:
    项目名称 | 枣林提质增效
    年度总体目标 | 改造低产枣林，提高鲜枣品质
    产出指标 | 数量指标 | 改造枣林面积 | ≥800亩
    产出指标 | 数量指标 | 枣林修剪 | ≥800亩
    产出指标 | 数量指标 | 供水设施 | ≥20座
    产出指标 | 质量指标 | 枣林改造合格率 | ≥95%

Right:
    项目名称 | 枣林提质增效
    年度总体目标 | 改造低产枣林，提高鲜枣品质
    产出指标 | 数量指标 | 改造枣林面积 | ≥800亩
    产出指标 | 数量指标 | 枣林修剪 | ≥800亩
    产出指标 | 数量指标 | 枣林滴灌 | ≥300亩
    产出指标 | 质量指标 | 枣林改造合格率 | ≥95%

How to mend:
    Take the row out, or say in the goal what it belongs to.

Since: 0.1
"""

import re

from attrs import frozen

from jiheng.comparing.naming import Naming, naming
from jiheng.framework.deeds import Deeds, deeds
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table

CODE = "GOL003"
SEVERITY = Severity.INFO
TEST = "相关性"
BASIS = None
FORMS = frozenset({FormKind.TARGET})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006", "IND001", "IND006", "IND009")
MESSAGE = {
    "zh": {"unrelated": "“{name}”与项目名称、总体目标和其他指标都没有关系；请核对是否为表样或其他项目留下的内容。"},
    "en": {"unrelated": "“{name}” has nothing to do with the project's name, goal or other indicators; please check where it comes from."},
}

LEAST = 4
OWN = 2
"""So many characters must be left of a thing without its deed and the words of every trade."""
OUTPUTS = ("output.quantity", "output.quality")


@frozen
class _Row:
    """An output with a thing of its own, and whether anything else in the table speaks of it."""

    position: int
    name: str
    related: bool


def check(subject: Table, context: Context) -> Outcome:
    """Fail outputs that stand alone among related ones."""
    table = subject.declaration
    rows = _rows(table, context)
    if len(rows) < LEAST or not table.goal:
        return NotApplicable("too few outputs that name a thing, or no goal")
    if not table.complete:
        return Undecided("the source ended inside the form")
    alone = [row for row in rows if not row.related]
    if LEAST * len(alone) > len(rows):
        return Undecided("goal and outputs speak two languages")
    return outcome_of([Fault("unrelated", row.position, "name", {"name": row.name}) for row in alone])


def _rows(table: Declaration, context: Context) -> list[_Row]:
    names, known = naming(context.framework), deeds(context.framework)
    labels, anybody = words(context.framework, "use_labels"), words(context.framework, "anybody")
    uses = [cell.text for cell in table.extra if labels.found(cell.label)]
    texts = [text for text in (table.project, table.goal, table.goal_midterm, table.unit, *uses) if text]
    found: list[_Row] = []
    for position, row in enumerate(table.indicators):
        if row.node not in OUTPUTS or len(anybody.without(known.found.sub("", names.counted(row.name).thing))) < OWN:
            continue
        others = [
            part for other, each in enumerate(table.indicators) if other != position for part in (each.name, each.explanation) if part
        ]
        thing, text = names.counted(row.name).thing, " ".join([*texts, *others])
        head = anybody.without(known.found.sub("", thing))[-1:]
        figure = re.sub(r"[^\d.]", "", row.target.text)
        told = head in text or (bool(figure) and figure in " ".join(texts)) or _related(thing, text, names, known)
        found.append(_Row(position, row.name, told))
    return found


def _related(thing: str, text: str, names: Naming, known: Deeds) -> bool:
    pairs = {thing[start : start + 2] for start in range(len(thing) - 1)}
    telling = pairs - names.generic_bigrams or pairs
    return any(pair in text for pair in telling) or any(word in text for word in known.other_words(thing))
