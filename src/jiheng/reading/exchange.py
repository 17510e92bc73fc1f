"""Exchange (交换文件): the JSON that `read` printed, whole or one declaration a line, as a document like any other."""

from pathlib import Path
from typing import cast

import msgspec

from jiheng.errors import DamagedDocument
from jiheng.model.answer import ReadAnswer
from jiheng.model.codec import from_builtins
from jiheng.model.declaration import Declaration

JSON = ".json"
LINES = ".ndjson"
BEGINNING = b'{"'
LIST = b'[{"'
LARGEST = 512 * 1024 * 1024
HEAD = 200


def exchanged(source: Path | bytes, name: str) -> tuple[Declaration, ...] | None:
    """The declarations of such JSON, also in a list, none where it holds something else; None for any other kind of document.

    Raises DamagedDocument for JSON that breaks off or whose declarations are none.
    """
    if isinstance(source, Path) and source.suffix.lower() not in {JSON, LINES}:
        return None
    content = _content(source)
    if not b"".join(content[:HEAD].split()).startswith((BEGINNING, LIST)):
        return None
    try:
        return _declarations(content)
    except (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError) as error:
        raise DamagedDocument(
            f"{name}：JSON 读不出目标表（{error}）。应为 jiheng read --format json 或 ndjson 的输出；请重新生成。",
            f"{name}: no declarations can be read from the JSON ({error}); expected what jiheng read --format json or ndjson printed; make it anew.",
        ) from error


def _content(source: Path | bytes) -> bytes:
    """The bytes; nothing where the file can't be read or is larger than any answer, which the formats then name."""
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes() if source.stat().st_size <= LARGEST else b""
    except OSError:
        return b""


def _declarations(content: bytes) -> tuple[Declaration, ...]:
    lines = content.split(b"\n")
    first = lines[0].rstrip()
    if first.endswith(b"}") and len(first) > 2:
        items: list[object] = [msgspec.json.decode(line) for line in lines if line.strip()]
    else:
        told = msgspec.json.decode(content)
        items = cast("list[object]", told) if isinstance(told, list) else [told]
    made: list[Declaration] = []
    for item in items:
        names = _names(item)
        if {"declarations", "tool", "empty"} <= names and "findings" not in names:
            made += from_builtins(ReadAnswer, item).declarations
        elif {"form", "indicators", "source"} <= names:
            made.append(from_builtins(Declaration, item))
    return tuple(made)


def _names(item: object) -> set[str]:
    """The keys of a JSON object; none for anything else."""
    return set(cast("dict[str, object]", item)) if isinstance(item, dict) else set()
