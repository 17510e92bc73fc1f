"""A county's own files (县级自有文件): labels beside the package's, sheets that speak before its own."""

from pathlib import Path

from jiheng.framework import load
from jiheng.framework.fields import fields
from jiheng.framework.profiles import profile_of

FIELDS = """
[[field]]
name = "unit"
labels = ["承办站所"]

[[field]]
name = "goal"
labels = ["本年要办成的事"]
"""
PROFILE = """
[about]
title = "河东县表样"

[profile]
official = "河东县表样"
required = ["output.quantity"]
"""


def county(folder: Path) -> Path:
    (folder / "profiles").mkdir()
    (folder / "fields.toml").write_text(FIELDS, "utf-8")
    (folder / "profiles" / "hedong.toml").write_text(PROFILE, "utf-8")
    return folder


def test_labels_are_added_and_none_is_lost(tmp_path: Path) -> None:
    own, package = fields(load(county(tmp_path))), fields(load())
    for before in package.entries:
        assert set(own.named(before.name).labels) >= set(before.labels)
    assert "承办站所" in own.named("unit").labels
    assert own.named("unit").labels[0] == package.named("unit").labels[0], "the official label stays first"


def test_a_profile_of_the_county_is_known_by_its_name(tmp_path: Path) -> None:
    found = profile_of(load(county(tmp_path)), "hedong", set())
    assert found is not None
    assert found.required == {"output.quantity"}


def test_the_hash_tells_whose_law_it_is(tmp_path: Path) -> None:
    assert load(county(tmp_path)).digest != load().digest
