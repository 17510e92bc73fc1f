"""Addresses of the tables."""

from django.urls import path

from jiheng.web.filing import beginning, bringing, exchange, picking, views

app_name = "filing"
urlpatterns = [
    path("", views.tables, name="tables"),
    path("new", beginning.new, name="new"),
    path("library", picking.picking, name="picking"),
    path("drop", beginning.drop, name="drop"),
    path("begin", beginning.start, name="begin"),
    path("preview/<int:waiting_id>/", beginning.preview, name="preview"),
    path("preview/<int:waiting_id>/accept", beginning.accept, name="accept"),
    path("<int:filing_id>/", views.table, name="table"),
    path("<int:filing_id>/edits", exchange.edits, name="edits"),
    path("<int:filing_id>/suggest", picking.suggest, name="suggest"),
    path("<int:filing_id>/hold", exchange.holding, name="hold"),
    path("<int:filing_id>/paste", exchange.paste, name="paste"),
    path("<int:filing_id>/import", bringing.bring, name="import"),
    path("<int:filing_id>/import/<int:waiting_id>/", bringing.brought, name="brought"),
    path("<int:filing_id>/import/<int:waiting_id>/accept", bringing.take_in, name="take_in"),
    path("<int:filing_id>/submit", views.hand_in, name="submit"),
    path("<int:filing_id>/withdraw", views.take_back, name="withdraw"),
    path("<int:filing_id>/object", views.objection, name="object"),
    path("<int:filing_id>/attach", views.attachment, name="attach"),
    path("<int:filing_id>/attachments/<int:attachment_id>", views.attached, name="attached"),
    path("<int:filing_id>/sources/<int:source_id>", views.source, name="source"),
    path("<int:filing_id>/history", views.history, name="history"),
    path("<int:filing_id>/restore", views.restore, name="restore"),
    path("<int:filing_id>/document.<slug:ending>", views.document, name="document"),
]
