"""Addresses of the API's pages; the operations themselves stand under v1/."""

from django.urls import path

from jiheng.web.api import views

app_name = "api"
urlpatterns = [
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/new", views.new_token, name="new_token"),
    path("tokens/<int:token_id>/revoke", views.end_token, name="end_token"),
    path("hooks/", views.hooks, name="hooks"),
    path("hooks/new", views.new_hook, name="new_hook"),
    path("hooks/<int:hook_id>/switch", views.switch_hook, name="switch_hook"),
    path("hooks/<int:hook_id>/try", views.try_hook, name="try_hook"),
    path("docs/", views.manual, name="manual"),
    path("openapi.json", views.openapi, name="openapi"),
]
