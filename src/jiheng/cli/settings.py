"""`jiheng.toml`: the settings nearest above the folder of the call, each flag under its own name, checked word by word."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from jiheng.cli.endings import RANKS
from jiheng.cli.findings import FORMS
from jiheng.cli.language import LANGUAGES
from jiheng.errors import BadSettings
from jiheng.model.finding import Severity
from jiheng.model.settings import Settings
from jiheng.review.registry import rule_files

FILE = "jiheng.toml"
LISTS = ("select", "ignore")
CHOICES = {"fail-on": tuple(RANKS), "lang": LANGUAGES, "format": FORMS}
NAMES = (*LISTS, *CHOICES, "severity")


@frozen
class SettingsFile:
    """One `jiheng.toml`: where it lies, its lines for messages, and what it says."""

    path: Path
    lines: tuple[str, ...]
    content: Mapping[str, Any]

    def wrong(self, word: str, allowed: Iterable[str], what: tuple[str, str]) -> BadSettings:
        """The error for a word that is not among those allowed, with its line and the nearest that is."""
        line = next((number for number, text in enumerate(self.lines, 1) if word in text), 1)
        choices = list(allowed)
        near = difflib.get_close_matches(word, choices, 1, 0.5)
        shown = near or choices[:8]
        return BadSettings(
            f"{self.path} 第 {line} 行：{what[0]}“{word}”无法识别，可用的有 {'、'.join(shown)}。"
            + (f"是不是 {near[0]}？" if near else "请改为其中之一。"),
            f"{self.path} line {line}: {what[1]} “{word}” is not known; there are {', '.join(shown)}."
            + (f" Did you mean {near[0]}?" if near else " Use one of them."),
        )


def settings_file(start: Path) -> SettingsFile | None:
    """The nearest `jiheng.toml` from a folder upwards; None where there is none.

    Raises BadSettings where it can't be parsed or holds a word that is not known.
    """
    for folder in (start, *start.parents):
        path = folder / FILE
        if path.is_file():
            return _checked(path)
    return None


def settings_of(found: SettingsFile | None, flags: Settings) -> Settings:
    """The settings of a call: the file's, with what the flags say in their place."""
    if found is None:
        return flags
    said = found.content
    return evolve(
        flags,
        select=flags.select or tuple(said.get("select", ())),
        ignore=flags.ignore or tuple(said.get("ignore", ())),
        severity={code: Severity(name) for code, name in said.get("severity", {}).items()},
        fail_on=said.get("fail-on", flags.fail_on),
    )


def _checked(path: Path) -> SettingsFile:
    try:
        text = path.read_text("utf-8")
        found = SettingsFile(path, tuple(text.splitlines()), tomllib.loads(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings(
            f"{path}：读不出内容（{error}）。应为 UTF-8 编码的 TOML；请按所指位置更正。",
            f"{path}: can't be parsed ({error}); expected TOML in UTF-8; correct it at the place named.",
        ) from error
    for name, value in found.content.items():
        _check(found, name, value)
    return found


def _check(found: SettingsFile, name: str, value: object) -> None:
    if name not in NAMES:
        raise found.wrong(name, NAMES, ("设置项", "the setting"))
    if name in CHOICES and value not in CHOICES[name]:
        raise found.wrong(str(value), CHOICES[name], (f"{name} 的值", f"the value of {name}"))
    codes = tuple(rule_files())
    if name in LISTS:
        for prefix in value if isinstance(value, list) else [value]:
            if not any(code.startswith(str(prefix)) for code in codes):
                raise found.wrong(str(prefix), codes, ("规则代码", "the rule code"))
    if name == "severity" and isinstance(value, dict):
        for code, severity in value.items():
            if code not in codes:
                raise found.wrong(code, codes, ("规则代码", "the rule code"))
            if severity not in list(Severity):
                raise found.wrong(str(severity), list(Severity), ("严重程度", "the severity"))
