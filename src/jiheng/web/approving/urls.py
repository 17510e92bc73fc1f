"""Addresses of approval, and of what a unit answers to reviewers."""

from django.urls import path

from jiheng.web.approving import answers, views

app_name = "approving"
urlpatterns = [
    path("", views.approvals, name="approvals"),
    path("issue", views.issue_letter, name="issue"),
    path("draft", views.draft_letter, name="draft"),
    path("letters/<int:letter_id>/units", views.shares_of, name="shares"),
    path("letters/<int:letter_id>/split", views.split_letter, name="split"),
    path("letters/<int:letter_id>", views.letter, name="letter"),
    path("<int:filing_id>/reopen", views.reopen_table, name="reopen"),
    path("<int:filing_id>/adjust", answers.begin_adjustment, name="adjust"),
    path("<int:filing_id>/confirm", answers.confirm_change, name="confirm"),
    path("<int:filing_id>/contest", answers.contest_change, name="contest"),
    path("threads/<int:thread_id>/take", answers.take_suggestion, name="take"),
    path("threads/<int:thread_id>/reply", answers.reply_to, name="reply"),
]
