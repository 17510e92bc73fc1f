"""Every exception that Jiheng raises; faults of a user's table are findings, not exceptions.

JihengError                 exit code 2
├── UnreadableDocument      a document that can't be opened or parsed (the others go on)
│   ├── NoSuchDocument      no file or folder of that name
│   ├── UnknownFormat       content that is no format Jiheng reads
│   ├── DamagedDocument     truncated or broken inside
│   ├── EncryptedDocument   needs a password
│   ├── HostileDocument     bombs: more inside than any form holds
│   └── ForbiddenDocument   no permission to read
├── UnmarkableDocument      a format that Jiheng reads and can't write comments or replacements into
├── UnwritableDocument      a format that Jiheng does not write, or one that lacks what it is drawn with (a font)
├── UnwritablePlace         a file, disk or stream that does not take what is written
├── TextNotThere            a replacement whose text does not stand at its place
├── BadSettings             jiheng.toml or a flag that can't be understood
├── UnreadableCorpus        a corpus that can't be had: broken, held by another run, or asked what it can't answer
├── BadBackup               a backup that can't be taken, proven or put in its place; what was there is unchanged
├── BadFramework            a framework file (form, tree, units) that can't be understood
├── RequestRefused          a request of another program that is not answered: its token, its key, its form or its number
└── DeedRefused             a deed of the web application that is not done; nothing was changed
    ├── NotAllowed          not this person's to do
    ├── WrongState          not to be done where the table stands now
    ├── HeldByAnother       another person is editing the table
    ├── OutOfDate           the page that was worked on is older than the table
    ├── NotEnough           something that the deed needs is missing: a reason, a word, a file
    └── TrailClosed         the audit trail is only ever added to
"""

from typing import Any


class JihengError(Exception):
    """A fault of the call; its text is one sentence for the user: place · what was found · what was expected · what to do."""

    exit_code = 2

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[Any, ...]:
        """Goes from one process to another with all that it says: as it is built, only its Chinese sentence would."""
        return _again, (type(self), self.args), self.__dict__

    def say(self, lang: str) -> str:
        """The sentence in the language asked for (`zh` or `en`)."""
        return self.en if lang == "en" else self.zh


def _again(kind: type[JihengError], args: tuple[Any, ...]) -> JihengError:
    """An exception in another process, before what it holds is put into it."""
    return kind.__new__(kind, *args)


class UnreadableDocument(JihengError):
    """A document that can't be opened or parsed; `path` is the document's, None where it has no name."""

    def __init__(self, zh: str, en: str, path: str | None = None) -> None:
        super().__init__(zh, en)
        self.path = path


class NoSuchDocument(UnreadableDocument):
    """No file or folder of that name."""


class UnknownFormat(UnreadableDocument):
    """Content that is no format Jiheng reads."""


class DamagedDocument(UnreadableDocument):
    """A document truncated or broken inside."""


class EncryptedDocument(UnreadableDocument):
    """A document that needs a password."""


class HostileDocument(UnreadableDocument):
    """A document that holds more than any form can: zip and entity bombs, lines of a gigabyte."""


class ForbiddenDocument(UnreadableDocument):
    """A document that the system does not let us read."""


class UnmarkableDocument(JihengError):
    """A document of a format that can't carry comments or replacements, or a part of one that can't."""


class UnwritableDocument(JihengError):
    """A format that Jiheng does not write, or one that lacks what it is drawn with (a font)."""


class UnwritablePlace(JihengError):
    """A file, disk or stream that does not take what is written."""


class TextNotThere(JihengError):
    """A replacement whose text does not stand at its place, or not certainly; `replacement` is the one as it was handed in."""

    def __init__(self, zh: str, en: str, replacement: object = None) -> None:
        super().__init__(zh, en)
        self.replacement = replacement


class UnreadableCorpus(JihengError):
    """A corpus that can't be had: broken, held by another run, or asked what it can't answer."""


class BadSettings(JihengError):
    """Settings that can't be understood; the sentence names file, line and nearest valid word."""


class BadBackup(JihengError):
    """A backup that can't be taken, or one that can't be restored; what was there before is unchanged."""


class BadFramework(JihengError):
    """A framework file that can't be understood."""


class RequestRefused(JihengError):
    """A request of another program that is not answered; `status` is the HTTP status that says why."""

    def __init__(self, zh: str, en: str, status: int = 400) -> None:
        super().__init__(zh, en)
        self.status = status


class DeedRefused(JihengError):
    """A deed of the web application that is not done; nothing was changed."""


class NotAllowed(DeedRefused):
    """A deed that is not this person's to do."""


class WrongState(DeedRefused):
    """A deed that can't be done where the table stands now."""


class HeldByAnother(DeedRefused):
    """A change to a table that another person is editing."""


class OutOfDate(DeedRefused):
    """A change that was made on a page older than the table."""


class NotEnough(DeedRefused):
    """A deed that lacks what it needs: a reason, a word, a file."""


class TrailClosed(DeedRefused):
    """An attempt to change or drop an entry of the audit trail."""
