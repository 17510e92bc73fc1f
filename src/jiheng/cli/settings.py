"""`jiheng.toml`: the settings nearest above the folder of the call, each flag under its own name, checked word by word."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from jiheng.cli.endings import RANKS
from jiheng.cli.findings import FORMS
from jiheng.cli.folder import here, settings_above
from jiheng.cli.language import LANGUAGES
from jiheng.cli.limits import RANGES
from jiheng.errors import BadSettings
from jiheng.framework import Framework, load
from jiheng.model.finding import Severity
from jiheng.model.indicator_library import IndicatorLibrary
from jiheng.model.settings import FileSettings, Settings, Standing
from jiheng.model.waiver import Waiver
from jiheng.review.registry import rule_files

LONGEST = 1_000_000
"""Bytes; the settings of the largest office stay far below."""
LISTS = ("select", "ignore")
CHOICES = {"fail-on": tuple(RANKS), "lang": LANGUAGES, "format": FORMS}
TEXT, SWITCH, NUMBER, CODES, TABLE, TABLES_OF = '"文字"', "true、false", "180", '["FND", "VAL001"]', "[{}]", "[[{}]]"
TYPES: dict[str, tuple[type, str]] = {
    **dict.fromkeys(("profile", "policy", "baseline", "county", "library", *CHOICES), (str, TEXT)),
    **dict.fromkeys(("statistics", "unsafe-fixes"), (bool, SWITCH)),
    **dict.fromkeys(RANGES, (int, NUMBER)),
    **dict.fromkeys(LISTS, (list, CODES)),
    "severity": (dict, TABLE),
    **dict.fromkeys(("file", "waiver"), (list, TABLES_OF)),
}
"""The type of each setting, and how it is written."""
NEEDED = {"file": ("pattern", "ignore"), "waiver": ("fingerprint", "reason", "author")}
KEYS: dict[str, dict[str, tuple[type, str]]] = {
    "file": {"pattern": (str, '"旧表/*"'), "ignore": (list, CODES)},
    "waiver": {**dict.fromkeys(NEEDED["waiver"], (str, TEXT)), "expires": (date, "2026-12-31")},
}
"""What the tables of a setting hold."""


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
    path = settings_above(start)
    return None if path is None else _checked(path)


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
        standing=Standing(str(found.path.parent.absolute()), str(here().absolute())),
    )


def switched_on(found: SettingsFile | None, name: str) -> bool:
    """Whether the file turns a switch on."""
    return found is not None and bool(found.content.get(name))


def baseline_in(found: SettingsFile | None) -> Path | None:
    """The baseline file that the settings name, seen from their own folder; None where they name none."""
    named = found.content.get("baseline") if found else None
    return found.path.parent / named if found and named else None


def county_of(found: SettingsFile | None, flag: Path | None) -> tuple[Path, ...]:
    """The folder of a county's own law: the flag's, else the setting's, seen from the settings' folder; empty where neither names one.

    Raises BadSettings where there is no such folder: the review would go by another law and look as if it were the county's.
    """
    named = found.content.get("county") if found else None
    folder = flag or (found.path.parent / named if found and named else None)
    if folder is None:
        return ()
    if not folder.is_dir():
        raise BadSettings(
            f"county：没有文件夹 {folder}。应为本县 TOML 文件所在的文件夹；请更正。",
            f"county: there is no folder {folder}; expected the folder of the county's TOML files; correct it.",
        )
    return (folder.resolve(),)


def library_of(found: SettingsFile | None, flag: Path | None) -> IndicatorLibrary | None:
    """The indicator library that the flag, else the setting names, seen from the settings' folder; None where neither names one.

    Raises BadSettings where the file can't be understood: the review would compare with nothing and look as if it had.
    """
    import msgspec

    from jiheng.model.codec import from_json

    named = found.content.get("library") if found else None
    path = flag or (found.path.parent / named if found and named else None)
    if path is None:
        return None
    try:
        library = from_json(IndicatorLibrary, path.read_bytes())
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _no_library(path, str(error)) from error
    if not library.spreads:
        raise _no_library(path, "spreads = []")
    return library


def _no_library(path: Path, error: str) -> BadSettings:
    return BadSettings(
        f"library：{path} 不是可用的指标库（{error}）。应为 jiheng corpus library 写出的文件；请核对路径。",
        f"library: {path} is no library that can be used ({error}); expected what `jiheng corpus library` wrote; check the path.",
    )


def law() -> Framework:
    """The law of a call: the package's, with the county's own files where the settings name their folder."""
    return load(*county_of(settings_file(here()), None))


def check_names(settings: Settings, framework: Framework) -> None:
    """Raise BadSettings where the settings name a profile or a policy that the framework does not hold."""
    for folder, name, what in (("profiles", settings.profile, "profile"), ("policies", settings.policy, "policy")):
        known = [sheet.removeprefix(f"{folder}/") for sheet in framework.names(folder)]
        if name is not None and name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.5) or known
            raise BadSettings(
                f"{what}：没有“{name[:40]}”。应为 {'、'.join(near)}；请更正设置。",
                f"{what}: there is no “{name[:40]}”; expected {', '.join(near)}; correct the setting.",
            )


def check_codes(prefixes: Iterable[str], flag: str) -> None:
    """Raise BadSettings where a flag names a rule, or the beginning of one, that is not there: it would review nothing and look clean."""
    codes = tuple(rule_files())
    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in codes):
            near = difflib.get_close_matches(prefix, codes, 1, 0.5) or codes[:8]
            raise BadSettings(
                f"{flag}：没有规则 {prefix[:40]}。应为规则代码或其开头，如 {'、'.join(near)}；请更正，jiheng rule 可列出全部。",
                f"{flag}: there is no rule {prefix[:40]}; expected a code or its beginning, such as {', '.join(near)}; `jiheng rule` lists all.",
            )


def _checked(path: Path) -> SettingsFile:
    try:
        if path.stat().st_size > LONGEST:
            raise BadSettings(
                f"{path}：有 {path.stat().st_size:,} 字节。设置文件应不超过 {LONGEST:,} 字节；请核对是否放错了文件。",
                f"{path}: {path.stat().st_size:,} bytes; settings have at most {LONGEST:,}; check whether it is the right file.",
            )
        text = path.read_text("utf-8-sig")
        found = SettingsFile(path, tuple(text.splitlines()), tomllib.loads(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise BadSettings(
            f"{path}：读不出内容（{error}）。应为 UTF-8 编码的 TOML；请按所指位置更正。",
            f"{path}: can't be parsed ({error}); expected TOML in UTF-8; correct it at the place named.",
        ) from error
    said = {name: [value] if name in LISTS and isinstance(value, str) else value for name, value in found.content.items()}
    found = evolve(found, content=said)
    for name, value in said.items():
        _check(found, name, value)
    return found


def _check(found: SettingsFile, name: str, value: Any) -> None:
    if name not in TYPES:
        raise found.wrong(name, TYPES, ("设置项", "the setting"))
    _check_type(found, name, value, *TYPES[name])
    if name in CHOICES and value not in CHOICES[name]:
        raise found.wrong(value, CHOICES[name], (f"{name} 的值", f"the value of {name}"))
    if name in RANGES:
        _check_range(found, name, value)
    elif name in LISTS:
        _check_codes(found, value)
    elif name == "severity":
        _check_codes(found, list(value))
        for severity in value.values():
            if severity not in list(Severity):
                raise found.wrong(str(severity), list(Severity), ("严重程度", "the severity"))
    elif name in KEYS:
        for entry in value:
            _check_type(found, name, entry, dict, TABLES_OF)
            _check_table(found, name, entry)


def _check_type(found: SettingsFile, name: str, value: object, kind: type, written: str) -> None:
    """Raise BadSettings where a value is of another type than the setting has; a moment is no day, and a switch no number."""
    if isinstance(value, kind) and not isinstance(value, datetime) and isinstance(value, bool) == (kind is bool):
        return
    line = next((number for number, text in enumerate(found.lines, 1) if name in text), 1)
    expected, shown = written.format(name), str(value)[:40]
    raise BadSettings(
        f"{found.path} 第 {line} 行：{name} 的值“{shown}”类型不对。应写成 {expected}；请更正。",
        f"{found.path} line {line}: the value “{shown}” of {name} is of another type; expected {expected}; correct it.",
    )


def _check_range(found: SettingsFile, name: str, value: int) -> None:
    least, most = RANGES[name]
    if least <= value <= most:
        return
    line = next((number for number, text in enumerate(found.lines, 1) if name in text), 1)
    raise BadSettings(
        f"{found.path} 第 {line} 行：{name} 的值是 {value}。应在 {least} 和 {most} 之间；请更正。",
        f"{found.path} line {line}: {name} is {value}; expected a number from {least} to {most}; correct it.",
    )


def _check_codes(found: SettingsFile, prefixes: Iterable[object]) -> None:
    """Every entry is a rule's code or the beginning of one."""
    codes = tuple(rule_files())
    for prefix in dict.fromkeys(map(str, prefixes)):
        if not any(code.startswith(prefix) for code in codes):
            raise found.wrong(prefix, codes, ("规则代码", "the rule code"))


def _check_table(found: SettingsFile, name: str, entry: Mapping[str, Any]) -> None:
    """`[[file]]` and `[[waiver]]` have the keys that they need, and no others, each of its type."""
    for key in entry:
        if key not in KEYS[name]:
            raise found.wrong(key, KEYS[name], (f"[[{name}]] 的项", f"the key of [[{name}]]"))
        _check_type(found, key, entry[key], *KEYS[name][key])
    for key in NEEDED[name]:
        if key not in entry:
            needed = NEEDED[name]
            line = next((number for number, text in enumerate(found.lines, 1) if f"[[{name}]]" in text), 1)
            raise BadSettings(
                f"{found.path} 第 {line} 行：[[{name}]] 缺少 {key}。应有 {'、'.join(needed)}；请补上。",
                f"{found.path} line {line}: [[{name}]] lacks {key}; expected {', '.join(needed)}; add it.",
            )
    if name == "file":
        _check_codes(found, entry["ignore"])
