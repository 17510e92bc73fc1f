"""How a severity looks and is called, and what a rule is called, in every report."""

import re

from attrs import frozen

from jiheng.model.finding import Severity
from jiheng.review.registry import rule

TITLE = re.compile(r"(?P<en>[^(（]+?)\s*[(（](?P<zh>[^)）]+)[)）]")


@frozen
class Tone:
    """How a severity looks and is called."""

    sign: str
    style: str
    zh: str
    en: str


TONES = {
    Severity.ERROR: Tone("✗", "bold red", "错误", "error"),
    Severity.WARNING: Tone("!", "bold yellow", "警告", "warning"),
    Severity.INFO: Tone("i", "cyan", "提示", "info"),
}


def rule_title(code: str, lang: str) -> str:
    """What a rule is called: the first line of its manual."""
    first = rule(code).manual.strip().split("\n", 1)[0].rstrip(".")
    match = TITLE.match(first)
    return match[lang] if match else first
