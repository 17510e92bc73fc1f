"""The app of administering."""

from django.apps import AppConfig


class AdministeringConfig(AppConfig):
    """Administering (本县管理)."""

    name = "jiheng.web.administering"
    label = "administering"
    verbose_name = "本县管理"
