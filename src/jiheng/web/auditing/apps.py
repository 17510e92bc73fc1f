"""The app of the auditor's pages."""

from django.apps import AppConfig


class AuditingConfig(AppConfig):
    """审计."""

    name = "jiheng.web.auditing"
    label = "auditing"
    verbose_name = "审计"
