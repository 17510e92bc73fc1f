"""Approvals as immutable snapshots, and the letters (批复) that were issued, kept as bytes."""

from django.db import models
from django.utils import timezone

from jiheng.web.filing.models import Filing, Revision, Written
from jiheng.web.organizations.models import Body, Person


class Approval(Written):
    """What was approved (审定结果): the revision, and what the table is held to from now on, each by name and hash.

    `required` are the second levels that its form demands, `weights` the points of each row by key (the policy's split
    where the form has none), `policy` and `layout` the names and versions of the scoring policy and of the form.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="approvals")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    """SHA-256 over the revision's digest and all that is fixed here, as JSON with sorted keys."""
    layout = models.JSONField(default=dict)
    required = models.JSONField(default=list)
    weights = models.JSONField(default=dict)
    policy = models.JSONField(default=dict)
    tool = models.JSONField(default=dict)
    batch = models.CharField(max_length=36, db_index=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "审定结果"

    def __str__(self) -> str:
        return f"{self.filing} {self.digest[:8]}"


class Letter(Written):
    """A letter of approval (批复) to a department or a unit: its number and day as the office gave them, and the file as issued.

    `head` is the head of the audit trail's chain at that moment, which the letter bears. `under` is the letter to the
    department from which a unit's was split (None: it was issued by itself).
    """

    under = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="转自")
    to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="letters", verbose_name="主送")
    year = models.PositiveSmallIntegerField(verbose_name="预算年度")
    number = models.CharField(max_length=64, verbose_name="文号")
    dated = models.DateField(verbose_name="成文日期")
    approvals = models.ManyToManyField(Approval, related_name="letters")
    name = models.CharField(max_length=255)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first; a number is used once for whom it is sent to."""

        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("to", "number"), name="one_letter_a_number"),
            models.UniqueConstraint(fields=("under", "to"), name="one_part_a_unit"),
        )
        verbose_name = "批复"

    def __str__(self) -> str:
        return f"{self.number} {self.to}"
