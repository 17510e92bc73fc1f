"""The case files of this room, and the framework's words that they are read with."""

import tomllib
from pathlib import Path
from typing import Any

from jiheng.comparing.naming import naming
from jiheng.framework import load
from jiheng.framework.equivalences import equivalences

NAMING = naming(load())
KNOWN = equivalences(load())


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of tests/cases/comparing/NAME.toml."""
    found: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / f"cases/comparing/{name}.toml").read_text("utf-8"))["case"]
    return found
