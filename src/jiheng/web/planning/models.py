"""Piles (成批文件): files that came in together and the tables read of them; and the parts (分解) that projects answer for of a regional target."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.filing.filings import Filing, Task
from jiheng.web.organizations.models import Person
from jiheng.web.projects.models import Project

KEPT = timedelta(days=30)
"""How long a pile waits for somebody to take it."""


class Pile(models.Model):
    """Files that somebody brought at once for a task (一批文件); `done` once all are read."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    at = models.DateTimeField(default=timezone.now)
    done = models.BooleanField(default=False)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "成批文件"

    def __str__(self) -> str:
        return self.name


class PileFile(models.Model):
    """A file of a pile, as it came; `refusal` says why nothing was read of it, in both languages (empty: something was, or it waits)."""

    pile = models.ForeignKey(Pile, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    body = models.BinaryField()
    read = models.BooleanField(default=False)
    refusal = models.JSONField(default=dict, blank=True)

    class Meta:
        """In the order of their names."""

        ordering = ("id",)
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.name


class Piece(models.Model):
    """A table of a pile: what was read, the project that it matched and how, and the filing that it became once it is taken."""

    class Match(models.TextChoices):
        """How it was matched."""

        CODE = "code", _("按编码")
        NAME = "name", _("按名称")
        MONEY = "money", _("按单位和金额")
        HAND = "hand", _("人工指定")
        NOTHING = "nothing", _("没有对上")
        TWICE = "twice", _("对上不止一个")
        TAKEN = "taken", _("已有另一张表")

    pile = models.ForeignKey(Pile, on_delete=models.CASCADE, related_name="pieces")
    file = models.ForeignKey(PileFile, on_delete=models.CASCADE, related_name="pieces")
    table = models.BinaryField()
    """The declaration as the contract's JSON."""
    said = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=64, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    total = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    repairs = models.PositiveIntegerField(default=0)
    project = models.ForeignKey(Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    match = models.CharField(max_length=16, choices=Match, default=Match.NOTHING)
    filing = models.ForeignKey(Filing, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """In the order read."""

        ordering = ("id",)
        verbose_name = "待接收的表"

    def __str__(self) -> str:
        return self.said or self.file.name


class Part(models.Model):
    """What of a row of a regional target a project answers for (分解指标值); one a row and project, changed by the deed `divide` only."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="parts")
    row = models.CharField(max_length=32)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="parts")
    target = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One a row and project."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("filing", "row", "project"), name="one_part_a_project"),)
        verbose_name = "分解指标"

    def __str__(self) -> str:
        return f"{self.filing} {self.project} {self.target}"
