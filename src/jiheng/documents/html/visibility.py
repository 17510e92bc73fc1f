"""Visibility (可见性): which elements of a page a person does not see, and what form controls show."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

UNSEEN = frozenset(
    {
        "applet",
        "audio",
        "canvas",
        "datalist",
        "del",
        "embed",
        "head",
        "iframe",
        "map",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "script",
        "style",
        "svg",
        "template",
        "video",
        "xml",
    }
)
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)


def hidden(element: "Element", tag: str) -> bool:
    """Whether the browser shows nothing of this element, by its kind or its own attributes (not by a style sheet)."""
    if tag in UNSEEN or element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    if style is not None and HIDING.search(style):
        return True
    return tag == "option" and not _chosen(element)


def _chosen(option: "Element") -> bool:
    """The option that a closed list shows: the selected one, or the first where none is."""
    if "selected" in option.attrib:
        return True
    siblings = option.itersiblings("option", preceding=True)
    following = option.itersiblings("option")
    return next(siblings, None) is None and not any("selected" in other.attrib for other in following)


def spoken(element: "Element") -> str:
    """What a field of a form shows by itself: the value of a text field, a tick for a box that is checked."""
    kind = (element.get("type") or "text").lower()
    if kind in {"checkbox", "radio"}:
        return "☑" if "checked" in element.attrib else "□"
    return element.get("value") or "" if kind in {"text", "number", "date", "search", "tel"} else ""
