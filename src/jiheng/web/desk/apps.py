"""The app of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk (审核台)."""

    name = "jiheng.web.desk"
    label = "desk"
    verbose_name = "审核台"
