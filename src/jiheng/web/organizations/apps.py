"""The app of organizations."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Organizations (机构与人员)."""

    name = "jiheng.web.organizations"
    label = "organizations"
    verbose_name = "机构与人员"
