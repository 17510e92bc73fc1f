"""Personal data in what is to be published (含有个人信息).

Finds:
    Mobile numbers and identity numbers (error), names of persons who are served (warning), an office's own line (info), in any
    cell of the table.

Why it matters:
    Target tables are published; whoever is helped or answers for a project need not be found by everyone.

Basis:
    The table itself; the finding shows only the ends of a number.

Silent when:
    A long number is a code of project, organisation or subject; an identity number's check digit is wrong; the number is blotted
    out already (138****12).

Known false alarms:
    An office that gives a mobile number as its public line.

Wrong:
    项目名称 | 困境儿童走访
    联系电话 | 13800138000

Right:
    项目名称 | 困境儿童走访
    联系电话 | （不公开）

How to mend:
    Take the number or the name out before the table is published.

Since: 0.1
"""

from collections.abc import Iterator

from jiheng.framework.personal import PersonalData, masked, personal_data
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.own_texts import own_texts
from jiheng.review.subject import Scope, Table

CODE = "PUB002"
SEVERITY = Severity.ERROR
TEST = "–"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "identity": "含有居民身份证号 {shown}；公开前请删去。",
        "mobile": "含有手机号码 {shown}；公开前请删去，或换成单位的公开电话。",
        "served": "含有服务对象姓名 {shown}；公开前请隐去。",
        "line": "含有单位固定电话 {shown}；公开前请确认是否需要公开。",
    },
    "en": {
        "identity": "An identity number {shown} stands here; please take it out before publication.",
        "mobile": "A mobile number {shown} stands here; please take it out or give the office's public line.",
        "served": "The name {shown} of a served person stands here; please blot it out before publication.",
        "line": "An office's line {shown} stands here; please make sure that it is to be public.",
    },
}

SEVERITIES = {"served": Severity.WARNING, "line": Severity.INFO}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each text with personal data, each number once a table."""
    known = personal_data(context.framework)
    faults: dict[str, Fault] = {}
    for text in subject.fact(own_texts, context):
        for kind, found in _found(text.text, known):
            faults.setdefault(found, Fault(kind, text.indicator, text.field, {"shown": masked(found)}, SEVERITIES.get(kind)))
    for cell in subject.declaration.extra:
        for kind, found in _found(cell.text, known):
            faults.setdefault(found, Fault(kind, None, "extra", {"shown": masked(found)}, SEVERITIES.get(kind), place=cell.place))
    return outcome_of(list(faults.values()))


def _found(text: str, known: PersonalData) -> Iterator[tuple[str, str]]:
    if not known.suspect(text):
        return
    for kind in ("identity", "mobile", "served", "line"):
        found = getattr(known, kind)(text)
        if found:
            yield kind, found
