"""What `read` printed is read again."""

from pathlib import Path

import pytest

from jiheng.doors import read
from jiheng.errors import DamagedDocument
from jiheng.model.codec import to_json
from jiheng.reading.exchange import exchanged

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("indent", [0, 2])
def test_the_answer_comes_back_equal(indent: int) -> None:
    answer = read(EXAMPLES)
    assert exchanged(to_json(answer, indent=indent), "-") == answer.declarations


def test_one_declaration_a_line_comes_back_equal() -> None:
    declarations = read(EXAMPLES).declarations
    assert exchanged(b"\n".join(to_json(table) for table in declarations), "-") == declarations


def test_other_json_holds_no_declarations() -> None:
    assert exchanged(b'{"name": "package", "version": 1}', "package.json") == ()
    assert exchanged('[{"三级指标": "接种率", "指标值": "≥95%"}]'.encode(), "rows.json") == (), "rows of anybody's are no text to guess at"


def test_rich_text_is_no_json() -> None:
    assert exchanged(rb"{\rtf1 text}", "-") is None


def test_json_that_breaks_off_is_named() -> None:
    with pytest.raises(DamagedDocument) as caught:
        exchanged(to_json(read(EXAMPLES))[:5000], "x.json")
    assert "x.json" in caught.value.zh


def test_a_folder_with_other_json_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "baseline.json").write_text('{"version": 1, "findings": []}')
    answer = read(tmp_path)
    assert answer.unreadable == ()
    assert len(answer.empty) == 1
