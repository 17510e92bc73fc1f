"""The year's list of projects: its projects, the imports that made it, each line of them, and what happened to a project in the year."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.organizations.models import Body, Person
from jiheng.web.trail.written import Written


class Stage(models.TextChoices):
    """The stages of a year's list (预算阶段), in their order."""

    FIRST = "first", _("一上")
    CEILING = "ceiling", _("控制数")
    SECOND = "second", _("二上")
    APPROVED = "approved", _("批复")
    ADDED = "added", _("追加")
    ADJUSTED = "adjusted", _("调整")


WHOLE = frozenset({Stage.FIRST, Stage.CEILING, Stage.SECOND, Stage.APPROVED})
"""Stages whose list is the whole one: a project that is missing in it is gone. 追加 and 调整 name only what changes."""


class Standing(models.TextChoices):
    """How a project stands (项目状态)."""

    ACTIVE = "active", _("执行中")
    SUSPENDED = "suspended", _("已暂停")
    ENDED = "ended", _("提前结束")
    CANCELLED = "cancelled", _("已取消")
    GONE = "gone", _("清单已删除")


class Project(models.Model):
    """A project of a year's list (年度预算项目), as the newest import and the deeds since left it.

    `amount` is the year's money in yuan after the newest stage, None where the list gives none; what each stage said stands in its lines.
    """

    year = models.PositiveSmallIntegerField(verbose_name="预算年度")
    code = models.CharField(max_length=64, verbose_name="项目编码")
    name = models.CharField(max_length=300, verbose_name="项目名称")
    unit = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="projects", verbose_name="单位")
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True, verbose_name="金额（元）")
    stage = models.CharField(max_length=16, choices=Stage, verbose_name="阶段")
    standing = models.CharField(max_length=16, choices=Standing, default=Standing.ACTIVE, verbose_name="状态")
    since = models.DateField(null=True, blank=True, verbose_name="自")
    """The day from which it stands so; None for one that the list has from its first day."""

    class Meta:
        """By unit and code, as the budget lists them."""

        ordering = ("unit__path", "code")
        constraints = (models.UniqueConstraint(fields=("year", "code"), name="one_project_a_code"),)
        indexes: ClassVar = [models.Index(fields=("year", "unit", "standing"))]
        verbose_name = "年度预算项目"

    def __str__(self) -> str:
        return self.name


class Listing(Written):
    """An import of the list (项目清单): the file as it came, its stage, and how many projects it brought, changed and left out."""

    year = models.PositiveSmallIntegerField(verbose_name="预算年度")
    stage = models.CharField(max_length=16, choices=Stage, verbose_name="阶段")
    name = models.CharField(max_length=255, verbose_name="文件名")
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    total = models.DecimalField(max_digits=20, decimal_places=2, default=Decimal(0))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "项目清单"

    def __str__(self) -> str:
        return f"{self.year} {self.get_stage_display()}"


class ListedLine(Written):
    """What a list said of a project: its name, unit and money then; `amount` in yuan as the list has it (of 追加 what is added)."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="lines")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="lines")
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)

    class Meta:
        """In the order listed; a project stands once in a list."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("listing", "project"), name="one_line_a_project"),)
        verbose_name = "清单行"

    def __str__(self) -> str:
        return f"{self.listing} {self.name}"


class Turn(Written):
    """What happened to a project in the year (项目变动): added, suspended, resumed, ended early, cancelled; with its reason and day."""

    class Kind(models.TextChoices):
        """What happened."""

        ADD = "add", _("年中新增")
        SUSPEND = "suspend", _("暂停")
        RESUME = "resume", _("恢复")
        END = "end", _("提前结束")
        CANCEL = "cancel", _("取消")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=16, choices=Kind)
    reason = models.TextField(verbose_name="理由")
    dated = models.DateField(verbose_name="日期")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order done."""

        ordering = ("id",)
        verbose_name = "项目变动"

    def __str__(self) -> str:
        return f"{self.project} {self.get_kind_display()}"


class ListAtDoor(models.Model):
    """A list that was uploaded and waits for its preview to be taken (待导入清单); gone once it is."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=16, choices=Stage)
    scale = models.CharField(max_length=4, blank=True)
    """The unit of money where the list names none: 元, 万元, or blank."""
    name = models.CharField(max_length=255)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "待导入清单"

    def __str__(self) -> str:
        return self.name
