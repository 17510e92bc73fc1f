"""Publication (公开时限): until when the target tables of a budget year are made public."""

from datetime import date

from jiheng.framework.framework import Framework


def published_until(framework: Framework, year: int) -> date:
    """The last day on which the target tables of a budget year are published in time."""
    latest = framework.sheet("publication", year)["latest"]
    return date(year, latest["month"], latest["day"])
