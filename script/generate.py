"""Writes the files that are made from the code: the picture of the rooms, the register of rules, glossary, schemas, CLI reference.

Without arguments it writes them; with --check it says which are stale and ends with 1.
"""

import ast
import csv
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BEGIN, END = "<!-- generated: do not edit below -->", "<!-- end of generated -->"


def rooms() -> str:
    """The rooms with their docstrings, and the imports between them as a Mermaid drawing."""
    import grimp

    graph = grimp.build_graph("jiheng")
    names = sorted(module.split(".")[1] for module in graph.find_children("jiheng"))
    arrows = sorted((a, b) for a in names for b in names if a != b and _direct(graph, a, b))
    drawing = "\n".join(f"    {a} --> {b}" for a, b in arrows)
    lines = [f"| `{name}` | {_purpose(name)} |" for name in names]
    table = "\n".join(["| room | what it holds |", "|---|---|", *lines])
    return f"```mermaid\nflowchart TD\n{drawing}\n```\n\n{table}\n"


def _direct(graph: object, a: str, b: str) -> bool:
    def inside(room: str) -> set[str]:
        return {f"jiheng.{room}"} | graph.find_descendants(f"jiheng.{room}")  # type: ignore[attr-defined]

    targets = inside(b)
    return any(graph.find_modules_directly_imported_by(module) & targets for module in inside(a))  # type: ignore[attr-defined]


def _path(name: str) -> Path:
    package = ROOT / "src/jiheng" / name
    return package if package.is_dir() else package.with_suffix(".py")


def _purpose(name: str) -> str:
    path = _path(name)
    source = (path / "__init__.py" if path.is_dir() else path).read_text("utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0].replace("\n", " ")


def architecture() -> str:
    """docs/architecture.md with its generated part made anew."""
    before, _, rest = (DOCS / "architecture.md").read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{rooms()}\n{END}{after}"


def register() -> str:
    """docs/rules.csv: every rule with its severity, test, forms, scope and title."""
    from jiheng.review.registry import all_rules
    from jiheng.review.reports.tones import rule_title

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "severity", "test", "scope", "forms", "yields_to", "title_zh", "title_en"])
    for rule in all_rules():
        writer.writerow([
            rule.code, rule.severity.value, rule.test, rule.scope.value, " ".join(sorted(form.value for form in rule.forms)),
            " ".join(sorted(rule.yields_to)), rule_title(rule.code, "zh"), rule_title(rule.code, "en"),
        ])  # fmt: skip
    return text.getvalue()


def command_line() -> str:
    """docs/reference/cli.md: the help of every verb in both languages."""
    import click

    from jiheng.cli.main import cli

    parts = ["# The command line\n\nMade from the program by `script/fix`; the same as `jiheng VERB --help`.\n"]
    root = click.Context(cli, info_name="jiheng")
    for name in ("", *cli.list_commands(root)):
        for lang in ("zh", "en"):
            with click.Context(cli, info_name="jiheng") as outer:
                outer.meta["jiheng.lang"] = lang
                command = cli.get_command(outer, name) if name else cli
                context = click.Context(command, info_name=name, parent=outer) if name else outer
                with context:
                    heading = f"## jiheng {name}\n\n".replace(" \n", "\n") if lang == "zh" else ""
                    parts.append(f"{heading}```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def register_json() -> str:
    """docs/rules.json: the register for programs, with the sentences of each rule."""
    import json

    from jiheng.review.registry import all_rules
    from jiheng.review.reports.tones import rule_title

    entries = [
        {
            "code": rule.code,
            "severity": rule.severity.value,
            "test": rule.test,
            "scope": rule.scope.value,
            "forms": sorted(form.value for form in rule.forms),
            "yields_to": sorted(rule.yields_to),
            "title": {lang: rule_title(rule.code, lang) for lang in ("zh", "en")},
            "messages": {lang: dict(rule.message[lang]) for lang in ("zh", "en")},
        }
        for rule in all_rules()
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


TERM = re.compile(r"^(?P<en>[A-Z][\w' -]*?) ?[(（](?P<zh>[\u4e00-\u9fff（）、/ …-]+)[)）](?P<rest>[^\n]*)")


def glossary() -> str:
    """docs/glossary.md: the official Chinese term beside the English name, from the docstrings of modules and classes."""
    rows = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        if "rules" in path.parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        documented = [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
        for node in documented:
            found = TERM.match(ast.get_docstring(node) or "")
            if found:
                name = node.name if isinstance(node, ast.ClassDef) else found["en"]
                rows.add((found["zh"].strip(), name, path.relative_to(ROOT / "src").as_posix(), found["rest"].strip(" :：.")))
    lines = [f"| {zh} | {en} | `{path}` | {rest} |" for zh, en, path, rest in sorted(rows)]
    head = "# Glossary\n\nMade from the docstrings by `script/fix`.\n\n| 中文 | English | where | what |\n|---|---|---|---|\n"
    return head + "\n".join(lines) + "\n"


def schema_of(name: str) -> Callable[[], str]:
    """docs/reference/NAME.schema.json, the JSON Schema of an answer."""

    def make() -> str:
        import msgspec

        from jiheng.model import answer, codec

        kinds = {"read": answer.ReadAnswer, "value": answer.ValueAnswer, "check": answer.CheckAnswer, "score": answer.ScoreAnswer}
        return msgspec.json.format(msgspec.json.encode(codec.schema(kinds[name])), indent=2).decode() + "\n"

    return make


GENERATED: dict[str, Callable[[], str]] = {
    "docs/architecture.md": architecture,
    "docs/rules.csv": register,
    "docs/rules.json": register_json,
    "docs/glossary.md": glossary,
    "docs/reference/cli.md": command_line,
    **{f"docs/reference/{name}.schema.json": schema_of(name) for name in ("read", "value", "check", "score")},
}


def main() -> int:
    """Write or check the files; 1 where --check finds one stale."""
    stale = []
    for name, make in GENERATED.items():
        path, made = ROOT / name, make()
        if path.exists() and path.read_text("utf-8") == made:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made, "utf-8")
    if stale and "--check" in sys.argv:
        print(f"stale: {', '.join(stale)}; run script/fix")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
