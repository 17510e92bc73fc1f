"""Faults in common (共性问题): findings of one rule at rows of one name that stand in several tables under way, to be answered once for all."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen
from django.db.models import Q

from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import CommonAnswer
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import recalled
from jiheng.web.filing.way import ENDED
from jiheng.web.organizations.models import Body, Person, Role

LOOKED_AT = 400
"""How many tables are looked at, those changed last; more would keep the page waiting."""
LEAST = 2
"""In how many tables a fault stands before it is one in common."""


@frozen(eq=False)
class Common:
    """A fault that stands in several tables: the rule, the name of the row (empty: the whole table), what it says, and the tables."""

    rule: str
    name: str
    message: str
    filings: tuple[Filing, ...]


@frozen(eq=False)
class Scope:
    """For whom the person may answer: for these departments, and whether for the whole county."""

    departments: Sequence[Body]
    county: bool


def in_common(person: Person, today: date, lang: str) -> list[Common]:
    """The faults of the tables under way that the person sees, most frequent first, without those that were answered."""
    seen = access.filings(person, "see").exclude(handed=None).exclude(state__in=[state.value for state in ENDED])
    held: dict[tuple[str, str], dict[int, Filing]] = {}
    message: dict[tuple[str, str], str] = {}
    answers = current(today)
    for filing in seen.select_related("handed__revision", "unit__parent").order_by("-changed")[:LOOKED_AT]:
        for key, said in _faults(filing, answers, lang):
            held.setdefault(key, {})[filing.pk] = filing
            message.setdefault(key, said)
    found = [Common(rule, name, message[rule, name], tuple(tables.values())) for (rule, name), tables in held.items()]
    return sorted((each for each in found if len(each.filings) >= LEAST), key=lambda each: (-len(each.filings), each.rule, each.name))


def current(today: date) -> list[CommonAnswer]:
    """The answers for all that hold today, newest first."""
    held = CommonAnswer.objects.filter(Q(expires=None) | Q(expires__gte=today), waived=True)
    return list(held.select_related("department", "by"))


def scope_of(person: Person) -> Scope:
    """For whom the person may answer; nothing for those of units and departments."""
    held = list(person.appointments.select_related("section"))
    if any(each.role == Role.PERFORMANCE for each in held):
        return Scope(list(Body.objects.filter(kind=Body.Kind.DEPARTMENT)), county=True)
    sections = [each.section for each in held if each.role == Role.SECTION]
    return Scope(list(Body.objects.filter(kind=Body.Kind.DEPARTMENT, sections__in=sections).distinct()), county=False)


def _faults(filing: Filing, answers: Sequence[CommonAnswer], lang: str) -> list[tuple[tuple[str, str], str]]:
    if filing.handed is None:
        return []
    rows = table_of(filing.handed.revision).declaration.indicators
    department = filing.unit.department
    out = []
    for finding in recalled(filing.handed.findings, lang).findings:
        name = rows[finding.indicator].name if finding.indicator is not None and finding.indicator < len(rows) else ""
        answered = any(each.rule == finding.rule and each.name in {"", name} and each.department in {None, department} for each in answers)
        if not answered:
            out.append(((finding.rule, name), finding.message))
    return out
