"""The app of reviewing."""

from django.apps import AppConfig


class ReviewingConfig(AppConfig):
    """Reviewing (审核)."""

    name = "jiheng.web.reviewing"
    label = "reviewing"
    verbose_name = "审核"
