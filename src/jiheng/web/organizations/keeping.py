"""What the county keeps of its own (本县设置): registers as they came, the way of each form, days off, forms of its own."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.trail.written import Written


class Register(models.Model):
    """A register of units or people (机构人员名册) as it was uploaded, byte for byte; `taken` is when it was applied, None while it waits."""

    class Kind(models.TextChoices):
        """What it lists."""

        UNITS = "units", _("单位名册")
        PEOPLE = "people", _("人员名册")

    kind = models.CharField(max_length=16, choices=Kind)
    whole = models.BooleanField(default=False)
    """Whether what the register lacks is to be closed or locked."""
    name = models.CharField(max_length=255)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "机构人员名册"

    def __str__(self) -> str:
        return self.name


class FormWay(models.Model):
    """The levels that tables of a form pass in this county (审核环节), in order; a form without a row passes all of them."""

    form = models.CharField(max_length=20, unique=True)
    levels = models.JSONField(default=list)
    reason = models.TextField(blank=True)

    class Meta:
        """By form."""

        ordering = ("form",)
        verbose_name = "办理环节"

    def __str__(self) -> str:
        return self.form


class DayOff(models.Model):
    """A day that is not as the week says: a holiday (节假日), or a weekend on which offices work (调休上班)."""

    day = models.DateField(unique=True)
    works = models.BooleanField(default=False)
    name = models.CharField(max_length=50, blank=True)

    class Meta:
        """In order."""

        ordering = ("day",)
        verbose_name = "节假日"

    def __str__(self) -> str:
        return f"{self.day} {self.name}".strip()


class CountyForm(Written):
    """A form of the county (本县表样) as the dated sheet that it became: `path` is its place in the county's folder, `text` the TOML.

    It speaks from `since`; `body` is the blank form that it was learnt from. A form is switched off by a row of the same path whose
    text is empty, from that row's day.
    """

    path = models.CharField(max_length=100)
    title = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    since = models.DateField()
    name = models.CharField(max_length=255, blank=True)
    body = models.BinaryField(null=True, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order switched."""

        ordering = ("id",)
        verbose_name = "本县表样"

    def __str__(self) -> str:
        return f"{self.title} {self.since}"
