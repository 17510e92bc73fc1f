"""The app of the audit trail."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Audit trail (审计日志)."""

    name = "jiheng.web.trail"
    label = "trail"
    verbose_name = "审计日志"
