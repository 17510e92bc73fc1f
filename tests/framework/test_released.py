"""Law that is out (已发布的规则依据): a dated file is never edited, a change is a new file that says from which year it holds."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from jiheng.framework.load import LAW

DATED = re.compile(r".+\.\d{4}\.toml")
HASHES = tomllib.loads((Path(__file__).parent / "released.toml").read_text("utf-8"))["released"]
FILES = {path.relative_to(LAW).as_posix(): path for path in sorted(LAW.rglob("*.toml")) if DATED.fullmatch(path.name)}


@pytest.mark.parametrize("name", sorted(FILES.keys() | HASHES.keys()))
def test_a_released_file_stays_as_it_was(name: str) -> None:
    assert name in FILES, f"{name} was released and is gone: tables of its years are reviewed by it; put it back"
    assert name in HASHES, f"{name} is new: when it is released, add its SHA-256 to tests/framework/released.toml"
    found = hashlib.sha256(FILES[name].read_bytes()).hexdigest()
    assert found == HASHES[name], (
        f"{name} was released and has been changed: put it back, and write the change as a new dated file beside it, "
        "with `since` and `until` in its [about]"
    )
