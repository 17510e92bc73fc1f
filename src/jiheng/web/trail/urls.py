"""Addresses of the audit trail."""

from django.urls import path

from jiheng.web.trail import views

app_name = "trail"
urlpatterns = [path("", views.trail, name="trail")]
