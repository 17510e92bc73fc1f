"""A spreadsheet's serial number where a date was meant (日期变成序列号).

Finds:
    A bare number of 40,000 to 52,000 under 时效, or of a 时间 or 日期: the day count by which spreadsheets store dates (44,561 is
    2021-12-31).

Why it matters:
    The date is lost to every reader, and the number will be scored as a count.

Basis:
    None in law: the value itself.

Silent when:
    The number has a unit, or neither level nor name asks for a time.

Known false alarms:
    None known.

Wrong:
    产出指标 | 时效指标 | 秋季教材发放完成时间 | 45535

Right:
    产出指标 | 时效指标 | 秋季教材发放完成时间 | 2024年8月31日

How to mend:
    Format the cell as a date, or type the date.

Since: 0.1
"""

import re
from datetime import date, timedelta

from jiheng.framework.words import Words, words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Fix, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.levels import TIMELINESS
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names
from jiheng.review.subject import Scope, Table, View

CODE = "VAL010"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006")
VIEWS = frozenset({View.MIDTERM, View.REGIONS})
MESSAGE = {
    "zh": {"serial": "“{name}”的目标“{target}”是电子表格的日期序列号，对应 {date}；请改为日期。"},
    "en": {"serial": "“{target}” of “{name}” is a spreadsheet's serial number for {date}; write the date."},
}

SERIAL = re.compile(r"(?:[≤≥=<>]|<=|>=)?(4[0-9],?\d{3}|5[01],?\d{3})(?:\.0+)?(?:\s*\1)?")
EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets, which count a 29 February 1900 that never was."""


def check(subject: Table, context: Context) -> Outcome:
    """Fail each serial number where a time is asked for."""
    times = words(context.framework, "time_names")
    rows = zip(subject.declaration.indicators, subject.fact(subjects_of_names, context), strict=True)
    asked = [(position, row) for position, (row, name) in enumerate(rows) if _asks_for_time(row, name, times)]
    if not asked:
        return NotApplicable("no row asks for a time")
    found = [(position, row, match[1]) for position, row in asked if (match := SERIAL.fullmatch(row.target.text))]
    return outcome_of([_fault(position, row, number) for position, row, number in found])


def _asks_for_time(row: Indicator, name: Asked, times: Words) -> bool:
    return row.node == TIMELINESS or times.found(name.bare) is not None


def _fault(position: int, row: Indicator, number: str) -> Fault:
    day = EPOCH + timedelta(days=int(number.replace(",", "")))
    fix = Fix(position, "target", row.target.text, f"{day.year}年{day.month}月{day.day}日", safe=False)
    return Fault("serial", position, "target", {"name": row.name, "target": row.target, "date": day.isoformat()}, fix=fix)
