"""Views (读取依据): what forms are read with, made of a framework once."""

import re

from attrs import field, frozen

from jiheng.framework import Framework
from jiheng.framework.fields import Fields, fields
from jiheng.reading.forms.columns import Header
from jiheng.reading.forms.looks import Looks, looks

DATE = r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"


@frozen(eq=False)
class Views:
    """What forms are read with: the framework, its fields, the judge of texts, and how a page says when it was published."""

    framework: Framework
    fields: Fields
    looks: Looks
    published: re.Pattern[str]
    day_words: tuple[str, ...]
    """what every label of the day of publication contains"""
    headers: dict[object, Header] = field(factory=dict, repr=False)
    """headers that were met before: forms repeat theirs"""


def views(framework: Framework) -> Views:
    """The views of a framework that reading needs, made once."""
    return framework.part(_views)


def _views(framework: Framework) -> Views:
    known = fields(framework)
    published = known.named("notice.published").labels
    short, long = ("|".join(re.escape(label) for label in published if (len(label) > 2) is longer) for longer in (False, True))
    words = tuple({label[-2:] for label in published})
    return Views(framework, known, looks(framework), _after(rf"(?:(?<![\u4e00-\u9fff])(?:{short})|{long})"), words)


def _after(labels: str) -> re.Pattern[str]:
    """A date right behind one of the labels; a long one may stand right behind the publisher's name."""
    return re.compile(rf"{labels}\s*[:：]?\s*(?={DATE})")
