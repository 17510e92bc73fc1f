"""Everything that the pages do is done by the API, through the same deeds; what is left to the pages is named with its reason."""

import ast
from pathlib import Path

WEB = Path(__file__).parents[3] / "src/jiheng/web"
PAGES_ONLY = {
    "make_token": "a token makes no further tokens",
    "revoke_token": "the same",
    "approve_all": "a program sends one request a table",
    "draft": "a letter's draft is looked at, not exchanged",
    "seal": "an archive is downloaded by the auditor in person",
    "keep": "a part of issuing",
    "record": "a part of the library's deeds",
    "import_list": "a part of taking a list",
    "fill_list": "for examples",
    "assign_pieces": "a pile is matched by hand, on its page",
    "take_pile": "the same",
    "pile_of": "the same",
}
APART = ("organizations", "administering")
"""Who may do what is settled by administrators in person, behind a second step."""


def deeds() -> set[tuple[str, str]]:
    """Every public function of a deed's file whose first argument is the actor, with its app."""
    found = set()
    for path in WEB.glob("*/actions/*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.args and node.args.args[0].arg == "actor":
                found.add((path.parts[-3], node.name))
    return found


def called() -> set[str]:
    names = set()
    for path in (WEB / "api/routes").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and ".actions." in node.module:
                names |= {each.name for each in node.names}
    return names


def test_every_deed_of_the_pages_is_an_operation() -> None:
    left = {name for app, name in deeds() if app not in APART} - called() - set(PAGES_ONLY)
    assert not left, f"{sorted(left)}: enter them in api/routes, or name here why the pages alone do them"


def test_what_is_left_to_the_pages_is_there() -> None:
    assert set(PAGES_ONLY) <= {name for _app, name in deeds()}
