"""The user's own document (原件): the one that a call writes back with comments or mends, never in its place."""

import sys
from pathlib import Path

from attrs import frozen

from jiheng.cli.streams import save
from jiheng.errors import BadSettings


@frozen
class Original:
    """One document: the name under which it was asked for (`-` for standard input) and its bytes."""

    name: str
    content: bytes

    @property
    def is_json(self) -> bool:
        """Whether it is what `read` printed, and no document of an office."""
        return self.content.lstrip()[:1] == b"{"

    @property
    def path(self) -> str | None:
        """The file's name; None for standard input."""
        return None if self.name == "-" else self.name


def original_of(paths: tuple[str, ...]) -> Original:
    """The one document that a call names. Raises BadSettings for several or a folder, an UnreadableDocument for none."""
    from jiheng.documents import read_bounded
    from jiheng.documents.source import source_of

    name = paths[0]
    if len(paths) != 1 or Path(name).is_dir():
        raise BadSettings(
            f"{'、'.join(paths)}：给出了多个文档或文件夹。--annotate、--fix 和 --diff 一次只写回一个文档；请逐个文件运行。",
            f"{', '.join(paths)}: several documents or a folder; --annotate, --fix and --diff write one document back; name one file at a time.",
        )
    if name == "-":
        return Original(name, read_bounded(sys.stdin.buffer, name))
    return Original(name, source_of(Path(name), name).content)


def written(path: Path, content: bytes, original: Original) -> None:
    """Write a changed copy. Raises BadSettings where it would take the place of the original."""
    if original.path is not None and path.exists() and path.samefile(original.path):
        raise BadSettings(
            f"{path}：这是原件。应写入另一个文件，原件不会被改动；请换一个文件名。",
            f"{path}: this is the original, which is never changed; expected another file; choose another name.",
        )
    save(path, content)
