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

from jiheng.framework.citations import Citation
from jiheng.framework.profiles import Profile, profile_of
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
    marked = [(row.level2, row.node) for row in table.indicators if row.required]
    marked += [(level.level2, level.node) for level in table.blank_levels if level.required]
    profile = profile_of(context.framework, context.settings.profile, {node for _, node in marked if node})
    if not marked and profile is None:
        return NotApplicable("no level is required")
    if not table.complete:
        return Undecided("the source ended inside the form")
    if _levels_in_doubt(table):
        return Undecided("a row's level was read with doubt")
    missing = _missing(table, profile) if profile else []
    faults = _blank(table)
    if missing and any(row.node is None for row in table.indicators):
        return outcome_of(faults) if faults else Undecided("a row's level could not be told")
    official = tree(context.framework).official
    return outcome_of([*faults, *(Fault("missing", None, "level2", {"level": official[node]}) for node in missing)])


def _blank(table: Declaration) -> list[Fault]:
    """The required levels that are on the form and hold no indicator, each once."""
    names, nodes = {row.level2 for row in table.indicators}, {row.node for row in table.indicators} - {None}
    blank = {
        level.level2: Fault("blank", None, "level2", {"level": level.level2}, place=level.place)
        for level in table.blank_levels
        if level.required and level.level2 not in names and level.node not in nodes
    }
    return list(blank.values())


def _missing(table: Declaration, profile: Profile) -> list[str]:
    """The nodes that the profile requires and that the form does not even print."""
    nodes = [row.node for row in table.indicators] + [level.node for level in table.blank_levels]
    seen = {_plain(node) for node in nodes if node}
    return sorted(node for node in profile.required if _plain(node) not in seen)


def _levels_in_doubt(table: Declaration) -> bool:
    return any(repair.doubtful and (repair.field or "").endswith((".level1", ".level2")) for repair in table.source.repairs)


def _plain(node: str) -> str:
    """A cost level of its own (成本指标 as first level) fulfils the cost among the outputs."""
    return "output.cost" if node.startswith("cost.") else node
