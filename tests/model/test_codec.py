"""Every answer fits its schema, and comes back equal from its JSON."""

import json
from pathlib import Path

import jsonschema
import pytest
from attrs import fields

from jiheng.doors import check, read, tool
from jiheng.model.answer import CheckAnswer, ReadAnswer, ValueAnswer
from jiheng.model.codec import from_json, schema, to_json
from jiheng.model.declaration import Declaration
from jiheng.sample.making import samples
from jiheng.values import read_value

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("≥98%", "每人 400 元-3000 元", "1项；2批", "7:3", "长效", "", "2024年底", "0.0000001元")


@pytest.fixture(scope="module")
def reading() -> ReadAnswer:
    return read(ROOT / "examples")


def test_what_read_answers_fits_its_schema(reading: ReadAnswer) -> None:
    jsonschema.validate(json.loads(to_json(reading)), schema(ReadAnswer))


def test_what_check_answers_fits_its_schema(reading: ReadAnswer) -> None:
    jsonschema.validate(json.loads(to_json(check(reading))), schema(CheckAnswer))


@pytest.mark.parametrize("text", TEXTS)
def test_what_value_answers_fits_its_schema(text: str) -> None:
    answer = ValueAnswer.of(read_value(text), 1, tool())
    jsonschema.validate(json.loads(to_json(answer)), schema(ValueAnswer))


def test_declarations_come_back_equal() -> None:
    for group in samples(8, 50):
        for sample in group:
            assert from_json(Declaration, to_json(sample.declaration)) == sample.declaration


def test_reading_and_findings_come_back_equal(reading: ReadAnswer) -> None:
    assert from_json(ReadAnswer, to_json(reading)) == reading
    answer = check(reading)
    assert from_json(CheckAnswer, to_json(answer)).coverage == answer.coverage


def test_decimal_strings_are_plain() -> None:
    assert json.loads(to_json(read_value("0.0000001元")))["lower"] == "0.0000001"
    assert json.loads(to_json(read_value("50000.00元")))["lower"] == "50000"


def test_every_field_is_always_there(reading: ReadAnswer) -> None:
    for table in json.loads(to_json(reading))["declarations"]:
        assert list(table) == [field.name for field in fields(Declaration)]
