"""Leftovers (残留标记): HTML tags and entities that a copied cell kept, taken out."""

import html
import re

TAG = re.compile(r"</?(?:p|span|div|font|b|strong|i|em|u|a|sup|sub|o:p|label|center)(?:\s[^<>]*)?/?>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>|</p>\s*<p(?:\s[^<>]*)?>|</div>\s*<div(?:\s[^<>]*)?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|amp|lt|gt|le|ge|quot|mdash|ndash|times|plusmn|middot|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)


def without_markup(text: str) -> str:
    """The text without its leftover tags; breaks become line breaks and named signs the signs. `<30人` is no tag.

    Text without such leftovers comes back as the same object.
    """
    if "<" not in text and "&" not in text:
        return text
    bare = TAG.sub("", BREAK.sub("\n", text))
    bare = ENTITY.sub(lambda match: html.unescape(match.group()), bare)
    return text if bare == text else bare.replace("\xa0", " ").strip()
