"""The language of target values (指标值): text ⇄ Value, and the exact arithmetic of intervals, rates and dates."""
