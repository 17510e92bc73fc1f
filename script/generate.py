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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.writing.codes import CodeList

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


def _codes() -> "tuple[CodeList, ...]":
    from jiheng.framework import load
    from jiheng.review.registry import all_rules
    from jiheng.review.reports.tones import rule_title
    from jiheng.writing.codes import Code, code_lists

    return code_lists(load(), [Code(rule.code, rule_title(rule.code, "zh")) for rule in all_rules()])


def codes_csv() -> str:
    """docs/reference/codes.csv: every code of the exchange schema, a row each."""
    from jiheng.writing.codes import as_csv

    return as_csv(_codes())


def codes_json() -> str:
    """docs/reference/codes.json: the code lists by name."""
    from jiheng.writing.codes import as_json

    return as_json(_codes())


def package_schema() -> str:
    """docs/reference/datapackage.json: the descriptor of the open data package, with the schema of each table."""
    import json

    from jiheng.framework import load
    from jiheng.writing.packaging import published

    return json.dumps(published(load()), ensure_ascii=False, indent=2) + "\n"


def exchange() -> str:
    """docs/reference/exchange.md: how tables are exchanged, with the columns of open data and the code lists."""
    from jiheng.framework import load
    from jiheng.writing.packaging import published

    parts = [EXCHANGE_HEAD]
    for resource in (each for each in published(load())["resources"] if "schema" in each):
        rows = "\n".join(f"| `{field['name']}` | {field['title']} | {field['type']} |" for field in resource["schema"]["fields"])
        parts.append(f"### {resource['path']} {resource['title']}\n\n| 列 | 含义 | 类型 |\n|---|---|---|\n{rows}\n")
    parts.append("## 代码表\n\n同样的内容：[codes.csv](codes.csv)、[codes.json](codes.json)。\n")
    for each in _codes():
        kind = "只能用下列代码" if each.closed else "可以有下列以外的值"
        head = f"### {each.name} {each.title}\n\n用在 `{each.field}`；{kind}。\n"
        if len(each.codes) > MOST_SHOWN:
            parts.append(f"{head}\n共 {len(each.codes)} 个：{'、'.join(f'`{code.code}`' for code in each.codes)}。\n")
            continue
        rows = "\n".join(f"| `{code.code}` | {code.name} |" for code in each.codes)
        parts.append(f"{head}\n| 代码 | 名称 |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def openapi() -> str:
    """docs/reference/openapi.json: the description of the web's API, as the server gives it."""
    import json
    import os
    import tempfile

    import django

    with tempfile.TemporaryDirectory() as home:
        os.environ.update(JIHENG_HOME=home, DJANGO_SETTINGS_MODULE="jiheng.web.settings")
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        from jiheng.web.api.entry import description

        return json.dumps(description(), ensure_ascii=False, indent=2) + "\n"


MOST_SHOWN = 120
EXCHANGE_HEAD = """# 数据交换

由 `script/fix` 从程序生成。

两种交换方式，内容相同：

- **JSON**：`jiheng read --format json` 的输出，结构见 [read.schema.json](read.schema.json)，各字段含义见 [JSON 结果](json.md)。`jiheng read`、
  `check`、`write`、`score` 都接受它作输入，读回不丢内容。
- **公开数据包**：`jiheng write … -o 文件夹/datapackage.json`，按 Frictionless Data Package（tabular-data-package）组织：每张表一个 CSV（UTF-8、
  逗号分隔、第一行为列名、空白即没有值），`datapackage.json` 说明各列类型、主键和外键，CSV 是常用的列，`declarations.json`
  是完整的 JSON，`read.schema.json` 是它的结构。说明文件的样子见
  [datapackage.json](datapackage.json)。

金额都以元为单位，数值为十进制，没有千分位、指数和多余的零；百分率是百分号前的数（98，不是 0.98）；日期为 ISO 8601。

## 公开数据包的表
"""


GENERATED: dict[str, Callable[[], str]] = {
    "docs/architecture.md": architecture,
    "docs/rules.csv": register,
    "docs/rules.json": register_json,
    "docs/glossary.md": glossary,
    "docs/reference/cli.md": command_line,
    "docs/reference/codes.csv": codes_csv,
    "docs/reference/codes.json": codes_json,
    "docs/reference/exchange.md": exchange,
    "docs/reference/datapackage.json": package_schema,
    "docs/reference/openapi.json": openapi,
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
