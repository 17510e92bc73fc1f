"""What the review of a county is held to, and what it said: settings of rules, objections, answers for all, stored reviews."""

from django.db import models
from django.utils import timezone

from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.organizations.models import Body, Person


class Review(models.Model):
    """A stored review (审核结果) of one revision: the answer of `check` as bytes, and the tool that gave it.

    It names its revision and its tool; where either is newer it is stale, and is made again in the background.
    `counting` marks the one made at a hand-in, whose findings count; later ones are shown as later.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    findings = models.BinaryField()
    tool = models.CharField(max_length=200)
    counting = models.BooleanField(default=False)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """One a revision and tool."""

        ordering = ("-made",)
        constraints = (models.UniqueConstraint(fields=("revision", "tool", "counting"), name="one_review_a_tool"),)
        verbose_name = "审核结果"

    def __str__(self) -> str:
        return f"{self.revision} {self.tool}"


class Objection(models.Model):
    """A unit's objection to a finding (异议): why it lets an error stand, and what the next level says to it.

    `waived` is None until somebody decides; true lets the finding stand until `expires`, false upholds it.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="objections")
    fingerprint = models.CharField(max_length=64)
    rule = models.CharField(max_length=8)
    message = models.TextField()
    reason = models.TextField(verbose_name="理由")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    waived = models.BooleanField(null=True, blank=True)
    decision = models.TextField(blank=True, verbose_name="处理意见")
    expires = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One a finding and table."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("filing", "fingerprint"), name="one_objection_a_finding"),)
        verbose_name = "异议"

    def __str__(self) -> str:
        return f"{self.rule} {self.reason[:30]}"


class RuleSetting(models.Model):
    """A setting of a rule for the whole county (审核设置): left out, or of another severity."""

    code = models.CharField(max_length=8, unique=True)
    severity = models.CharField(max_length=8, blank=True)
    ignored = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        """By code."""

        ordering = ("code",)
        verbose_name = "规则设置"

    def __str__(self) -> str:
        return self.code


class CommonAnswer(models.Model):
    """A finding that stands in many tables, answered once for all (共性问题处理): by rule and name of the row, for one department or all."""

    rule = models.CharField(max_length=8)
    name = models.CharField(max_length=300, blank=True)
    department = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    waived = models.BooleanField(default=True)
    reason = models.TextField()
    expires = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-at",)
        verbose_name = "共性问题处理"

    def __str__(self) -> str:
        return f"{self.rule} {self.name}"
