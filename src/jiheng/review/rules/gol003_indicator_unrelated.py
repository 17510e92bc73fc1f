"""An indicator has nothing to do with the table (指标与项目无关).

Finds:
    A count under 数量指标 whose thing is named neither in the project's name, its goal or the use of its money nor in any other indicator, the
    only one of its table: rows of another trade's template, or of another project.

Why it matters:
    What the project does not do can't be achieved with its money, and hides what it does.

Basis:
    The table's own texts.

Silent when:
    The name speaks of no thing of its own (验收合格率, 完成时间); there are fewer than three outputs; more than one would be
    unrelated, so that goal and rows only speak two languages; the goal gives its figure; the source ended inside the form.

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
from collections import Counter

from attrs import Factory, frozen

from jiheng.comparing.naming import Naming, naming
from jiheng.framework.deeds import Deeds, deeds
from jiheng.framework.words import Words, words
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

LEAST = 3
COUNTS = "output.quantity"
OWN = 2
"""So many characters must be left of a thing without its deed and the words of every trade."""
NUMBER = re.compile(r"\d+(?:\.\d+)?\s*[万亿]?[^\d\s]?")
WORD_END = re.compile(r"[^\s](?=[\d\s，。；、,.;（(]|$)")
OUTPUTS = ("output.quantity", "output.quality")


@frozen
class _Ground:
    """What the rows of a table are held against: the texts of the table, those of its rows, and the framework's words."""

    told: str
    rows: "_Rows"
    naming: Naming
    deeds: Deeds
    anybody: Words


@frozen(eq=False)
class _Rows:
    """The texts of the rows, and in how many of them each pair of characters, each character before a word's end and each word stands."""

    texts: tuple[str, ...]
    pairs: Counter[str]
    ends: Counter[str]
    words: Counter[str] = Factory(Counter[str])

    def others_end(self, character: str, position: int) -> bool:
        """Whether a word of another row ends with a character."""
        return self.ends[character] > (character in _ends(self.texts[position]))

    def others_pair(self, pair: str, position: int) -> bool:
        """Whether another row holds a pair of characters."""
        return self.pairs[pair] > (pair in self.texts[position])

    def others_say(self, word: str, position: int) -> bool:
        """Whether another row holds a word; how many do is counted at the first asking."""
        if word not in self.words:
            self.words[word] = sum(word in text for text in self.texts)
        return self.words[word] > (word in self.texts[position])


def check(subject: Table, context: Context) -> Outcome:
    """Fail the one count that stands alone among related outputs."""
    table = subject.declaration
    outputs = [position for position, row in enumerate(table.indicators) if row.node in OUTPUTS]
    if len(outputs) < LEAST or not table.goal:
        return NotApplicable("too few outputs, or no goal")
    if not table.complete:
        return Undecided("the source ended inside the form")
    ground = _ground(table, context)
    counts = [
        position for position in outputs if table.indicators[position].node == COUNTS and _own(table.indicators[position].name, ground)
    ]
    alone = [position for position in counts if not _told(position, table, ground)]
    if len(alone) > 1:
        return Undecided("goal and outputs speak two languages")
    return outcome_of([Fault("unrelated", position, "name", {"name": table.indicators[position].name}) for position in alone])


def _ground(table: Declaration, context: Context) -> _Ground:
    labels = words(context.framework, "use_labels")
    uses = [cell.text for cell in table.extra if labels.found(cell.label)]
    texts = (text for text in (table.project, table.goal, table.goal_midterm, table.unit, *uses) if text)
    of_rows = tuple(" ".join(part for part in (row.name, row.explanation) if part) for row in table.indicators)
    pairs = Counter(pair for text in of_rows for pair in {text[at : at + 2] for at in range(len(text) - 1)})
    rows = _Rows(of_rows, pairs, Counter(end for text in of_rows for end in _ends(text)))
    return _Ground(" ".join(texts), rows, naming(context.framework), deeds(context.framework), words(context.framework, "anybody"))


def _ends(text: str) -> frozenset[str]:
    """The characters of a text that stand before a word's end."""
    return frozenset(WORD_END.findall(text))


def _own(name: str, ground: _Ground) -> str:
    """What is left of a name without deed, measure and the words of every trade; empty where it is too little to tell."""
    left = ground.anybody.without(ground.deeds.found.sub("", ground.naming.counted(name).thing))
    return left if len(left) >= OWN else ""


def _told(position: int, table: Declaration, ground: _Ground) -> bool:
    """Whether the table's texts or another row speak of a row's thing, its head or its figure."""
    row = table.indicators[position]
    head = _own(row.name, ground)[-1:]
    figure = NUMBER.search(row.target.text)
    if head in _ends(ground.told) or ground.rows.others_end(head, position):
        return True
    return (figure is not None and figure[0] in NUMBER.findall(ground.told)) or _related(position, row.name, ground)


def _related(position: int, name: str, ground: _Ground) -> bool:
    thing = ground.naming.counted(name).thing
    pairs = {thing[start : start + 2] for start in range(len(thing) - 1)}
    telling = pairs - ground.naming.generic_bigrams or pairs
    if any(pair in ground.told or ground.rows.others_pair(pair, position) for pair in telling):
        return True
    return any(word in ground.told or ground.rows.others_say(word, position) for word in ground.deeds.other_words(thing))
