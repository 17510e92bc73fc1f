"""Indicators of the library with their way from proposal to approval, and lists that wait for their preview to be taken."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.organizations.models import Body, Person


class Kind(models.TextChoices):
    """For whom an indicator is meant (指标类别)."""

    COMMON = "common", _("共性")
    TRADE = "trade", _("行业")
    DEPARTMENT = "department", _("部门")


class Standing(models.TextChoices):
    """How it stands."""

    PROPOSED = "proposed", _("待审定")
    APPROVED = "approved", _("已入库")
    DECLINED = "declined", _("未采纳")
    RETIRED = "retired", _("已停用")


class Indicator(models.Model):
    """An indicator of the library (库内指标): what it is, how it is counted, and values that are often set.

    `node` is its place in the official tree, `sign` ≥, ≤, = or empty (in words), `usual` values parted by ；. A change of an approved
    one is a proposal that `replaces` it, which is retired once the change is approved: nothing that was approved is written over.
    """

    kind = models.CharField(max_length=12, choices=Kind, verbose_name="类别")
    trade = models.CharField(max_length=20, blank=True, db_index=True, verbose_name="行业")
    department = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="部门")
    node = models.CharField(max_length=40, db_index=True, verbose_name="二级指标")
    name = models.CharField(max_length=100, db_index=True, verbose_name="指标名称")
    definition = models.TextField(blank=True, verbose_name="指标解释")
    formula = models.TextField(blank=True, verbose_name="计算公式")
    unit = models.CharField(max_length=20, blank=True, verbose_name="计量单位")
    sign = models.CharField(max_length=1, blank=True, verbose_name="指标方向")
    source = models.CharField(max_length=200, blank=True, verbose_name="数据来源")
    usual = models.CharField(max_length=200, blank=True, verbose_name="常用值")
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.PROPOSED, db_index=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="changes")
    reason = models.TextField(blank=True, verbose_name="理由")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        """By place in the tree and name; one approved indicator of a name for the same people."""

        ordering = ("node", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "trade", "node", "name"),
                condition=models.Q(standing="approved", department=None),
                name="one_approved_indicator_for_all",
            ),
            models.UniqueConstraint(
                fields=("department", "node", "name"),
                condition=models.Q(standing="approved", department__isnull=False),
                name="one_approved_indicator_a_department",
            ),
            models.CheckConstraint(
                name="indicator_for_whom_it_is",
                condition=models.Q(kind="common", trade="", department=None)
                | (models.Q(kind="trade", department=None) & ~models.Q(trade=""))
                | models.Q(kind="department", trade="", department__isnull=False),
            ),
        )
        verbose_name = "库内指标"

    def __str__(self) -> str:
        return self.name


class IndicatorsAtDoor(models.Model):
    """A list that was uploaded and waits for its preview to be taken (待导入指标); gone once it is."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    body = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "待导入指标"

    def __str__(self) -> str:
        return self.name
