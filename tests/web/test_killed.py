"""A server that is killed in the middle of a write: nothing half done, nothing lost that was acknowledged."""

import random
from pathlib import Path

from killing import kill_once

KILLS = 3


def test_killed_in_the_middle_of_writing_nothing_is_half_done_or_lost(tmp_path: Path) -> None:
    dice = random.Random(7)
    assert sum(kill_once(tmp_path, dice) for _ in range(KILLS)) > KILLS
