"""Tokens of people, what was done under which key, receivers of messages, and the messages that went out."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.web.filing.models import Step
from jiheng.web.organizations.models import Person


class Scope(models.TextChoices):
    """What a token may be used for (令牌范围); never more than its person may do."""

    READ = "read", _("查看：表、审核意见、批复、清单、指标库")
    WRITE = "write", _("编报：新建、编辑、导入、附件、异议、答复")
    DEEDS = "deeds", _("办理：报送、撤回、审核、退回、代改、评级")
    OFFICE = "office", _("统筹：任务、延期、项目清单、批复、指标库审定")
    ADMIN = "admin", _("管理：消息推送")


class Token(models.Model):
    """A token (访问令牌) by which a program acts as a person. Only the SHA-256 of it is kept; it is shown once, when it is made.

    `hint` is its beginning, by which the person knows it again. `rate` is how many requests a minute it may send.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens", verbose_name="用户")
    name = models.CharField(max_length=60, verbose_name="名称")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    scopes = models.JSONField(default=list, verbose_name="范围")
    rate = models.PositiveSmallIntegerField(default=120, verbose_name="每分钟次数")
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(verbose_name="到期")
    last_used = models.DateTimeField(null=True, blank=True, verbose_name="最近使用")
    last_address = models.CharField(max_length=64, blank=True)
    revoked = models.DateTimeField(null=True, blank=True, verbose_name="停用时间")

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "访问令牌"

    def __str__(self) -> str:
        return f"{self.name} {self.hint}…"

    @property
    def works(self) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked is None and timezone.now() < self.expires


class Done(models.Model):
    """A request that was done (已办请求), by the key that its sender gave it: the same key again gets the same answer and does nothing.

    `said` is the SHA-256 of method, address and content; `answer` what was answered, as bytes of JSON.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    said = models.CharField(max_length=64)
    answer = models.BinaryField(default=b"")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        """A key is used once."""

        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="one_request_a_key"),)
        verbose_name = "已办请求"

    def __str__(self) -> str:
        return self.key


class Hook(models.Model):
    """A receiver of messages (消息接收方): where a message goes when a table changes its state, and which states are told.

    The secret that signs the messages is never kept: it follows from `salt` and the secret of this installation.
    """

    name = models.CharField(max_length=60, verbose_name="名称")
    address = models.URLField(max_length=500, verbose_name="地址")
    states = models.JSONField(default=list, verbose_name="状态")
    """States that are told; empty: all."""
    salt = models.CharField(max_length=32)
    active = models.BooleanField(default=True, verbose_name="启用")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order registered."""

        ordering = ("id",)
        verbose_name = "消息接收方"

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """A message (推送记录): what was to be told to whom, how often it was tried, and what was answered last."""

    class State(models.TextChoices):
        """How it stands."""

        WAITING = "waiting", _("待送")
        DELIVERED = "delivered", _("已送达")
        GIVEN_UP = "given-up", _("已放弃")

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="deliveries")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, null=True, related_name="+")
    """The step that is told; None for a trial."""
    number = models.CharField(max_length=36, unique=True)
    body = models.TextField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True)
    made = models.DateTimeField(default=timezone.now)
    tried = models.DateTimeField(null=True, blank=True)
    again = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "推送记录"

    def __str__(self) -> str:
        return self.number
