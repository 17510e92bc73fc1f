"""What the page of letters asks (批复): which departments have approved tables that wait for their letter, and those of one of them."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen
from django.db.models import Case, Count, F, QuerySet, Sum, When

from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing
from jiheng.web.organizations.models import Body, Person

DEPARTMENT = Case(When(unit__kind=Body.Kind.UNIT, then=F("unit__parent")), default=F("unit"))
"""The body that a table's letter goes to: the department of its unit."""


@frozen(eq=False)
class Waiting:
    """A body whose approved tables wait for their letter: how many, and their money together in yuan."""

    body: Body
    number: int
    money: Decimal


def waiting(person: Person) -> Sequence[Waiting]:
    """The bodies that wait for a letter, in the order of their codes; two queries whatever the number of tables."""
    rows = (
        access.filings(person, "issue")
        .order_by()
        .annotate(to=DEPARTMENT)
        .values_list("to")
        .annotate(number=Count("pk"), money=Sum("total"))
    )
    counted = {to: (number, money or Decimal(0)) for to, number, money in rows}
    return [Waiting(body, *counted[body.pk]) for body in Body.objects.filter(pk__in=counted)]


def tables(person: Person, to: Body) -> QuerySet[Filing]:
    """The approved tables for which a letter to the body is due, by unit."""
    found = access.filings(person, "issue").annotate(to=DEPARTMENT).filter(to=to.pk)
    return found.select_related("unit", "task").order_by("unit__path", "id")
