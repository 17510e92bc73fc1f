"""Dates (年度与公开日期): the budget year that a form names, and the day on which the page around it was made public."""

import re
from collections.abc import Iterable, Sequence

from jiheng.model.declaration import ExtraCell
from jiheng.reading.forms.heads import Head
from jiheng.reading.forms.sections import Form, title_in
from jiheng.reading.rows import Row
from jiheng.reading.texts import year_line, year_of
from jiheng.reading.views import Views

LONGEST_NOTICE = 400
LONGEST_YEAR_LINE = 12
_HEADLINE = re.compile(r"^(?!.*(?:关于|通知|公告|公示))[^,，。;；:：]{0,20}(?:19|20)\d{2}年度?[^,，。;；:：]{0,20}绩效目标$")


def budget_year(form: Form, titles: Sequence[str], head: Head) -> int | None:
    """The budget year: of its own cell, the line under the title, the title, the project's name; never of the page around the form.

    A form that names none has that of the forms before it, where their title is its own.
    """
    project = head.one("project")
    year = (
        own_year(head)
        or _year_line((*form.titles, *form.head, *form.notice))
        or _first_year((*reversed(titles), project.text if project else ""))
    )
    if year is not None:
        return year
    above = [title for row in form.around for text in row.texts if (title := title_in(text))]
    return (_year_line(form.around) or _first_year(above)) if set(above) & set(titles) else None


def own_year(head: Head) -> int | None:
    """The year in a cell of its own (年度); None where the head has none."""
    own = head.one("year")
    return _first_year((own.text,)) if own else None


def _year_line(rows: Iterable[Row]) -> int | None:
    lines = (year_line(text) for row in rows for text in row.texts if text and len(text) <= LONGEST_YEAR_LINE)
    return next((year for year in lines if year is not None), None)


def headline(form: Form) -> list[str]:
    """The line over a form told in prose that names its year and 绩效目标, as a title would; none where a notice speaks."""
    lines = [text for row in (*form.titles, *form.head, *form.notice) if row.grid is None for text in row.said]
    return [text for text in lines if _HEADLINE.search("".join(text.split()))][:1]


def _first_year(texts: Iterable[str]) -> int | None:
    return next((year for text in texts if (year := year_of(text)) is not None), None)


def is_year_line(row: Row) -> bool:
    """Whether a row says nothing but a year: （2024年度）."""
    filled = [text for text in row.texts if text]
    return len(filled) == 1 and year_line(filled[0]) is not None


def published(views: Views, form: Form) -> tuple[str, ExtraCell] | None:
    """The day of publication that the page around the form names, ISO 8601, and the cell to keep it in."""
    for row in (*form.notice, *form.titles, *form.head, *form.around):
        text = " ".join(row.said)
        if not any(word in text for word in views.day_words):
            continue
        found = views.published.search(text) if len(text) < LONGEST_NOTICE else None
        if found:
            year, month, day = (int(part) for part in found.groups())
            date = f"{year:04}-{month:02}-{day:02}"
            return date, ExtraCell("发布时间", date, row.place(row.cells[0]))
    return None
