"""`exportsettings FOLDER`: the county's settings, waivers and forms as files for the command line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from jiheng.web.filing.exporting import export


class Command(BaseCommand):
    """Export the settings."""

    help = "把本县的规则设置、豁免和表样导出到文件夹，命令行在其中审核与网页版结果相同。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        """Write the files and name them. Raises OSError."""
        for path in export(folder):
            self.stdout.write(str(path))
