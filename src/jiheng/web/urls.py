"""Addresses of the application; the names are those of the rooms."""

from django.urls import include, path
from django.views.generic import TemplateView

from jiheng.web.api.entry import api
from jiheng.web.watching import metrics, ready

urlpatterns = [
    path("", include("jiheng.web.home.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("account/password/reset/", TemplateView.as_view(template_name="account/password_reset.html"), name="forgotten"),
    path("account/email/", TemplateView.as_view(template_name="missing.html"), name="no-mail"),
    path("account/", include("allauth.urls")),
    path("tables/", include("jiheng.web.filing.urls")),
    path("tasks/", include("jiheng.web.filing.task_urls")),
    path("desk/", include("jiheng.web.desk.urls")),
    path("approvals/", include("jiheng.web.approving.urls")),
    path("metrics", metrics, name="metrics"),
    path("health/ready/", ready, name="ready"),
    path("projects/", include("jiheng.web.planning.urls")),
    path("auditing/", include("jiheng.web.auditing.urls")),
    path("library/", include("jiheng.web.library.urls")),
    path("administration/", include("jiheng.web.administering.urls")),
    path("trail/", include("jiheng.web.trail.urls")),
    path("api/", include("jiheng.web.api.urls")),
    path("api/v1/", api.urls),
]
handler400 = "jiheng.web.home.views.mistaken"
handler403 = "jiheng.web.home.views.forbidden"
handler404 = "jiheng.web.home.views.missing"
handler500 = "jiheng.web.home.views.failed"
