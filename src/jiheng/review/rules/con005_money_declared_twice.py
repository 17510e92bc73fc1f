"""The same money is declared twice (同一资金重复申报).

Finds:
    Two tables of one unit and year for the same project with the same amount and the same activity, or two projects with the same
    amount whose goals are one text word for word.

Why it matters:
    The money would be counted twice in the budget, or two tables would answer for one sum.

Basis:
    The two tables.

Silent when:
    The two are copies of one document (two files, alike in every cell); they are two forms of one project (target and self-evaluation); the
    amount is blank or nought; the goal is short (under 12 characters).

Known false alarms:
    A project that is paid in two equal instalments, each with its own table.

Wrong:
    实施单位 | 县林业局
    年度 | 2024
    项目名称 | 退耕还林补助
    年度资金总额 | 126.5万元
    年度总体目标 | 兑现退耕农户补助，巩固退耕还林成果
    产出指标 | 数量指标 | 兑现退耕农户补助面积 | ≥8400亩
    ---
    实施单位 | 县林业局
    年度 | 2024
    项目名称 | 退耕还林补助
    年度资金总额 | 126.5万元
    年度总体目标 | 兑现退耕农户补助，巩固退耕还林成果
    产出指标 | 数量指标 | 兑现退耕农户补助面积 | ≥8500亩

Right:
    实施单位 | 县林业局
    年度 | 2024
    项目名称 | 退耕还林补助
    年度资金总额 | 126.5万元
    年度总体目标 | 兑现退耕农户补助，巩固退耕还林成果
    产出指标 | 数量指标 | 兑现退耕农户补助面积 | ≥8400亩
    ---
    实施单位 | 县林业局
    年度 | 2024
    项目名称 | 森林管护
    年度资金总额 | 88万元
    年度总体目标 | 落实管护责任，防止乱砍滥伐
    产出指标 | 数量指标 | 落实管护责任面积 | ≥5200亩

How to mend:
    Withdraw one of the two, or give each its own amount and tasks.

Since: 0.1
"""

from decimal import Decimal
from itertools import islice

from attrs import evolve

from jiheng.comparing.naming import bare_name
from jiheng.model.declaration import Declaration, FormKind, Source
from jiheng.model.finding import Related, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.same_projects import same_project
from jiheng.review.facts.yearly_split import same_text
from jiheng.review.subject import Group, Scope, Table

CODE = "CON005"
SEVERITY = Severity.WARNING
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER})
SCOPE = Scope.UNIT_YEAR
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "twice": "“{project}”的 {total:money} 在另一张表中以同样的任务又申报了一次；请撤回一张，或分清金额和任务。",
        "renamed": "“{project}”与“{other_project}”金额同为 {total:money}，总体目标一字不差；请核对是否重复申报。",
    },
    "en": {
        "twice": "The {total:money} of “{project}” are declared a second time for the same tasks; please withdraw one or part them.",
        "renamed": "“{project}” and “{other_project}” both ask for {total:money} with one goal word for word; please check.",
    },
}

LEAST = 12


def check(subject: Group, _context: Context) -> Outcome:
    """Fail each later table that asks for a sum which an earlier one asks for, one fault a table."""
    known: dict[tuple[FormKind, Decimal], list[Table]] = {}
    looked = False
    faults: list[Fault] = []
    for later in subject.tables:
        table = later.declaration
        if not table.funds.total:
            continue
        same = known.setdefault((table.form, table.funds.total), [])
        others = [earlier for earlier in same if not _copies(earlier.declaration, table)]
        looked = looked or bool(others)
        faults += islice((fault for earlier in others if (fault := _fault(earlier, later))), 1)
        same.append(later)
    return outcome_of(faults) if looked else NotApplicable("no two tables with one amount")


def _copies(one: Declaration, other: Declaration) -> bool:
    """Whether the tables are one document in two files."""
    return _files(one, other) and _bare(one) == _bare(other)


def _files(one: Declaration, other: Declaration) -> bool:
    """Whether the tables come from two files, one of which may be a copy of the other."""
    paths = [table.source.place.path if table.source.place else None for table in (one, other)]
    return paths[0] != paths[1]


def _bare(table: Declaration) -> Declaration:
    """The table without where it stood, so that copies of one document are alike."""
    return evolve(table, source=Source(), indicators=tuple(evolve(row, place=None) for row in table.indicators), blank_levels=(), extra=())


def _fault(earlier: Table, later: Table) -> Fault | None:
    one, other = earlier.declaration, later.declaration
    same_goal = bool(one.goal and other.goal) and same_text(one.goal or "", other.goal or "")
    evidence = {"project": other.project or "", "other_project": one.project or "", "total": str(other.funds.total)}
    related = (Related(earlier.position),)
    if one.project and other.project and same_project(one, other):
        if same_goal or _same_rows(one, other):
            return Fault("twice", None, "funds.total", evidence, related=related, declaration=later.position)
        return None
    if same_goal and len(other.goal or "") >= LEAST:
        return Fault("renamed", None, "funds.total", evidence, related=related, declaration=later.position)
    return None


def _same_rows(one: Declaration, other: Declaration) -> bool:
    """Whether half of the rows or more have the same names."""
    ours, theirs = ({bare_name(row.name) for row in table.indicators} for table in (one, other))
    return bool(ours and theirs) and 2 * len(ours & theirs) >= max(len(ours), len(theirs))
