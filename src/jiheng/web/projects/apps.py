"""The app of projects."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects (项目)."""

    name = "jiheng.web.projects"
    label = "projects"
    verbose_name = "项目"
