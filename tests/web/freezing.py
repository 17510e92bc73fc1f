"""Another moment than now, for what is written with `timezone.now`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.db.models import DateTimeField
from django.db.models.base import Model
from django.db.models.signals import pre_save
from django.utils import timezone


@contextmanager
def moment(now: datetime) -> Iterator[None]:
    """Rows and deeds of the block bear that moment; defaults of fields hold the function itself and are set as rows are written."""

    def _stamp(instance: Model, **_more: object) -> None:
        for each in instance._meta.fields:
            if isinstance(each, DateTimeField) and each.default is REAL and instance._state.adding:
                setattr(instance, each.attname, now)

    pre_save.connect(_stamp)
    try:
        with patch.object(timezone, "now", lambda: now):
            yield
    finally:
        pre_save.disconnect(_stamp)


REAL = timezone.now
