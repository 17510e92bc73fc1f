"""Commissions (代报): a centre that files for other units, by a deed of its own; whoever is its clerk fills in their tables, their heads still pass them."""

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from jiheng.web.organizations.models import Body, Person, Role


class Commission(models.Model):
    """A centre that files for a unit (代报): from when, why, by whose word, and until it ends (None: it holds)."""

    centre = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="commissions", verbose_name="代报单位")
    unit = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="commissioned", verbose_name="被代报单位")
    reason = models.TextField(verbose_name="依据")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; one that holds for a pair."""

        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("centre", "unit"), condition=Q(ended=None), name="one_commission_a_pair"),)
        verbose_name = "代报"

    def __str__(self) -> str:
        return f"{self.centre} → {self.unit}"


def commissioned_to(centre: Body | None) -> QuerySet[Commission]:
    """The commissions that a body holds now."""
    return Commission.objects.filter(centre=centre, ended=None)


def units_filed_for(person: Person) -> list[Body]:
    """The units for which the person fills in tables: the own ones first, then those that the own ones file for; two queries."""
    own = person.appointments.filter(role=Role.CLERK).values("body")
    named = list(Body.objects.filter(pk__in=own).select_related("parent"))
    others = Commission.objects.filter(centre__in=own, ended=None).exclude(unit__in=own).values("unit")
    return [*named, *Body.objects.filter(pk__in=others).select_related("parent")]


def files_for(person: Person, unit: Body) -> bool:
    """Whether the person fills in tables of the unit."""
    own = person.appointments.filter(role=Role.CLERK)
    return own.filter(Q(body=unit) | Q(body__commissions__unit=unit, body__commissions__ended=None)).exists()
