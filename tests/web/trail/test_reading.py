"""An entry of the trail is read by a person: names for fields, before and after, the seals left to the JSON."""

import json

from jiheng.web.trail.models import Entry
from jiheng.web.trail.reading import MOST_LINES, read


def entry(after: object, before: object = None) -> Entry:
    return Entry(deed="edit", before=json.dumps(before) if before else "", after=json.dumps(after) if after else "")


def test_an_edit_names_its_row_and_field_and_the_rule_of_a_mend() -> None:
    edit = {"do": "set", "row": "a1", "field": "target", "before": "45657", "text": "2024年12月31日", "rule": "VAL010"}
    said = read(entry({"revision": 3, "digest": "0" * 64, "cause": "mended", "rows": {"a1": "巡查完成时间"}, "edits": [edit]})).lines
    assert [(line.name, line.before, line.after, line.rule) for line in said] == [
        ("版本", "", "3", ""),
        ("方式", "", "采纳改法", ""),
        ("「巡查完成时间」指标值", "45657", "2024年12月31日", "VAL010"),
    ]


def test_rows_that_come_and_go_are_named() -> None:
    edits = [{"do": "insert", "row": "n"}, {"do": "drop", "row": "m", "held": {"name": "旧指标"}}]
    said = read(entry({"rows": {"n": "新指标"}, "edits": edits})).lines
    assert [(line.name, line.after) for line in said] == [("增加指标", "新指标"), ("删除指标", "旧指标")]


def test_what_did_not_change_is_not_said_and_codes_are_words() -> None:
    said = read(entry({"state": "reviewing", "level": "section"}, {"state": "reviewing", "level": "department"})).lines
    assert [(line.name, line.before, line.after) for line in said] == [("环节", "主管部门", "业务股室")]


def test_an_entry_of_another_make_is_read_as_far_as_it_goes() -> None:
    assert read(Entry(deed="x", before="{", after="[1]")).lines == ()
    assert read(entry({"something": ["甲", "乙"], "edits": 3})).lines[0].after == "甲、乙"
    many = read(entry({"edits": [{"do": "set", "field": "goal", "text": str(number)} for number in range(100)]}))
    assert (len(many.lines), many.more) == (MOST_LINES, 100 - MOST_LINES)
