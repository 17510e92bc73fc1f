"""Every format (格式) in which a page is drawn, by its name."""

from collections.abc import Callable, Mapping

from jiheng.sample.drawing.excel import excel
from jiheng.sample.drawing.ofd import ofd
from jiheng.sample.drawing.opendocument import ods, odt
from jiheng.sample.drawing.plain import bars, blanks, comma, stacked, tabs
from jiheng.sample.drawing.printed import pdf
from jiheng.sample.drawing.web import web
from jiheng.sample.drawing.word import word
from jiheng.sample.layouts.page import Page

RULED: Mapping[str, Callable[[Page], bytes]] = {"docx": word, "xlsx": excel, "html": web, "ods": ods, "odt": odt}
"""Formats that say themselves where cells begin and end."""
FLAT: Mapping[str, Callable[[Page], bytes]] = {"csv": comma, "tabs": tabs, "bars": bars, "blanks": blanks, "stacked": stacked}
"""Text copied from a form."""
PRINTED: Mapping[str, Callable[[Page], bytes]] = {"pdf": pdf, "ofd": ofd}
"""Sheets of paper: borders and texts at their places."""
FORMATS = {**RULED, **PRINTED, **FLAT}
