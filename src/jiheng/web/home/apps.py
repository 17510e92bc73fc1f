"""The app of the first page."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home (首页)."""

    name = "jiheng.web.home"
    label = "home"
    verbose_name = "首页"
