"""Harm (应当减少的事项): whether a name measures what should not happen, so that less of it is better."""

from jiheng.framework.framework import Framework
from jiheng.framework.words import words


def is_harm(bare: str, framework: Framework) -> bool:
    """Whether a bare name ends in a rate or a count of harm; handling, preventing and lessening it are none."""
    return any(words(framework, kind).found(bare) is not None for kind in ("harm_rates", "harm_counts"))
