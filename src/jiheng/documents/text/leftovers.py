"""Leftovers (残留标记): HTML tags and entities that a copied cell kept, and the marks of Markdown, taken out."""

import html
import re

TAG = re.compile(r"</?(?:p|span|div|font|b|strong|i|em|u|a|sup|sub|o:p|label|center)(?:\s[^<>]*)?/?>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>|</p>\s*<p(?:\s[^<>]*)?>|</div>\s*<div(?:\s[^<>]*)?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|amp|lt|gt|le|ge|quot|mdash|ndash|times|plusmn|middot|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)

HEADING = re.compile(r"\A {0,3}#{1,6}[ \t]")
STRONG = re.compile(r"(?:(?<=[\s：:，,、（(|])|\A)(\*\*|__)(?=[^\s*_])([^*_]*[^\s*_])\1(?![*_])")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~-])")


def without_marks(text: str) -> str:
    """A piece of Markdown as it is shown: no hashes of a heading, no stars of bold type; `≥**人` keeps its placeholder."""
    bare = STRONG.sub(r"\2", text.strip().strip("#").strip() if HEADING.match(text) else text)
    return ESCAPE.sub(r"\1", bare) if "\\" in bare else bare


def without_markup(text: str) -> str:
    """The text without its leftover tags; breaks become line breaks and named signs the signs. `<30人` is no tag.

    Text without such leftovers comes back as the same object.
    """
    if "<" not in text and "&" not in text:
        return text
    bare = TAG.sub("", BREAK.sub("\n", text))
    bare = ENTITY.sub(lambda match: html.unescape(match.group()), bare)
    return text if bare == text else bare.replace("\xa0", " ").strip()
