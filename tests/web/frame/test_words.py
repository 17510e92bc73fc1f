"""Every sentence of the pages has English, and what gettext reads is made of it."""

import gettext
import io
import subprocess
import sys
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = ROOT / "src/jiheng/web/locale/en/LC_MESSAGES/django.mo"


def test_every_sentence_of_the_pages_has_english() -> None:
    done = subprocess.run([sys.executable, "script/words.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_gettext_reads_what_is_made_plurals_too() -> None:
    made = gettext.GNUTranslations(io.BytesIO(CATALOGUE.read_bytes()))
    assert made.gettext("审核台") == "Desk"
    assert made.ngettext("%(n)s 张", "%(n)s 张", 1) == "%(n)s table"
    assert made.ngettext("%(n)s 张", "%(n)s 张", 3) == "%(n)s tables"


def test_a_page_is_said_in_the_language_asked_for() -> None:
    with translation.override("en"):
        assert "No such page" in render_to_string("missing.html")
    with translation.override("zh-hans"):
        assert "没有这一页" in render_to_string("missing.html")
