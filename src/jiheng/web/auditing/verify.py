"""Checks an archive of Jiheng without Jiheng (封存档案核对): Python 3 alone, nothing to install, nothing of the program is asked.

    python3 check.py ARCHIVE.zip          # or, inside an unpacked archive: python3 check.py .

It says what was checked and ends with 0; it names every part that was changed, added or taken away and ends with 1.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = "manifest.json"


def parts_of(place: str) -> dict[str, bytes]:
    """The files of an archive or a folder: name → bytes."""
    path = Path(place)
    if path.is_dir():
        return {each.relative_to(path).as_posix(): each.read_bytes() for each in sorted(path.rglob("*")) if each.is_file()}
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)):
            raise ValueError("a name stands twice in the archive")
        return {name: archive.read(name) for name in names}


def digest_of(content: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


def check(parts: dict[str, bytes]) -> list[str]:
    """Every fault, as a sentence; none where the archive is whole."""
    if MANIFEST not in parts:
        return ["manifest.json: 缺失 / missing"]
    manifest = json.loads(parts[MANIFEST])
    faults = list(_files(parts, manifest))
    for name in sorted(parts):
        if name.endswith("/revisions.json"):
            faults += _revisions(name, parts)
        elif name.endswith("/handins.json"):
            faults += _handins(name, parts)
        elif name.endswith("/approvals.json"):
            faults += _approvals(name, parts)
        elif name == "trail.jsonl":
            faults += _trail(parts)
    return faults


def _files(parts: dict[str, bytes], manifest: dict[str, Any]) -> Iterator[str]:
    """That the files are those of the manifest, byte for byte."""
    listed = manifest["files"]
    for name in sorted(set(listed) | (set(parts) - {MANIFEST})):
        if name not in parts:
            yield f"{name}: 缺失 / missing"
        elif name not in listed:
            yield f"{name}: 不在清单中 / not in the manifest"
        elif digest_of(parts[name]) != listed[name]:
            yield f"{name}: 内容被改动 / changed"


def _revisions(name: str, parts: dict[str, bytes]) -> Iterator[str]:
    """That each revision is what was sealed, and follows the one before."""
    folder = name.rpartition("/")[0]
    for row in json.loads(parts[name]):
        body = parts.get(f"{folder}/revisions/{row['number']}.json")
        if body is None or digest_of(body) != row["digest"]:
            yield f"{folder} 第 {row['number']} 版: 与摘要不符 / revision differs from its digest"


def _handins(name: str, parts: dict[str, bytes]) -> Iterator[str]:
    """That the findings of each hand-in are those that counted, and that its revision is there."""
    folder = name.rpartition("/")[0]
    numbers = {row["number"]: row for row in json.loads(parts.get(f"{folder}/revisions.json", b"[]"))}
    for row in json.loads(parts[name]):
        body = parts.get(f"{folder}/findings/{row['number']}.json")
        if body is None or digest_of(body) != row["digest"]:
            yield f"{folder} 第 {row['number']} 次报送: 审核意见与摘要不符 / findings differ from their digest"
        if row["revision"] not in numbers:
            yield f"{folder} 第 {row['number']} 次报送: 没有所报的版本 / its revision is missing"


def _approvals(name: str, parts: dict[str, bytes]) -> Iterator[str]:
    """That what was approved is sealed over the revision and all that was fixed with it."""
    folder = name.rpartition("/")[0]
    numbers = {row["number"]: row["digest"] for row in json.loads(parts.get(f"{folder}/revisions.json", b"[]"))}
    for row in json.loads(parts[name]):
        said = json.dumps({"revision": numbers.get(row["revision"]), **row["fixed"]}, ensure_ascii=False, sort_keys=True)
        if digest_of(said.encode()) != row["digest"]:
            yield f"{folder} 审定结果: 与摘要不符 / approval differs from its digest"


def _trail(parts: dict[str, bytes]) -> Iterator[str]:
    """That each entry of the trail is sealed, that they stand in order, and that they name the revisions that are here."""
    number = 0
    told: dict[tuple[str, int], str | None] = {}
    for line in parts["trail.jsonl"].decode().splitlines():
        entry = json.loads(line)
        words = ("number", "person", "address", "deed", "kind", "target", "before", "after", "previous", "at")
        said = json.dumps({word: entry[word] for word in words}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if digest_of(said.encode()) != entry["digest"] or entry["number"] <= number:
            yield f"日志第 {entry['number']} 条: 被改动 / trail entry changed"
        number = entry["number"]
        after = json.loads(entry["after"] or "{}")
        if "handin" in after:
            told[entry["target"], after["handin"]] = after.get("findings")
    for name in sorted(parts):
        if name.endswith("/handins.json"):
            target = name.split("/")[1]
            for row in json.loads(parts[name]):
                findings = told.get((target, row["number"]), "")
                if findings is not None and findings != row["digest"]:
                    yield f"{name} 第 {row['number']} 次报送: 与日志不符 / differs from the trail"


def main(arguments: list[str]) -> int:
    """Check the archive that is named; 0 where it is whole."""
    place = arguments[0] if arguments else "."
    try:
        parts = parts_of(place)
        faults = check(parts)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        print(f"无法核对 / can't be checked: {type(error).__name__}: {error}")  # noqa: T201 - it speaks to whoever runs it
        return 1
    for fault in faults:
        print(fault)  # noqa: T201 - it speaks to whoever runs it
    seal = digest_of(parts.get(MANIFEST, b""))
    print(f"{'有 ' + str(len(faults)) + ' 处不符 / faults' if faults else '完整 / whole'}: {len(parts)} files")  # noqa: T201 - it speaks to whoever runs it
    print(f"封存摘要 / seal: {seal}（应与封存时记下的一致 / must be the one that was noted when it was sealed）")  # noqa: T201 - it speaks to whoever runs it
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
