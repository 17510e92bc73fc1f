"""Opinions on cells with what was answered, and the four tests graded."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.filing.models import LEVELS, Filing, Handin, Revision, Written
from jiheng.web.filing.way import Grade
from jiheng.web.organizations.models import Person


class Thread(models.Model):
    """An opinion (审核意见) at a cell, a row or the whole table, and what was answered.

    `row` is the key of a row (empty: the table), `field` the field of it (empty: the whole row or table), `said` what stood there.
    `edits` are the change that a suggestion proposes. `closed` is set when the level that opened it accepts the answer.
    """

    class Kind(models.TextChoices):
        """What it asks for."""

        OPINION = "opinion", _("审核意见")
        COMMENT = "comment", _("备注")
        SUGGESTION = "suggestion", _("修改建议")

    class Answer(models.TextChoices):
        """What the unit did with it."""

        OPEN = "", _("未答复")
        DONE = "done", _("已改")
        PARTLY = "partly", _("部分采纳")
        DECLINED = "declined", _("未采纳")

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="threads")
    handin = models.ForeignKey(Handin, on_delete=models.PROTECT, null=True, blank=True, related_name="threads")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.OPINION)
    level = models.CharField(max_length=16, choices=[(level.value, name) for level, name in LEVELS.items()], blank=True)
    row = models.CharField(max_length=32, blank=True)
    field = models.CharField(max_length=64, blank=True)
    said = models.TextField(blank=True)
    text = models.TextField(verbose_name="意见")
    rule = models.CharField(max_length=8, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    edits = models.JSONField(default=list)
    sent = models.BooleanField(default=False)
    """Whether the unit sees it: opinions are drafts of the level until the table is returned or passed."""
    answer = models.CharField(max_length=16, choices=Answer, blank=True, default=Answer.OPEN)
    closed = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order opened."""

        ordering = ("id",)
        verbose_name = "审核意见"

    def __str__(self) -> str:
        return self.text[:40]


class Reply(Written):
    """An answer in a thread (答复); `revision` is the one that answers it, `answer` what it claims."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(blank=True)
    answer = models.CharField(max_length=16, choices=Thread.Answer, blank=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order given."""

        ordering = ("id",)
        verbose_name = "答复"

    def __str__(self) -> str:
        return self.text[:40]


class Grading(models.Model):
    """The four tests graded (四性评级) by a level for a hand-in: 完整性, 相关性, 适当性, 可行性, and the whole; drafts may be changed."""

    handin = models.ForeignKey(Handin, on_delete=models.PROTECT, related_name="gradings")
    level = models.CharField(max_length=16)
    tests = models.JSONField(default=dict)
    """test → {"grade", "opinion"}"""
    grade = models.CharField(max_length=2, blank=True, choices=[(grade.value, grade.value) for grade in Grade])
    opinion = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One a hand-in and level."""

        constraints = (models.UniqueConstraint(fields=("handin", "level"), name="one_grading_a_level"),)
        verbose_name = "审核评级"

    def __str__(self) -> str:
        return f"{self.handin} {self.grade}"
