"""Addresses of the year's list and of what joins it with the tables."""

from django.urls import path

from jiheng.web.planning import deeds, exchange, parts, piles, views

app_name = "planning"
urlpatterns = [
    path("", views.projects, name="projects"),
    path("<int:project_id>/", views.project, name="project"),
    path("<int:project_id>/turn", deeds.turn_project, name="turn"),
    path("add", deeds.add_project, name="add"),
    path("lists/", views.lists, name="lists"),
    path("lists/offer", deeds.offer_list, name="offer"),
    path("lists/roll", deeds.roll_the_list, name="roll-list"),
    path("lists/<int:door_id>/", views.previewed_list, name="preview"),
    path("lists/<int:door_id>/take", deeds.take_the_list, name="take-list"),
    path("lists/<int:listing_id>/file", views.list_file, name="file"),
    path("differing/", views.differences, name="differing"),
    path("differing/back", deeds.send_many_back, name="send-back"),
    path("bind/<int:filing_id>", deeds.bind_table, name="bind"),
    path("owing/", views.owed, name="owing"),
    path("units/", views.units, name="units"),
    path("units/roll", deeds.roll_the_tables, name="roll-tables"),
    path("units/over", deeds.hand_tables_over, name="hand-over"),
    path("units/commission", deeds.commission_centre, name="commission"),
    path("units/commission/<int:commission_id>/end", deeds.end_of_commission, name="commission-end"),
    path("folders/", piles.folders, name="folders"),
    path("folders/bring", piles.bring_folder, name="bring"),
    path("folders/<int:pile_id>/", piles.folder, name="folder"),
    path("folders/<int:pile_id>/take", piles.take_folder, name="take-folder"),
    path("tasks/<int:filing_id>/", parts.main_tasks, name="main-tasks"),
    path("tasks/<int:filing_id>/fill", parts.fill_main_tasks, name="fill-tasks"),
    path("parts/<int:filing_id>/", parts.division, name="division"),
    path("parts/<int:filing_id>/divide", parts.divide_over, name="divide"),
    path("exchange/", exchange.exchange, name="exchange"),
    path("exchange/<slug:layout>/<int:task_id>.xlsx", exchange.exchange_file, name="exchange-file"),
    path("exchange/<int:filing_id>/<slug:layout>/", exchange.copy, name="copy"),
]
