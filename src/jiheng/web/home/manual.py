"""The manual page of a rule as headings and texts, in the language of the page."""

import re

from jiheng.review.registry import Rule, chinese_page

HEADING = re.compile(r"^(\w[\w ]*):(?: (.*))?$")


def manual(rule: Rule, lang: str) -> list[tuple[str, str]]:
    """Its parts in their order; the first has the title as its heading where the page has one."""
    return _english(rule.manual) if lang == "en" else _chinese(chinese_page(rule.code))


def _chinese(page: str) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for part in page.split("\n\n"):
        text = part.strip()
        if text.startswith("# "):
            out.append((text[2:], ""))
        elif text.startswith("**") and "**：" in text:
            heading, _, rest = text[2:].partition("**：")
            out.append((heading, rest))
        elif text and out:
            out[-1] = (out[-1][0], f"{out[-1][1]}\n{text}".strip())
    return out


def _english(page: str) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for line in page.strip().splitlines():
        found = HEADING.match(line)
        if not out:
            out.append((line.rstrip("."), ""))
        elif found and not line.startswith(" "):
            out.append((found[1], found[2] or ""))
        else:
            out[-1] = (out[-1][0], f"{out[-1][1]}\n{line.strip()}".strip())
    return out
