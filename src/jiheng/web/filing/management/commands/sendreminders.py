"""`sendreminders`: reminds every unit whose last day is near or gone; for the clock of the system, once a day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jiheng.errors import NotEnough
from jiheng.web.filing.actions.remind import remind_due


class Command(BaseCommand):
    """Remind."""

    help = "向临近或已过期限、还没有报完的单位发送提醒；由系统定时任务每天运行一次。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print what came of each task. Raises CommandError (exit code 1) without a gateway, or where one did not take the messages."""
        try:
            results = remind_due(timezone.localdate())
        except NotEnough as because:
            raise CommandError(because.zh) from because
        for task, sent in results:
            self.stdout.write(f"《{task}》：{'已送达' if sent.well else '没有送达'}（{sent.said}）")
        if not all(sent.well for _task, sent in results):
            raise CommandError("有提醒没有送达；请核对短信或 OA 接口后再运行")
