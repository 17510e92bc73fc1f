"""Addresses of the auditor's pages."""

from django.urls import path

from jiheng.web.auditing import views

app_name = "auditing"
urlpatterns = [
    path("", views.exceptional, name="exceptions"),
    path("exceptions.xlsx", views.as_excel, name="excel"),
    path("filings/<int:filing_id>/", views.looked_back, name="table"),
    path("filings/<int:filing_id>/seal", views.sealed, name="seal"),
]
