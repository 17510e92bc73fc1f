"""Every deed that writes into the trail has a name in words, whichever app it is of."""

import ast
from collections.abc import Iterator
from pathlib import Path

import jiheng.web
from jiheng.web.home.templatetags.jiheng import DEEDS

WRITING = {"Deed", "_written"}
OF_THE_PROGRAM = {"jiheng serve"}
"""Who acts where nobody is signed in."""


def _said(call: ast.Call) -> Iterator[str]:
    """The names of deeds among the first two arguments of a call that writes; one of two where the call decides."""
    for argument in call.args[:2]:
        parts = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
        yield from (part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def test_every_deed_has_a_name() -> None:
    found: set[str] = set()
    for path in Path(jiheng.web.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in WRITING:
                found |= set(_said(node))
    assert len(found) > 30
    assert found - DEEDS.keys() - OF_THE_PROGRAM == set()
