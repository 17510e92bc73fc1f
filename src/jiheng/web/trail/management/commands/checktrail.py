"""`checktrail`: walks the chain of the audit trail and names every entry whose seal does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiheng.web.trail.chain import broken, head


class Command(BaseCommand):
    """Check the chain."""

    help = "逐条核对审计日志的哈希链，指出断裂或被改动的记录。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the head of a sound chain. Raises CommandError (exit code 1) for a broken one."""
        faults = list(broken())
        for fault in faults:
            self.stderr.write(f"第 {fault.number} 条：{'前面缺少记录' if fault.why == 'gap' else '内容与摘要不符'}")
        if faults:
            raise CommandError(f"审计日志有 {len(faults)} 处不符；请保留数据库原样并报告管理员")
        number, digest = head()
        self.stdout.write(f"审计日志完好：共 {number} 条，链首 {digest}")
