"""Incoming documents (待导入文件): what somebody dropped and has not accepted yet, kept as bytes between two pages; gone once it is used."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from jiheng.web.filing.tables import digest_of
from jiheng.web.organizations.models import Person

KEPT = timedelta(days=1)


class Waiting(models.Model):
    """A document that waits to be accepted by the person who dropped it."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        verbose_name = "待导入文件"

    def __str__(self) -> str:
        return self.name


def keep(person: Person, name: str, content: bytes) -> Waiting:
    """Keep a document for its next page; those of yesterday are cleared away."""
    Waiting.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return Waiting.objects.create(by=person, name=name[:255], body=content, digest=digest_of(content))
