"""The app of approving."""

from django.apps import AppConfig


class ApprovingConfig(AppConfig):
    """Approving (批复)."""

    name = "jiheng.web.approving"
    label = "approving"
    verbose_name = "批复"
