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
from jiheng.model.settings import FileSettings, Settings
from jiheng.model.waiver import Waiver
from jiheng.review.registry import rule_files

FILE = "jiheng.toml"
LISTS = ("select", "ignore")
CHOICES = {"fail-on": tuple(RANKS), "lang": LANGUAGES, "format": FORMS}
TYPES = {"baseline": (str, '"基线.json"'), "statistics": (bool, "true、false"), "unsafe-fixes": (bool, "true、false")}
"""Settings of one type, with what is expected where another stands."""
NAMES = (*LISTS, *CHOICES, *TYPES, "severity", "profile", "policy", "file", "waiver")

TABLES = {
    "file": (("pattern", "ignore"), ("pattern", "ignore")),
    "waiver": (("fingerprint", "reason", "author"), ("fingerprint", "reason", "author", "expires")),
}


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
        profile=said.get("profile"),
        policy=said.get("policy"),
        files=tuple(FileSettings(each["pattern"], tuple(each["ignore"])) for each in said.get("file", ())),
        waivers=tuple(Waiver(**each) for each in said.get("waiver", ())),
    )


def switched_on(found: SettingsFile | None, name: str) -> bool:
    """Whether the file turns a switch on."""
    return found is not None and bool(found.content.get(name))


def baseline_in(found: SettingsFile | None) -> Path | None:
    """The baseline file that the settings name, seen from their own folder; None where they name none."""
    named = found.content.get("baseline") if found else None
    return found.path.parent / named if found and named else None


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
    if name in TYPES and not isinstance(value, TYPES[name][0]):
        raise found.wrong(name, (TYPES[name][1],), ("设置项的值", "the value of the setting"))
    if name in LISTS:
        _check_codes(found, value)
    elif name == "severity" and isinstance(value, dict):
        _check_codes(found, list(value))
        for severity in value.values():
            if severity not in list(Severity):
                raise found.wrong(str(severity), list(Severity), ("严重程度", "the severity"))
    elif name in TABLES:
        for entry in value if isinstance(value, list) else [value]:
            _check_table(found, name, entry if isinstance(entry, dict) else {str(entry): None})


def _check_codes(found: SettingsFile, value: object) -> None:
    """Every entry is a rule's code or the beginning of one."""
    codes = tuple(rule_files())
    for prefix in value if isinstance(value, list) else [value]:
        if not any(code.startswith(str(prefix)) for code in codes):
            raise found.wrong(str(prefix), codes, ("规则代码", "the rule code"))


def _check_table(found: SettingsFile, name: str, entry: Mapping[str, Any]) -> None:
    """`[[file]]` and `[[waiver]]` have the keys that they need, and no others."""
    needed, allowed = TABLES[name]
    for key in entry:
        if key not in allowed:
            raise found.wrong(key, allowed, (f"[[{name}]] 的项", f"the key of [[{name}]]"))
    for key in needed:
        if key not in entry:
            line = next((number for number, text in enumerate(found.lines, 1) if f"[[{name}]]" in text), 1)
            raise BadSettings(
                f"{found.path} 第 {line} 行：[[{name}]] 缺少 {key}。应有 {'、'.join(needed)}；请补上。",
                f"{found.path} line {line}: [[{name}]] lacks {key}; expected {', '.join(needed)}; add it.",
            )
    if name == "file":
        _check_codes(found, entry["ignore"])
