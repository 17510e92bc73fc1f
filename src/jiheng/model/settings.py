"""Settings (审核设置): what a user or an office chose; handed to the review, which does not know where they lie."""

import hashlib
import os
from collections.abc import Mapping
from fnmatch import fnmatchcase

from attrs import Attribute, Factory, asdict, field, frozen

from jiheng.model.finding import Severity
from jiheng.model.waiver import Waiver


@frozen
class FileSettings:
    """What is left out in some files: a pattern of their path (`旧表/*.docx`) and rule codes or prefixes."""

    pattern: str
    ignore: tuple[str, ...]


@frozen
class Standing:
    """Where patterns of files are seen from: the folder of the settings and that of the call, both absolute."""

    settings: str
    call: str

    def seen(self, path: str) -> str:
        """A path as the call names it, seen from the folder of the settings."""
        return os.path.relpath(os.path.join(self.call, path), self.settings).replace(os.sep, "/")  # noqa: PTH118 - texts, no files


@frozen
class Settings:
    """Which rules speak and how loudly.

    `select` and `ignore` are rule codes or prefixes (an empty `select` is all); `severity` overrides a rule's own;
    `profile` names the form profile (required levels), `policy` the scoring policy; None is the framework's default.
    `files` leave rules out in some files, `waivers` let single findings stand. `standing` tells from where the patterns of
    `files` are seen, None where they are matched as they stand; it changes nothing that is said, so it is no part of the digest.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = Factory(dict[str, Severity])
    fail_on: str = "error"
    profile: str | None = None
    policy: str | None = None
    files: tuple[FileSettings, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    standing: Standing | None = field(default=None, eq=False)

    @property
    def digest(self) -> str:
        """Hash of the settings, so that an auditor can tell whether two runs used the same."""
        return hashlib.sha256(repr(sorted(asdict(self, filter=_told).items())).encode()).hexdigest()[:16]

    def takes(self, code: str) -> bool:
        """Whether the rule `code` is to run."""
        chosen = not self.select or any(code.startswith(prefix) for prefix in self.select)
        return chosen and not any(code.startswith(prefix) for prefix in self.ignore)

    def silent_at(self, code: str, path: str | None) -> bool:
        """Whether the rule `code` is left out in the file at `path`."""
        if path is None or not self.files:
            return False
        seen = self.standing.seen(path) if self.standing else path
        return any(fnmatchcase(seen, each.pattern) and any(code.startswith(prefix) for prefix in each.ignore) for each in self.files)


def _told(attribute: "Attribute[object]", _value: object) -> bool:
    return attribute.name != "standing"
