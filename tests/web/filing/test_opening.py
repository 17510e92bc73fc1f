"""A document's own text beside what was read of it is opened in a process of its own, which ends at its limits."""

import os
import time
from pathlib import Path

import pytest

from jiheng import write
from jiheng.documents.document import Grid
from jiheng.guard import Limits
from jiheng.web.filing import opening
from jiheng.web.filing.opening import blocks_of

EXAMPLE = next((Path(__file__).parents[3] / "examples").iterdir())


def test_the_blocks_of_a_document_come_from_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def here(*_said: object, **_more: object) -> None:
        raise AssertionError(os.getpid())

    monkeypatch.setattr(opening, "open_each", here)  # a process that begins afresh knows nothing of it
    found = blocks_of("目标表.docx", write(EXAMPLE, ending=".docx").content)
    assert any(isinstance(block, Grid) for block in found)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.7 broken", b"\x00" * 4000])
def test_what_can_not_be_opened_has_no_blocks(content: bytes) -> None:
    assert not any(isinstance(block, Grid) for block in blocks_of("表.docx", content))


def test_a_document_that_takes_too_long_is_given_up() -> None:
    begun = time.monotonic()
    assert blocks_of("表.docx", write(EXAMPLE, ending=".docx").content, Limits(seconds=0, processes=1)) == []
    assert time.monotonic() - begun < 20
