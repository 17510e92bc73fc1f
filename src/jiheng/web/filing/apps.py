"""The app of filing."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Filing (填报)."""

    name = "jiheng.web.filing"
    label = "filing"
    verbose_name = "填报"
