"""Open data: the tables fit the schema that the package states, and nothing of them is lost."""

import csv
import io
import json
from typing import Any

from jsonschema import validate

import jiheng
from jiheng.doors import gathered
from jiheng.framework import load
from jiheng.writing.packaging import packaged
from writing.tables import tables

LAW = load()
NAME = {"type": "string", "pattern": "^[-a-z0-9._/]+$"}
FIELD = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "type": {"enum": ["string", "number", "integer", "boolean", "object", "array", "date", "time", "datetime", "year", "any"]},
        "constraints": {"properties": {"required": {"type": "boolean"}, "enum": {"type": "array", "uniqueItems": True, "minItems": 1}}},
    },
}
KEY = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
TABLE = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {"type": "array", "items": FIELD, "minItems": 1},
        "primaryKey": KEY,
        "missingValues": {"type": "array", "items": {"type": "string"}},
        "foreignKeys": {"items": {"required": ["fields", "reference"], "properties": {"reference": {"required": ["resource", "fields"]}}}},
    },
}
PACKAGE = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "name": NAME,
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path"],
                "properties": {"name": NAME, "path": {"type": "string", "pattern": "^(?![/.])[^/]+$"}, "schema": TABLE},
                "if": {"properties": {"profile": {"const": "tabular-data-resource"}}},
                "then": {"required": ["schema"]},
            },
        },
    },
}
"""what the specifications Data Package and Table Schema (specs.frictionlessdata.io) ask of a descriptor, as far as we use them"""


def tabular(package: dict[str, Any]) -> list[dict[str, Any]]:
    """The resources that are tables."""
    return [each for each in package["resources"] if each["profile"] == "tabular-data-resource"]


def test_the_descriptor_is_one_by_the_specification_and_the_exchange_file_fits_its_schema() -> None:
    made = packaged(LAW, gathered(tables("overall", 2, 4), LAW, "zh"))
    package = json.loads(made["datapackage.json"])
    validate(package, PACKAGE)
    assert {each["path"] for each in package["resources"]} | {"datapackage.json", "read.schema.json"} == set(made)
    validate(json.loads(made["declarations.json"]), json.loads(made["read.schema.json"]))


def test_every_foreign_key_leads_to_a_row() -> None:
    made = packaged(LAW, gathered(tables("local", 3, 4), LAW, "zh"))
    rows = {
        each["name"]: list(csv.DictReader(io.StringIO(made[each["path"]].decode())))
        for each in tabular(json.loads(made["datapackage.json"]))
    }
    for resource in tabular(json.loads(made["datapackage.json"])):
        for key in resource["schema"].get("foreignKeys", ()):
            there = {row[key["reference"]["fields"]] for row in rows[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in rows[resource["name"]]} <= there


def test_the_package_states_every_file_and_every_column() -> None:
    made = packaged(LAW, gathered(tables("self-evaluation", 3, 4), LAW, "zh"))
    package = json.loads(made["datapackage.json"])
    for resource in tabular(package):
        rows = list(csv.reader(io.StringIO(made[resource["path"]].decode())))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) > 1
        keys = resource["schema"]["primaryKey"]
        places = [rows[0].index(key) for key in ([keys] if isinstance(keys, str) else keys)]
        assert len({tuple(row[place] for place in places) for row in rows[1:]}) == len(rows) - 1


def test_each_text_is_of_the_type_that_its_column_states() -> None:
    made = packaged(LAW, gathered(tables("detailed", 3, 4), LAW, "zh"))
    for resource in tabular(json.loads(made["datapackage.json"])):
        for row in csv.DictReader(io.StringIO(made[resource["path"]].decode())):
            for field in resource["schema"]["fields"]:
                text = row[field["name"]]
                if text and field["type"] in ("integer", "number", "year"):
                    assert text.lstrip("-").replace(".", "", 1).isdigit()
                constraints = field.get("constraints", {})
                assert not text or text in constraints.get("enum", [text])
                assert text or not constraints.get("required")


def test_the_exchange_file_beside_the_tables_reads_back() -> None:
    made = tables("local", 2, 4)
    files = packaged(LAW, gathered(made, LAW, "zh"))
    assert jiheng.read(files["declarations.json"]).declarations == made
    indicators = list(csv.DictReader(io.StringIO(files["indicators.csv"].decode())))
    assert [row["name"] for row in indicators] == [row.name for table in made for row in table.indicators]
    assert next(iter(csv.DictReader(io.StringIO(files["projects.csv"].decode()))))["total"] == f"{made[0].funds.total}"
