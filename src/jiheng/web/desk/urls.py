"""Addresses of the desk."""

from django.urls import path

from jiheng.web.desk import deeds, views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("many/<slug:deed>", deeds.judge_many, name="judge-many"),
    path("common/", views.common, name="common"),
    path("common/answer", deeds.answer_common, name="answer-common"),
    path("<int:filing_id>/", views.table, name="table"),
    path("<int:filing_id>/opinion", views.opinion, name="opinion"),
    path("<int:filing_id>/say", deeds.say, name="say"),
    path("<int:filing_id>/grade", deeds.give_grades, name="grade"),
    path("<int:filing_id>/amend", deeds.change_for_unit, name="amend"),
    path("<int:filing_id>/judge/<slug:deed>", deeds.judge, name="judge"),
    path("threads/<int:thread_id>/unsay", deeds.take_back, name="unsay"),
    path("threads/<int:thread_id>/close", deeds.settle, name="close"),
    path("objections/<int:objection_id>/decide", deeds.decide_objection, name="decide"),
]
