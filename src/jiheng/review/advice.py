"""Advice (修改建议): how the manual of a rule says to mend what it finds."""

import re

from jiheng.review.registry import chinese_page, rule

MEND_ZH = re.compile(r"\*\*怎样修改\*\*：(.+)")
MEND_EN = re.compile(r"How to mend:\s*(.+?)\n\s*\n", re.DOTALL)


def advice(code: str, lang: str) -> str:
    """The sentence of a rule's manual in the language asked for (`zh` or `en`); blank where the manual has none."""
    if lang == "en":
        found = MEND_EN.search(rule(code).manual)
        return " ".join(found[1].split()) if found else ""
    told = MEND_ZH.search(chinese_page(code))
    return told[1].strip() if told else ""
