"""The review (审核): every rule over declarations, into findings with their proof; nothing is asked but what the context holds."""

from jiheng.review.context import Context
from jiheng.review.engine import Crash, OpenQuestion, Review, review, said

__all__ = ["Context", "Crash", "OpenQuestion", "Review", "review", "said"]
