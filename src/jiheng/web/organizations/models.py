"""Bodies, sections of the finance office, people and the roles in which they act."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.organizations.keeping import CountyForm, DayOff, FormWay, Register

__all__ = ["Appointment", "Body", "CountyForm", "DayOff", "FormWay", "Person", "Register", "Role", "Section"]


class Body(models.Model):
    """A region (地区), a department (主管部门) in it, or a unit (单位) of a department; a tree of three storeys.

    `path` is the codes from the region down, each followed by `/`, so that all below a body is one comparison of text.
    """

    class Kind(models.TextChoices):
        """What a body is."""

        REGION = "region", _("地区")
        DEPARTMENT = "department", _("主管部门")
        UNIT = "unit", _("单位")

    kind = models.CharField(max_length=16, choices=Kind, verbose_name="类别")
    code = models.CharField(max_length=32, verbose_name="编码")
    name = models.CharField(max_length=200, verbose_name="名称")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级")
    path = models.CharField(max_length=200, unique=True, editable=False)
    closed = models.DateField(null=True, blank=True, verbose_name="停用日期")
    """The first day on which the body is no more; None for one that goes on."""

    class Meta:
        """By code, as the budget lists them."""

        ordering = ("path",)
        verbose_name = "机构"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Write the body with its path."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def department(self) -> "Body | None":
        """The department of a unit, a department itself, None for a region."""
        if self.kind == self.Kind.REGION:
            return None
        return self if self.kind == self.Kind.DEPARTMENT else self.parent


class Section(models.Model):
    """A section of the finance office (财政内设股室): one that watches departments (业务股室), or the performance section (绩效股)."""

    class Kind(models.TextChoices):
        """What a section does."""

        BUSINESS = "business", _("业务股室")
        PERFORMANCE = "performance", _("绩效股")

    kind = models.CharField(max_length=16, choices=Kind, default=Kind.BUSINESS, verbose_name="类别")
    code = models.CharField(max_length=16, unique=True, verbose_name="编码")
    name = models.CharField(max_length=100, verbose_name="名称")
    watches = models.ManyToManyField(Body, blank=True, related_name="sections", verbose_name="对口部门")

    class Meta:
        """By code."""

        ordering = ("code",)
        verbose_name = "财政股室"

    def __str__(self) -> str:
        return f"{self.code}-{self.name}"


class Person(AbstractUser):
    """A person with an account (用户); `name` is what colleagues read."""

    name = models.CharField(max_length=50, blank=True, verbose_name="姓名")
    phone = models.CharField(max_length=32, blank=True, verbose_name="电话")
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """By name of account."""

        ordering = ("username",)
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.name or self.username


class Role(models.TextChoices):
    """In which capacity somebody acts (角色)."""

    CLERK = "clerk", _("填报人")
    HEAD = "head", _("单位负责人")
    DEPARTMENT = "department", _("主管部门审核人")
    SECTION = "section", _("业务股室审核人")
    PERFORMANCE = "performance", _("绩效股")
    AUDITOR = "auditor", _("审计")
    ADMINISTRATOR = "administrator", _("管理员")


def in_force(at: str = "") -> models.Q:
    """The condition under which an appointment (`at` is a path to it, `appointments__`) gives its role today."""
    today = timezone.localdate()
    begun = models.Q(**{f"{at}since": None}) | models.Q(**{f"{at}since__lte": today})
    return begun & (models.Q(**{f"{at}ended": None}) | models.Q(**{f"{at}ended__gt": today}))


class InForce(models.Manager["Appointment"]):
    """The appointments that hold today: one that has ended, or has not begun, gives nobody anything anywhere."""

    def get_queryset(self) -> models.QuerySet["Appointment"]:
        """Those in force."""
        return super().get_queryset().filter(in_force())


class Appointment(models.Model):
    """A role of a person (任职): at a body for those of units and departments, in a section for those of the finance office.

    `since` is the first day on which it holds, `ended` the first on which it no longer does; None where nothing was said.
    `objects`, and what a person's `appointments` give, are those in force today; `every` are all.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments", verbose_name="用户")
    role = models.CharField(max_length=16, choices=Role, verbose_name="角色")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="机构")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="股室")
    since = models.DateField(null=True, blank=True, verbose_name="任职自")
    ended = models.DateField(null=True, blank=True, verbose_name="任职止")

    objects = InForce()
    every: ClassVar[models.Manager["Appointment"]] = models.Manager()

    class Meta:
        """One row a role and place; each role where it belongs."""

        ordering = ("id",)
        verbose_name = "任职"
        constraints = (
            models.UniqueConstraint(fields=("person", "role", "body"), condition=models.Q(body__isnull=False), name="once_at_a_body"),
            models.UniqueConstraint(
                fields=("person", "role", "section"), condition=models.Q(section__isnull=False), name="once_in_a_section"
            ),
            models.UniqueConstraint(
                fields=("person", "role"), condition=models.Q(body__isnull=True, section__isnull=True), name="once_for_the_whole"
            ),
            models.CheckConstraint(
                name="appointment_where_it_belongs",
                condition=models.Q(role__in=("clerk", "head", "department"), body__isnull=False, section__isnull=True)
                | models.Q(role__in=("section", "performance"), section__isnull=False, body__isnull=True)
                | models.Q(role__in=("auditor", "administrator"), body__isnull=True, section__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()} {self.body or self.section or ''}".strip()
