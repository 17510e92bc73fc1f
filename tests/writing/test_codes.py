"""Code lists: every code of the model is in them with a name, and both tables say the same."""

import csv
import io
import json

from jiheng.framework import load
from jiheng.framework.tree import tree
from jiheng.model.declaration import FormKind
from jiheng.model.value import Change, Period, ValueKind
from jiheng.writing.codes import Code, as_csv, as_json, code_lists

LAW = load()
LISTS = {each.name: each for each in code_lists(LAW, [Code("ABC001", "某条规则")])}


def test_each_closed_list_has_every_code_of_the_model_and_no_other() -> None:
    kinds = {"form": FormKind, "kind": ValueKind, "change": Change, "every": Period}
    for name, kind in kinds.items():
        assert {code.code for code in LISTS[name].codes} == {each.value for each in kind}
    assert {code.code for code in LISTS["node"].codes} == set(tree(LAW).official)


def test_every_code_has_a_name_and_stands_once() -> None:
    for each in LISTS.values():
        assert all(code.code and code.name for code in each.codes), each.name
        assert len({code.code for code in each.codes}) == len(each.codes), each.name


def test_the_two_tables_say_the_same() -> None:
    lists = tuple(LISTS.values())
    told = json.loads(as_json(lists))
    rows = list(csv.DictReader(io.StringIO(as_csv(lists))))
    assert [(row["list"], row["code"], row["name"]) for row in rows] == [
        (name, code["code"], code["name"]) for name, each in told.items() for code in each["codes"]
    ]
