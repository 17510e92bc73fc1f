"""Written once (只写一次): rows of what was handed in, issued, imported or said, which nobody changes."""

from typing import Any

from django.db import models


class Written(models.Model):
    """A row that is written once: what was handed in, issued or said is never changed."""

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; once only. Raises TypeError for one that is there already."""
        if not self._state.adding:
            raise TypeError(f"a {type(self).__name__} is written once")
        super().save(*args, **kwargs)
