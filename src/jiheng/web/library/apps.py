"""The app of the indicator library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """绩效指标库."""

    name = "jiheng.web.library"
    label = "library"
    verbose_name = "绩效指标库"
