"""Entries of the audit trail (审计日志): rows that are written once; the database itself refuses to change or drop them."""

from typing import Any, NoReturn

from django.db import models

from jiheng.errors import TrailClosed


class Entry(models.Model):
    """One deed (操作记录). `digest` seals what the row says together with the digest of the entry before it (SHA-256, hex).

    `before` and `after` are what the deed changed, as JSON text in a fixed order of keys; empty where there was nothing.
    `person` is the user's name at the time, kept as text: people leave, the trail stays.
    """

    number = models.PositiveBigIntegerField(primary_key=True, verbose_name="序号")
    at = models.DateTimeField(verbose_name="时间")
    person = models.CharField(max_length=150, verbose_name="操作人")
    address = models.CharField(max_length=64, blank=True, verbose_name="来源地址")
    deed = models.CharField(max_length=64, db_index=True, verbose_name="操作")
    kind = models.CharField(max_length=64, verbose_name="对象类型")
    target = models.CharField(max_length=64, db_index=True, verbose_name="对象编号")
    before = models.TextField(blank=True, verbose_name="操作前")
    after = models.TextField(blank=True, verbose_name="操作后")
    previous = models.CharField(max_length=64, verbose_name="前一条摘要")
    digest = models.CharField(max_length=64, unique=True, verbose_name="摘要")

    class Meta:
        """Newest last, as the chain runs."""

        ordering = ("number",)
        indexes = (models.Index(fields=("kind", "target", "number")),)
        verbose_name = "审计记录"

    def __str__(self) -> str:
        return f"{self.number} {self.deed} {self.kind} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry; once only. Raises TrailClosed for one that is there already."""
        if not self._state.adding:
            raise _closed(self.number)
        super().save(*args, force_insert=True, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Raise TrailClosed."""
        raise _closed(self.number)


def _closed(number: int) -> TrailClosed:
    return TrailClosed(
        f"审计日志第 {number} 条：有程序要改动或删除它。日志只能追加；如记录有误，请另记一条说明。",
        f"trail, entry {number}: something tried to change or drop it; the trail is only ever added to: write a further entry.",
    )
