"""Origins (来源归类): from what region and trade a declaration comes, and what an indicator's name says without its ornaments."""

import re
from functools import lru_cache

from attrs import frozen

from jiheng.framework import Framework
from jiheng.framework.trades import trade_of
from jiheng.model.declaration import Declaration
from jiheng.review.facts.subject_of_name import asked

_NAME = r"[^局厅院校所委办站\W\d_a-zA-Z]{2,12}?"
_KIND = r"(?:自治区|自治州|自治县|特别行政区|省|州|县|旗|盟|(?<!城)市|(?<![社园景校小片灾牧辖库矿林营战])区)(?![级属直管场容政])"
_LEVEL = re.compile(_NAME + _KIND)
"""One level of a place: a name of two characters or more that is no body's, and what kind of place it is (社区 and 园区 are none)."""
REMEMBERED = 1 << 16


@frozen(eq=False)
class Origins:
    """The law by which declarations are put into trades (支出功能分类的类) and names are laid bare."""

    framework: Framework

    def region(self, told: Declaration) -> str | None:
        """The place that the unit's name, else the department's, begins with (清源县财政局: 清源县); None where neither names one."""
        department = told.department.name if told.department else None
        return next((place for name in (told.unit, department) if name and (place := place_in(name))), None)

    def trade(self, told: Declaration) -> str | None:
        """The functional class of expenditure (支出功能分类) that unit, department and project speak of; None where they name none."""
        department = told.department.name if told.department else None
        return next((trade for name in (told.unit, department, told.project) if name and (trade := trade_of(name, self.framework))), None)

    def bare(self, name: str) -> str:
        """An indicator's name without numbering, brackets and figures: the name that an indicator library knows it by."""
        return asked(name, self.framework).bare


@lru_cache(maxsize=REMEMBERED)
def place_in(name: str) -> str | None:
    """The region that a body's name begins with, down to its last level; None where it begins with none."""
    end = 0
    while further := _LEVEL.match(name, end):
        end = further.end()
    return name[:end] or None
