"""Addresses of the county's administration."""

from django.urls import path

from jiheng.web.administering import deeds, forms, registers, settling, views

app_name = "administering"
urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("bodies/add", deeds.add, name="add-body"),
    path("bodies/<int:body_id>/", views.body, name="body"),
    path("bodies/<int:body_id>/change", deeds.change, name="change-body"),
    path("bodies/<int:body_id>/close", deeds.close, name="close-body"),
    path("sections/", views.sections, name="sections"),
    path("sections/keep", deeds.section, name="keep-section"),
    path("people/", views.people, name="people"),
    path("people/add", deeds.register_person, name="add-person"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/do", deeds.person_deed, name="person-deed"),
    path("people/<int:person_id>/appoint", deeds.appoint_person, name="appoint"),
    path("appointments/<int:appointment_id>/end", deeds.end_post, name="end"),
    path("registers/", registers.registers, name="registers"),
    path("registers/blank/<slug:kind>.xlsx", registers.blank, name="blank"),
    path("registers/offer", registers.offer_register, name="offer"),
    path("registers/<int:register_id>/", registers.preview, name="preview"),
    path("registers/<int:register_id>/take", registers.take, name="take"),
    path("rules/", settling.rules, name="rules"),
    path("rules/<slug:code>/", settling.rule_setting, name="rule"),
    path("ways/", settling.ways, name="ways"),
    path("ways/set", settling.set_the_way, name="set-way"),
    path("calendar/", settling.calendar, name="calendar"),
    path("calendar/set", settling.set_the_day, name="set-day"),
    path("waivers/", settling.waivers, name="waivers"),
    path("waivers/<slug:kind>/<int:waiver_id>/end", settling.end_the_waiver, name="end-waiver"),
    path("settings.zip", settling.as_files, name="export"),
    path("forms/", forms.forms, name="forms"),
    path("forms/learn", forms.learn, name="learn"),
    path("forms/switch", forms.switch, name="switch-form"),
    path("forms/<int:form_id>/off", forms.off, name="form-off"),
    path("forms/<int:form_id>/file", forms.file, name="form-file"),
]
