"""Addresses of the tasks."""

from django.urls import path

from jiheng.web.filing import tasks

app_name = "tasks"
urlpatterns = [
    path("", tasks.tasks, name="tasks"),
    path("new", tasks.new_task, name="new"),
    path("<int:task_id>/due", tasks.change_due, name="due"),
    path("<int:task_id>/owed.xlsx", tasks.as_excel, name="excel"),
    path("<int:task_id>/remind", tasks.send_reminders, name="remind"),
    path("<int:task_id>/extend", tasks.extend_many, name="extend-many"),
    path("extend/<int:filing_id>", tasks.extend_one, name="extend"),
]
