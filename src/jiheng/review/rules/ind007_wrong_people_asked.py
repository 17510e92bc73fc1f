"""The wrong people are asked for their satisfaction (满意度对象不当).

Finds:
    A satisfaction of nobody in particular (满意度, 服务对象满意度), or of the unit's own staff where the project serves the public.

Why it matters:
    Who is not named can't be asked, and a unit that asks itself is always satisfied.

Basis:
    财预〔2021〕101号: satisfaction is for projects that serve the public, and is surveyed. Given as guidance.

Silent when:
    群众, 公众, 居民, 家长 and any group is named; the staff are those who receive the money or the training; the public is asked in
    another row; the profile that the settings name lets a unit ask its own staff (`own_staff`); or the form prints the name itself.

Known false alarms:
    使用人员满意度 is recommended for purchases by some libraries: ignore the rule there.

Wrong:
    满意度指标 | 服务对象满意度指标 | 服务对象满意度 | ≥90%

Right:
    满意度指标 | 服务对象满意度指标 | 受助学生家长满意度 | ≥90%

How to mend:
    Name the group that the project serves and that can be asked.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.framework.framework import Framework
from jiheng.framework.profiles import profile_of
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.levels import SATISFACTION
from jiheng.review.facts.subject_of_name import subjects_of_names
from jiheng.review.subject import Scope, Table, View

CODE = "IND007"
SEVERITY = Severity.INFO
TEST = "相关性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {
        "nobody": "“{name}”没有指明是谁的满意度，无从调查；请写明服务的人群。",
        "own_staff": "“{name}”问的是本单位人员，而项目服务的是{served}；请改问服务对象。",
    },
    "en": {
        "nobody": "“{name}” does not say whose satisfaction is meant: nobody can be asked. Name the group that is served.",
        "own_staff": "“{name}” asks the unit's own people, but the project serves {served}; ask those served.",
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each satisfaction of nobody, and of the unit's own staff in place of the public."""
    declaration = subject.declaration
    names = subject.fact(subjects_of_names, context)
    asked = [(position, names[position].bare) for position, row in enumerate(declaration.indicators) if row.node == SATISFACTION]
    if not asked:
        return NotApplicable("no satisfaction indicator")
    nobody, staff = words(context.framework, "nobody_named"), words(context.framework, "own_staff")
    faults = [
        Fault("nobody", position, "name", {"name": declaration.indicators[position].name})
        for position, name in asked
        if nobody.covers(name)
    ]
    served = _served(declaration, [name for _, name in asked], context.framework)
    if served and not _staff_may_be_asked(context):
        own = [(position, found) for position, name in asked if (found := staff.found(name))]
        faults += [
            Fault("own_staff", position, "name", {"name": declaration.indicators[position].name, "served": served})
            for position, found in own
            if not _receives(found, declaration)
        ]
    return outcome_of(faults)


def _staff_may_be_asked(context: Context) -> bool:
    """Whether the profile that the settings name lets a unit ask its own people."""
    profile = profile_of(context.framework, context.settings.profile, frozenset()) if context.settings.profile else None
    return profile is not None and profile.own_staff


def _served(declaration: Declaration, asked: list[str], framework: Framework) -> str | None:
    """Whom of the public the project's name or goal names; None where it names nobody or a row asks them already."""
    public = words(framework, "the_public")
    if any(public.found(name) for name in asked):
        return None
    return public.found(f"{declaration.project or ''}，{declaration.goal or ''}")


def _receives(found: str, declaration: Declaration) -> bool:
    """Whether the group itself is what the project's name or goal speaks of."""
    return found[:2] in f"{declaration.project or ''}{declaration.goal or ''}"
