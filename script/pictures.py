"""Draws docs/pictures/check.png, the terminal report on the examples, with a Chromium that is installed and a CJK monospace font.

.venv/bin/python script/pictures.py
"""

import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from jiheng.doors import check, read
from jiheng.review.reports.text import print_report

ROOT = Path(__file__).resolve().parents[1]
TABLES = 3
WIDTH, HEIGHT = 1000, 850
THEME = TerminalTheme(
    (22, 27, 35), (214, 219, 228),
    [(40, 44, 52), (240, 113, 120), (126, 200, 120), (231, 190, 105), (97, 175, 239), (198, 120, 221), (86, 198, 214), (200, 204, 212)],
)  # fmt: skip
PAGE = """<meta charset="utf-8"><style>
body {{ margin: 0; padding: 18px 22px; background: #161b23; color: #d6dbe4; }}
pre {{ font: 15px/1.5 "Noto Sans Mono CJK SC", monospace; margin: 0; }} {style}
</style><pre>{code}</pre>"""


def main() -> None:
    """Render the first tables of the report and take its picture."""
    os.chdir(ROOT)
    reading = read("examples")
    declarations = reading.declarations[:TABLES]
    console = Console(
        record=True, width=118, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False, emoji=False
    )
    console.print("[bold]$ jiheng check examples[/]")
    print_report(console, check(*declarations), declarations, "zh")
    page = console.export_html(theme=THEME, code_format=PAGE.replace("{style}", "{stylesheet}"), inline_styles=False)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("pictures: chromium is not installed; apt-get install chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.html"
        source.write_text(page, "utf-8")
        target = ROOT / "docs/pictures/check.png"
        target.parent.mkdir(exist_ok=True)
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}",
             f"--screenshot={target}", source.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
