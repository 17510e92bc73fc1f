"""Open data: the tables fit the schema that the package states, and nothing of them is lost."""

import csv
import io
import json

import jiheng
from jiheng.doors import gathered
from jiheng.framework import load
from jiheng.writing.packaging import packaged
from writing.tables import tables

LAW = load()


def test_the_package_states_every_file_and_every_column() -> None:
    made = packaged(LAW, gathered(tables("self-evaluation", 3, 4), LAW, "zh"))
    package = json.loads(made["datapackage.json"])
    for resource in package["resources"]:
        rows = list(csv.reader(io.StringIO(made[resource["path"]].decode())))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) > 1
        keys = resource["schema"]["primaryKey"]
        places = [rows[0].index(key) for key in ([keys] if isinstance(keys, str) else keys)]
        assert len({tuple(row[place] for place in places) for row in rows[1:]}) == len(rows) - 1


def test_each_text_is_of_the_type_that_its_column_states() -> None:
    made = packaged(LAW, gathered(tables("detailed", 3, 4), LAW, "zh"))
    for resource in json.loads(made["datapackage.json"])["resources"]:
        for row in csv.DictReader(io.StringIO(made[resource["path"]].decode())):
            for field in resource["schema"]["fields"]:
                text = row[field["name"]]
                if text and field["type"] in ("integer", "number", "year"):
                    assert text.lstrip("-").replace(".", "", 1).isdigit()
                if "constraints" in field and text:
                    assert text in field["constraints"]["enum"]


def test_the_exchange_file_beside_the_tables_reads_back() -> None:
    made = tables("local", 2, 4)
    files = packaged(LAW, gathered(made, LAW, "zh"))
    assert jiheng.read(files["declarations.json"]).declarations == made
    indicators = list(csv.DictReader(io.StringIO(files["indicators.csv"].decode())))
    assert [row["name"] for row in indicators] == [row.name for table in made for row in table.indicators]
    assert next(iter(csv.DictReader(io.StringIO(files["projects.csv"].decode()))))["total"] == f"{made[0].funds.total}"
