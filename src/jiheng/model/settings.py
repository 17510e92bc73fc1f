"""Settings (审核设置): what a user or an office chose; handed to the review, which does not know where they lie."""

import hashlib
from collections.abc import Mapping
from fnmatch import fnmatchcase

from attrs import Factory, asdict, frozen

from jiheng.model.finding import Severity
from jiheng.model.waiver import Waiver


@frozen
class FileSettings:
    """What is left out in some files: a pattern of their path (`旧表/*.docx`) and rule codes or prefixes."""

    pattern: str
    ignore: tuple[str, ...]


@frozen
class Settings:
    """Which rules speak and how loudly.

    `select` and `ignore` are rule codes or prefixes (an empty `select` is all); `severity` overrides a rule's own;
    `profile` names the form profile (required levels), `policy` the scoring policy; None is the framework's default.
    `files` leave rules out in some files, `waivers` let single findings stand.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = Factory(dict[str, Severity])
    fail_on: str = "error"
    profile: str | None = None
    policy: str | None = None
    files: tuple[FileSettings, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def digest(self) -> str:
        """Hash of the settings, so that an auditor can tell whether two runs used the same."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:16]

    def takes(self, code: str) -> bool:
        """Whether the rule `code` is to run."""
        chosen = not self.select or any(code.startswith(prefix) for prefix in self.select)
        return chosen and not any(code.startswith(prefix) for prefix in self.ignore)

    def silent_at(self, code: str, path: str | None) -> bool:
        """Whether the rule `code` is left out in the file at `path`."""
        return path is not None and any(
            fnmatchcase(path, each.pattern) and any(code.startswith(prefix) for prefix in each.ignore) for each in self.files
        )
