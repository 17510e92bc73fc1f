"""Direction (指标方向): whether less of what an indicator measures is better, where its value does not say."""

from jiheng.comparing.naming import bare_name
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.indicator import Indicator
from jiheng.model.value import ValueKind

COSTS = frozenset({"output.cost", "cost.economic", "cost.social", "cost.ecological"})
TIMELINESS = "output.timeliness"
DIRECTIONS = {"反": True, "正": False}
HARMS = ("harm_rates", "harm_counts")


def less_is_better(row: Indicator, framework: Framework) -> bool:
    """Whether a figure below the target is as good as met: by the form's own 正向 or 反向, else by the name and the level.

    A time within which something is to be done (时效) is met by a shorter one.
    """
    said = next((less for word, less in DIRECTIONS.items() if row.direction and word in row.direction), None)
    if said is not None:
        return said
    name = bare_name(row.name)
    if any(words(framework, kind).found(name) is not None for kind in HARMS):
        return True
    if row.node in COSTS:
        return row.target.kind is not ValueKind.PERCENT or words(framework, "kept_low").found(name) is not None
    return row.node == TIMELINESS and row.target.kind is ValueKind.DURATION
