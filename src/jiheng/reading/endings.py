"""Endings (表尾): whether the source ended inside a form, so that what is missing then is not known to be missing."""

from collections.abc import Sequence

from attrs import frozen

from jiheng.model.repair import Repair
from jiheng.reading.forms.indicator import Found
from jiheng.reading.forms.indicators import Block
from jiheng.reading.forms.sections import Form

LEAST_WEIGHTS = 90
"""The weights of a whole form add up to this at least: 100, or 90 beside 10 for the execution of the budget."""


@frozen(eq=False)
class Ending:
    """The rows that are whole, whether the form is, and the mend that left out a row cut in two."""

    rows: list[Found]
    complete: bool = True
    repairs: tuple[Repair, ...] = ()


def ending(form: Form, block: Block, rows: Sequence[Found]) -> Ending:
    """How the last form of a source that may be cut off anywhere ends; a last row cut in two is left out, and the mend recorded."""
    whole = list(rows)
    if not form.last or form.tail or block.totals:
        return Ending(whole)
    repairs: tuple[Repair, ...] = ()
    last = whole[-1] if whole else None
    wanting = last is not None and not _has_target(block, last) and any(_has_target(block, each) for each in whole)
    cut = last is not None and (wanting or _is_cut(block, last))
    if last is not None and not block.pending and cut and _ends_text(last):
        whole.pop()
        said = " | ".join(text for text in last.laid.row.texts if text)
        repairs = (Repair(last.indicator.place, "row-cut-off", said, ""),)
    weights = [found.indicator.weight for found in whole if found.indicator.weight is not None]
    satisfied = any((found.indicator.node or "").startswith("satisfaction") for found in whole)
    light = bool(weights) and sum(weights) < LEAST_WEIGHTS
    short = last is not None and _ends_text(last) and _lacks_actual(rows)
    return Ending(whole, not repairs and satisfied and not light and not short and not block.pending, repairs)


def _has_target(block: Block, found: Found) -> bool:
    text = found.indicator.target.text
    return bool(text) and not block.looks(text).sign


def _is_cut(block: Block, found: Found) -> bool:
    """Whether the medium term's target of the same name shows how the year's, cut off here, would have gone on."""
    said = found.indicator.target.text
    beside = [each.indicator.target.text for each in block.found if each.midterm and each.indicator.name == found.indicator.name]
    return any(len(text) > len(said) and text.startswith(said) for text in beside)


def _lacks_actual(rows: Sequence[Found]) -> bool:
    """Whether the last row alone has no 实际完成值."""
    filled = [bool(found.indicator.actual and found.indicator.actual.text) for found in rows]
    return len(filled) > 1 and all(filled[:-1]) and not filled[-1]


def _ends_text(found: Found) -> bool:
    """Whether nothing stood after the row's last filled cell in the text, not even a blank one; borders that words gave say nothing."""
    return bool(found.laid.row.texts[-1]) or found.laid.row.ruled
