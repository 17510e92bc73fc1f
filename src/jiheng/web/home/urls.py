"""Addresses of the first page."""

from django.urls import path

from jiheng.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("people/", views.people, name="people"),
    path("rules/<slug:code>/", views.rule_page, name="rule"),
    path("design/", views.design, name="design"),
    path("keys/", views.keys, name="keys"),
    path("health/", views.health, name="health"),
    path("demo/enter/<slug:username>", views.enter, name="enter"),
]
