"""The language of target values (指标值): text ⇄ Value, and the exact arithmetic of intervals, rates and dates."""

from jiheng.values.reader import read_value
from jiheng.values.writer import write_value

__all__ = ["read_value", "write_value"]
