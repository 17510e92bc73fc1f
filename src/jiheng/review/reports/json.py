"""The answer of `check` as the contract's JSON."""

from collections.abc import Sequence

from jiheng.model.answer import CheckAnswer
from jiheng.model.codec import to_json
from jiheng.model.declaration import Declaration

ENDING = ".json"


def render(answer: CheckAnswer, _declarations: Sequence[Declaration], _lang: str) -> bytes:
    """The whole answer, indented."""
    return to_json(answer, indent=2) + b"\n"
