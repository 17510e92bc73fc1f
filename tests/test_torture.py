"""A small sample of script/torture: mutants of every format that needs no other program, none stumbled over, killed or dead."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from jiheng.guard import Limits

SAMPLE = 20
FORMATS = ("docx", "xlsx", "html", "ods", "odt", "ofd", "csv", "tabs", "json", "md", "zip", "xml")


@pytest.mark.parametrize("name", FORMATS)
def test_mutants(name: str) -> None:
    from torture import tortured
    from torture_seeds import drawn

    tally = tortured(name, drawn()[name], SAMPLE, Limits(seconds=30))
    assert not tally.faults
    assert tally.outcomes.total() == SAMPLE
