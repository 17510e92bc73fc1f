"""Tasks, the filings that answer them, and what each filing holds: revisions, sources, hand-ins, attachments, steps.

A table in the database is an immutable revision: the contract's JSON as bytes with its digest. All other columns of a filing
are an index of its revision that `reindex` makes anew; no deed decides by them.
"""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.model.declaration import FormKind
from jiheng.web.filing.way import ALL_LEVELS, Level, Position, State, Way, way_of
from jiheng.web.organizations.models import Body, Person
from jiheng.web.projects.models import Project
from jiheng.web.trail.written import Written

STATES = {
    State.DRAFTING: "编报中",
    State.REVIEWING: "审核中",
    State.RETURNED: "退回修改",
    State.CONFIRMING: "待单位确认",
    State.APPROVED: "已审定",
    State.BOUND: "已批复",
    State.REFUSED: "不予安排",
}
LEVELS = {Level.UNIT: "单位负责人", Level.DEPARTMENT: "主管部门", Level.SECTION: "业务股室", Level.PERFORMANCE: "绩效股"}
FORMS = {
    FormKind.TARGET: "项目支出绩效目标",
    FormKind.OVERALL: "整体支出绩效目标",
    FormKind.TRANSFER: "转移支付绩效目标",
    FormKind.MONITORING: "绩效运行监控",
    FormKind.SELF_EVALUATION: "绩效自评",
}


def all_levels() -> list[str]:
    """The levels of a county that has not said otherwise."""
    return [level.value for level in ALL_LEVELS]


class Task(models.Model):
    """A task (填报任务): which form is owed for which year and period, by which day, and through which levels it goes.

    `period` is empty for a form of the whole year, else a month `2024-07` up to which a monitoring form reports.
    `due` is the last day, in the county's own time.
    """

    form = models.CharField(max_length=20, choices=[(kind.value, name) for kind, name in FORMS.items()], verbose_name="表式")
    year = models.PositiveSmallIntegerField(verbose_name="预算年度")
    period = models.CharField(max_length=7, blank=True, verbose_name="期间")
    title = models.CharField(max_length=100, verbose_name="任务名称")
    due = models.DateField(verbose_name="截止日期")
    levels = models.JSONField(default=all_levels, verbose_name="审核环节")
    layout = models.CharField(max_length=64, blank=True, verbose_name="表样")
    units = models.ManyToManyField(Body, blank=True, related_name="tasks", verbose_name="应报单位")
    open = models.BooleanField(default=True, verbose_name="开放填报")

    class Meta:
        """The newest year first."""

        ordering = ("-year", "due", "id")
        constraints = (models.UniqueConstraint(fields=("form", "year", "period"), name="one_task_a_form_and_period"),)
        verbose_name = "填报任务"

    def __str__(self) -> str:
        return self.title

    @property
    def way(self) -> Way:
        """The way that the task's tables go."""
        return way_of(self.levels)


class Filing(models.Model):
    """A table on its way (填报表): what a unit owes for a task, or an adjustment of one that is bound.

    `revision` is the newest, which the unit works on; `handed` the one handed in last, which those above see.
    `holder` is who has the table open for editing. `due` is set where the filing has a longer term than its task (延期).
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="filings", verbose_name="填报任务")
    unit = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="filings", verbose_name="单位")
    state = models.CharField(max_length=16, choices=[(state.value, name) for state, name in STATES.items()], default=State.DRAFTING)
    level = models.CharField(max_length=16, choices=[(level.value, name) for level, name in LEVELS.items()], blank=True)
    seen_by = models.CharField(max_length=64, default="|", blank=True)
    """The levels that the table has come to at any time, each between bars; those above do not see what was never passed on to them."""
    due = models.DateField(null=True, blank=True, verbose_name="延期至")
    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    handed = models.ForeignKey("Handin", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer_by = models.DateField(null=True, blank=True, verbose_name="确认期限")
    """The last day on which the unit confirms a reviewer's change or objects to it."""
    layout = models.CharField(max_length=64, blank=True, verbose_name="表样")
    adjusts = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="adjustments", verbose_name="调整自")
    reason = models.TextField(blank=True, verbose_name="调整理由")
    listed = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, blank=True, related_name="filings", verbose_name="清单项目")
    """The project of the year's list that the table is bound to; None where the list has none or nobody has bound it."""
    holder = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    held = models.DateTimeField(null=True, blank=True)
    delegate = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="delegated", verbose_name="受托人")
    made = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now, db_index=True)
    # an index of the newest revision, made anew by `reindex`
    project = models.CharField(max_length=300, blank=True, db_index=True, verbose_name="项目名称")
    code = models.CharField(max_length=64, blank=True, db_index=True, verbose_name="项目编码")
    total = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True, verbose_name="资金总额（元）")
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Newest change first."""

        ordering = ("-changed", "-id")
        indexes = (
            models.Index(fields=("state", "level")),
            models.Index(fields=("unit", "task")),
            models.Index(fields=("task", "state", "seen_by")),
        )
        verbose_name = "填报表"

    def __str__(self) -> str:
        return self.project or f"{self.unit} {self.task}"

    @property
    def position(self) -> Position:
        """Where the table is on its way."""
        return Position(State(self.state), Level(self.level) if self.level else None)

    def stand_at(self, position: Position) -> None:
        """Put the table there; not saved."""
        self.state, self.level = position.state.value, position.level.value if position.level else ""
        for level in self.task.way.reached(position):
            if f"|{level.value}|" not in self.seen_by:
                self.seen_by += f"{level.value}|"

    @property
    def last_day(self) -> Any:
        """The day by which it is due (date)."""
        return self.due or self.task.due


class Revision(Written):
    """One state of a table (修订版本): the declaration as the contract's JSON, its digest, and the keys of its rows.

    `keys` and `midterm_keys` name the rows of `indicators` and `midterm_indicators` in order; a row keeps its key through
    moves, renaming, a new Word version and next year's draft. `edits` are what made it of `parent`.
    `token` is the browser's name for what it sent, so that the same sending twice makes one revision.
    """

    class Cause(models.TextChoices):
        """What made it."""

        BEGUN = "begun", _("新建")
        IMPORTED = "imported", _("导入文件")
        TYPED = "typed", _("编辑")
        MENDED = "mended", _("采纳改法")
        SUGGESTED = "suggested", _("采纳建议")
        AMENDED = "amended", _("审核人代改")
        CONTESTED = "contested", _("撤销代改")
        TAKEN_BACK = "taken-back", _("恢复版本")
        CARRIED = "carried", _("沿用上年")

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    schema = models.PositiveSmallIntegerField(default=1)
    keys = models.JSONField(default=list)
    midterm_keys = models.JSONField(default=list)
    edits = models.JSONField(default=list)
    cause = models.CharField(max_length=16, choices=Cause)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    token = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - None is "no token", which may come twice
    source = models.ForeignKey("Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """In the order made."""

        ordering = ("filing", "number")
        constraints = (
            models.UniqueConstraint(fields=("filing", "number"), name="one_revision_a_number"),
            models.UniqueConstraint(fields=("filing", "token"), name="one_revision_a_sending"),
        )
        indexes = (models.Index(fields=("author", "filing", "cause")),)  # who had a hand in a table, asked for every list of a reviewer
        verbose_name = "修订版本"

    def __str__(self) -> str:
        return f"{self.filing_id}/{self.number}"

    @property
    def rules(self) -> list[str]:
        """The rules whose mends it took (采纳改法), by their codes."""
        return sorted({str(each["rule"]) for each in self.edits if each.get("rule")})


class Source(Written):
    """A document as it came (来源文件), kept as bytes; the same bytes once a filing."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="sources")
    name = models.CharField(max_length=255, verbose_name="文件名")
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order received."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("filing", "digest"), name="one_source_a_content"),)
        verbose_name = "来源文件"

    def __str__(self) -> str:
        return self.name


class Handin(Written):
    """A hand-in (报送): the revision that was handed in and what the review said of it then, with its tool.

    `findings` is the answer of `check` as bytes; these are the findings that count. `layout`, `settings` name by hash
    what the table was held to.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="handins")
    number = models.PositiveIntegerField(verbose_name="第几次报送")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    findings = models.BinaryField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    word = models.TextField(blank=True, verbose_name="报送说明")
    layout = models.CharField(max_length=64, blank=True)
    tool = models.JSONField(default=dict)

    class Meta:
        """In the order handed in."""

        ordering = ("filing", "number")
        constraints = (models.UniqueConstraint(fields=("filing", "number"), name="one_handin_a_number"),)
        verbose_name = "报送"

    def __str__(self) -> str:
        return f"{self.filing_id}#{self.number}"


class Step(Written):
    """A step on the way (办理记录): who moved the table from where to where, with which opinion and grade."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="steps")
    deed = models.CharField(max_length=16)
    state_before = models.CharField(max_length=16)
    level_before = models.CharField(max_length=16, blank=True)
    state_after = models.CharField(max_length=16)
    level_after = models.CharField(max_length=16, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    opinion = models.TextField(blank=True, verbose_name="意见")
    grade = models.CharField(max_length=2, blank=True, verbose_name="评级")
    handin = models.ForeignKey(Handin, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")

    class Meta:
        """In the order taken."""

        ordering = ("filing", "id")
        indexes = (models.Index(fields=("by", "filing", "deed")),)
        verbose_name = "办理记录"

    def __str__(self) -> str:
        return f"{self.filing_id} {self.deed}"


class Attachment(Written):
    """An attachment (附件) of a filing, by kind, as bytes; what is withdrawn stays and is marked by a later row of the trail."""

    class Kind(models.TextChoices):
        """What an attachment proves."""

        BASIS = "basis", _("立项依据")
        ESTIMATE = "estimate", _("测算明细")
        MINUTES = "minutes", _("会议纪要")
        APPRAISAL = "appraisal", _("事前评估结论")
        STAMPED = "stamped", _("盖章扫描件")
        OTHER = "other", _("其他")

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=16, choices=Kind, verbose_name="类别")
    name = models.CharField(max_length=255, verbose_name="文件名")
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The revision that a stamped scan is bound to; None for other kinds."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order added."""

        ordering = ("id",)
        verbose_name = "附件"

    def __str__(self) -> str:
        return self.name
