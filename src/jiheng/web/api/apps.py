"""The app of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """接口."""

    name = "jiheng.web.api"
    label = "api"
    verbose_name = "接口"

    def ready(self) -> None:
        """Tell receivers of every step that a table takes."""
        from django.db.models.signals import post_save

        from jiheng.web.api.telling import tell
        from jiheng.web.filing.models import Step

        post_save.connect(tell, sender=Step, dispatch_uid="jiheng.web.api.tell")
