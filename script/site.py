"""Lays out the sources of the documentation site in build/site-source: the pages of docs/, and a page a rule from its docstring."""

import shutil
from pathlib import Path

from jiheng.review.registry import all_rules, chinese_page
from jiheng.review.reports.tones import TONES, rule_title

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "build/site-source"
PAGES = SOURCE / "pages"
NAVIGATION = """\
site_name: 绩衡 Jiheng
docs_dir: pages
theme:
  name: material
  language: zh
  font: false
  features: [navigation.tabs, navigation.indexes, content.code.copy]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: indigo
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: indigo
plugins:
  - search:
      lang: [zh, en]
markdown_extensions: [tables, admonition, pymdownx.superfences]
validation:
  links:
    not_found: warn
nav:
  - 首页: index.md
  - 入门: tutorial.md
  - 怎样做:
      - howto/review-a-folder.md
      - howto/explain.md
      - howto/write-back.md
      - howto/write-forms.md
      - howto/score.md
      - howto/many-tables.md
      - howto/settings-and-waivers.md
      - howto/use-as-a-library.md
      - howto/run-the-server.md
      - howto/administer.md
      - howto/administer.en.md
      - howto/sign-in.md
      - howto/send-reminders.md
      - howto/keep-the-years-list.md
      - howto/keep-the-years-list.en.md
      - howto/indicator-library.md
      - howto/use-the-api.md
      - howto/use-the-api.en.md
      - howto/look-back.md
  - 说明: [explanation/how-a-table-is-read.md, explanation/what-a-finding-is.md, explanation/the-budget-equation.md, explanation/the-web-application.md, explanation/the-editor.md, example-findings.md]
  - 参考: [reference/cli.md, reference/json.md, reference/exchange.md, glossary.md, benchmarks.md, accuracy.md, torture.md, security.md, changelog.md]
  - 开发:
      - architecture.md
      - contributing.md
      - dependencies.md
      - decisions/index.md
{decisions}  - 规则:
      - rules/index.md
"""


def main() -> None:
    """Copy the pages, write the rules' pages and the navigation."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    shutil.copytree(ROOT / "docs", PAGES, ignore=shutil.ignore_patterns("*.lock"))
    (PAGES / "index.md").write_text(_relative((ROOT / "README.zh.md").read_text("utf-8")), "utf-8")
    shutil.copy(ROOT / "CHANGELOG.md", PAGES / "changelog.md")
    (PAGES / "rules").mkdir()
    lines = []
    for rule in all_rules():
        english = f"\n\n---\n\n## English\n\n```text\n{rule.manual.strip()}\n```\n"
        (PAGES / "rules" / f"{rule.code.lower()}.md").write_text(chinese_page(rule.code).rstrip() + english, "utf-8")
        lines.append(f"| [{rule.code}]({rule.code.lower()}.md) | {TONES[rule.severity].zh} | {rule.test} | {rule_title(rule.code, 'zh')} |")
    table = "\n".join(["| 代码 | 程度 | 审核内容 | 规则 |", "|---|---|---|---|", *lines])
    (PAGES / "rules" / "index.md").write_text(f"# 规则清单\n\n机器可读：[CSV](../rules.csv) · [JSON](../rules.json)\n\n{table}\n", "utf-8")
    codes = "".join(f"      - rules/{rule.code.lower()}.md\n" for rule in all_rules())
    decisions = sorted(page.name for page in (PAGES / "decisions").glob("*.md") if page.name != "index.md")
    navigation = NAVIGATION.replace("{decisions}", "".join(f"      - decisions/{name}\n" for name in decisions))
    (SOURCE / "mkdocs.yml").write_text(navigation + codes, "utf-8")


def _relative(readme: str) -> str:
    """Links of the README as they are from the site's first page."""
    return readme.replace("](docs/", "](").replace("](CHANGELOG.md)", "](changelog.md)").replace("[English](README.md)\n", "")


if __name__ == "__main__":
    main()
