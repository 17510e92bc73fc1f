"""Walking (遍历): the files under folders that may be documents, always in the same order."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from jiheng.documents import refusals

NEVER = frozenset(
    f".{ending}"
    for ending in (
        *("db", "ini", "lnk", "tmp", "log", "lock", "toml", "yaml", "yml"),
        *("exe", "dll", "msi", "bat", "sh", "py", "pyc", "js", "css", "so"),
        *("ttf", "otf", "woff", "woff2", "mp3", "wav", "mp4", "avi", "mov"),
    )
)
LOCKS = ("~$", "~WRL", ".~lock")


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file named, and every file under every folder named, sorted by name; `-` passes as it is.

    Hidden files, lock files (`~$表.docx`) and what is no document by its ending (`Thumbs.db`, `jiheng.toml`) are skipped, and so are symbolic links that leave the folder or
    lead back into it. What is named outright is never skipped: its faults are told when it is opened. Raises
    NoSuchDocument for a name that does not exist and ForbiddenDocument for a named folder that may not be listed;
    folders below it that may not be listed are yielded themselves, so that opening them says why.
    """
    for path in paths:
        if str(path) != "-" and path.is_dir():
            if not os.access(path, os.R_OK | os.X_OK):
                raise refusals.FORBIDDEN.at(str(path))
            yield from _under(path, path.resolve())
        elif str(path) != "-" and not os.path.lexists(path):
            raise refusals.NO_FILE.at(str(path))
        else:
            yield path


def _under(folder: Path, root: Path) -> Iterator[Path]:
    # a list of what is still to be walked in place of recursion: folders may be nested deeper than the stack
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except PermissionError:
            yield here
            continue
        except OSError:
            continue  # it vanished between listing and walking
        folders: list[Path] = []
        for entry in entries:
            path = here / entry.name
            if _skipped(entry, root):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path
        waiting.extend(reversed(folders))


def is_hidden(name: str) -> bool:
    """Whether a file of this name is hidden, or the lock that an office program leaves beside an open document."""
    return name.startswith((".", *LOCKS))


def is_no_document(name: str) -> bool:
    """Whether the ending says that it is a program, its settings, a system's own file, a font, sound or film."""
    return Path(name).suffix.lower() in NEVER


def _skipped(entry: "os.DirEntry[str]", root: Path) -> bool:
    if is_hidden(entry.name):
        return True
    if not entry.is_symlink():
        return not entry.is_dir(follow_symlinks=False) and (is_no_document(entry.name) or not entry.is_file(follow_symlinks=False))
    # a link to a folder inside would be walked twice or for ever; a link out of the folder was not asked for
    target = Path(entry.path).resolve()
    return not target.is_file() or not target.is_relative_to(root)
