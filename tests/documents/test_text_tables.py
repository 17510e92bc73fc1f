import tomllib
from pathlib import Path
from typing import Any

import pytest

from documents.making import texts
from jiheng.documents import Grid, open_document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/documents/text-tables.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_text_is_cut_as_the_case_says(case: dict[str, Any]) -> None:
    found = [texts(block) if isinstance(block, Grid) else block.text for block in open_document(case["text"].encode()).blocks]
    assert found == case["blocks"]
