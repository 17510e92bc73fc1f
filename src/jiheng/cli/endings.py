"""Exit codes (退出码) by the contract: 0 well, 1 findings at or above the failing severity, 2 something could not be read."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model.answer import CheckAnswer, ReadAnswer, ScoreAnswer

RANKS = {"info": 0, "warning": 1, "error": 2, "never": 3}


def ending(answer: "ReadAnswer | CheckAnswer | ScoreAnswer", named: Iterable[str]) -> int:
    """2 where a document could not be opened or parsed, one that was named holds no table, or a rule raised; else 0."""
    without_table = {Path(refusal.path) for refusal in answer.empty}
    raised = getattr(answer, "crashed", ())
    return 2 if answer.unreadable or raised or without_table.intersection(map(Path, named)) else 0


def failing(answer: "CheckAnswer", fail_on: str) -> int:
    """1 where a finding is at or above the failing severity, else 0."""
    return int(any(RANKS[finding.severity.value] >= RANKS[fail_on] for finding in answer.findings))


def worst(codes: Sequence[int]) -> int:
    """2 wins over 1, 1 over 0."""
    return max(codes, default=0)
