"""The app of planning."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Planning (编制统筹)."""

    name = "jiheng.web.planning"
    label = "planning"
    verbose_name = "编制统筹"
