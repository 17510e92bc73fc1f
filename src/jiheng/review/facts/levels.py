"""Levels (二级指标) of the official tree in the groups that rules speak of."""

from jiheng.framework.framework import Framework
from jiheng.framework.tree import tree
from jiheng.model.indicator import Indicator

QUANTITY = "output.quantity"
QUALITY = "output.quality"
TIMELINESS = "output.timeliness"
SATISFACTION = "satisfaction.recipients"
SUSTAINABLE = "benefit.sustainable"
COSTS = frozenset({"output.cost", "cost.economic"})
BENEFITS = frozenset({"benefit.economic", "benefit.social", "benefit.ecological", SUSTAINABLE})
OUTPUTS = frozenset({QUANTITY, QUALITY, TIMELINESS})


def level_name(row: Indicator, framework: Framework) -> str:
    """The second level as the form says it, else by its official name; empty where the form does not say."""
    return row.level2 or tree(framework).official.get(row.node or "", "")
