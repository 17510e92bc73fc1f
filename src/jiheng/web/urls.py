"""Addresses of the application; the names are those of the rooms."""

from django.urls import include, path

urlpatterns = [
    path("", include("jiheng.web.home.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("account/", include("allauth.urls")),
    path("tables/", include("jiheng.web.filing.urls")),
    path("desk/", include("jiheng.web.desk.urls")),
    path("approvals/", include("jiheng.web.approving.urls")),
    path("trail/", include("jiheng.web.trail.urls")),
]
handler403 = "jiheng.web.home.views.forbidden"
handler404 = "jiheng.web.home.views.missing"
handler500 = "jiheng.web.home.views.failed"
