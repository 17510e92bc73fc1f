"""A required second level holds no indicator (必填二级指标缺失).

Finds:
    A second level that the form marks 必填, or that the form's profile requires, with no indicator under it, or missing
    altogether.

Why it matters:
    The required levels are the least that lets a reviewer see how much, how well, by when, at what cost and for whom.

Basis:
    The form's own mark, or the profile of the form that the settings name or the table's marks show; guidance on which
    levels a target should have is in 财预〔2015〕88号.

Silent when:
    Nothing is marked or required; the source ended inside the form; a row's own level could not be told, so that the
    missing one may be that.

Known false alarms:
    A county that marks seven levels on its form and lets some projects leave one out by a notice of its own.

Wrong:
    产出指标 | 数量指标（必填） | 补种行道树 | ≥300株
    产出指标 | 质量指标（必填） | 苗木成活率 | ≥95%
    产出指标 | 时效指标（必填） | |

Right:
    产出指标 | 数量指标（必填） | 补种行道树 | ≥300株
    产出指标 | 质量指标（必填） | 苗木成活率 | ≥95%
    产出指标 | 时效指标（必填） | 补种完成时间 | 4月底前

How to mend:
    Add an indicator with its target under that level.

Since: 0.1
"""

from collections.abc import Iterator

from jiheng.framework.citations import Citation
from jiheng.framework.profiles import profile_of
from jiheng.framework.tree import tree
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table

CODE = "FRM002"
SEVERITY = Severity.ERROR
TEST = "完整性"
BASIS = Citation("2015-88")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "blank": "“{level}”为必填，表中没有填写任何指标；请补填指标名称和指标值。",
        "missing": "按本表样，“{level}”为必填，表中没有这一级指标；请补充。",
    },
    "en": {
        "blank": "“{level}” is required and holds no indicator; please add one with its target.",
        "missing": "This form requires “{level}”, and the table does not have that level; please add it.",
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each required level without an indicator."""
    table = subject.declaration
    marked = set(_marked(table))
    profile = profile_of(context.framework, context.settings.profile, {node for _, node in marked if node})
    if not marked and profile is None:
        return NotApplicable("no level is required")
    if not table.complete:
        return Undecided("the source ended inside the form")
    filled = {row.node for row in table.indicators}
    names = {row.level2 for row in table.indicators}
    blank = {
        (label, node): Fault("blank", None, "level2", {"level": label})
        for label, node in _blank(table)
        if label not in names and (node is None or node not in filled)
    }
    faults = list(blank.values())
    if profile is not None:
        seen = {_plain(node) for node in (*filled, *(level.node for level in table.blank_levels)) if node}
        missing = sorted(node for node in profile.required if _plain(node) not in seen)
        if missing and None in filled:
            return Undecided("a row's level could not be told") if not faults else outcome_of(faults)
        official = tree(context.framework).official
        faults += [Fault("missing", None, "level2", {"level": official[node]}) for node in missing]
    return outcome_of(faults)


def _marked(table: Declaration) -> Iterator[tuple[str, str | None]]:
    yield from ((row.level2 or "", row.node) for row in table.indicators if row.required)
    yield from _blank(table)


def _blank(table: Declaration) -> Iterator[tuple[str, str | None]]:
    yield from ((level.level2, level.node) for level in table.blank_levels if level.required)


def _plain(node: str) -> str:
    """A cost level of its own (成本指标 as first level) fulfils the cost among the outputs."""
    return "output.cost" if node.startswith("cost.") else node
