"""Addresses of the indicator library."""

from django.urls import path

from jiheng.web.library import views

app_name = "library"
urlpatterns = [
    path("", views.indicators, name="indicators"),
    path("new", views.new_indicator, name="new"),
    path("<int:indicator_id>/decide", views.decide_one, name="decide"),
    path("<int:indicator_id>/retire", views.retire_one, name="retire"),
    path("import", views.bring, name="import"),
    path("import/<int:door_id>/", views.look, name="look"),
    path("import/<int:door_id>/take", views.take, name="take"),
    path("library.xlsx", views.as_excel, name="excel"),
    path("suggest", views.suggest, name="suggest"),
]
