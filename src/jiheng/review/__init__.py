"""The review (审核): every rule over declarations, into findings with their proof; nothing is asked but what the context holds."""

from jiheng.model.answer import Crash
from jiheng.review.context import Context
from jiheng.review.engine import OpenQuestion, Review, review, said

__all__ = ["Context", "Crash", "OpenQuestion", "Review", "review", "said"]
