"""The English of the web pages: gathers the Chinese sentences of templates and Python, and makes what gettext reads.

Without arguments it writes the .mo where the .po is newer; with --gather it adds sentences that are new to the .po and takes out those
that are gone; with --check it names what has no English and ends with 1. No gettext of the system is needed.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WEB = Path(__file__).resolve().parents[1] / "src/jiheng/web"
CATALOGUE = WEB / "locale/en/LC_MESSAGES/django.po"
HEAD = "Language: en\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
SINGLE, PLURAL = {"gettext", "gettext_lazy", "_"}, {"ngettext", "ngettext_lazy"}
FIELD = re.compile(r"^(msgid|msgid_plural|msgstr(?:\[\d\])?) (\".*\")$")


@dataclass(frozen=True)
class Sentence:
    """A sentence of the pages; `plural` is the one for several, where there is one."""

    text: str
    plural: str | None = None


def of_python(source: str) -> Iterator[Sentence]:
    """The sentences that a Python module hands to gettext."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in SINGLE and texts:
            yield Sentence(texts[0])
        if name in PLURAL and len(texts) > 1:
            yield Sentence(texts[0], texts[1])


def of_page(source: str) -> Iterator[Sentence]:
    """The sentences of a template, found by Django's own reader of templates."""
    from django.utils.translation.template import templatize

    for line in templatize(source).splitlines():
        for found in re.finditer(r"\b(?:gettext|ngettext|_)\((?:[^()]|\([^()]*\))*\)", line):
            try:
                yield from of_python(found.group())
            except SyntaxError:
                continue


def pages() -> dict[Sentence, None]:
    """Every sentence of Python and templates, in the order of the files."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    found: dict[Sentence, None] = {}
    for path in sorted(WEB.rglob("*.py")):
        found |= dict.fromkeys(of_python(path.read_text("utf-8")))
    for path in sorted(WEB.rglob("*.html")):
        found |= dict.fromkeys(of_page(path.read_text("utf-8")))
    return _once(found)


def _once(found: dict[Sentence, None]) -> dict[Sentence, None]:
    """Gettext keeps one entry a text: the one with a plural."""
    several = {each.text for each in found if each.plural}
    return {each: None for each in found if each.plural or each.text not in several}


def read(path: Path) -> dict[Sentence, tuple[str, ...]]:
    """What a .po file says, the head left out."""
    said: dict[Sentence, tuple[str, ...]] = {}
    for block in path.read_text("utf-8").split("\n\n") if path.exists() else ():
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            found = FIELD.match(line)
            if found:
                name = found[1]
                fields[name] = ast.literal_eval(found[2])
            elif name and line.startswith('"'):
                fields[name] += ast.literal_eval(line)
        if fields.get("msgid"):
            said[Sentence(fields["msgid"], fields.get("msgid_plural"))] = tuple(
                fields[key] for key in sorted(fields) if key.startswith("msgstr")
            )
    return said


def written(said: dict[Sentence, tuple[str, ...]]) -> str:
    """The text of a .po file."""
    blocks = [
        "# English of the pages; the Chinese sentences are those of the pages themselves. script/words.py --gather adds new ones.",
        _block(Sentence(""), (HEAD,)),
    ]
    return blocks[0] + "\n" + "\n\n".join([*blocks[1:], *(_block(each, strings) for each, strings in said.items())]) + "\n"


def _block(sentence: Sentence, strings: tuple[str, ...]) -> str:
    lines = [f"msgid {_quoted(sentence.text)}"]
    if sentence.plural is None:
        return "\n".join([*lines, f"msgstr {_quoted(strings[0])}"])
    return "\n".join(
        [*lines, f"msgid_plural {_quoted(sentence.plural)}", *(f"msgstr[{n}] {_quoted(text)}" for n, text in enumerate(strings))]
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def compiled(said: dict[Sentence, tuple[str, ...]]) -> bytes:
    """The same as gettext's binary catalogue (.mo): a table of originals and one of translations, sorted by the bytes of the original."""
    entries = {b"": HEAD.encode()}
    for each, strings in said.items():
        if all(strings):
            entries["\0".join([each.text, *([each.plural] if each.plural is not None else [])]).encode()] = "\0".join(strings).encode()
    keys = sorted(entries)
    start = 28 + 16 * len(keys)
    tables, body = [], b""
    for texts in (keys, [entries[key] for key in keys]):
        for text in texts:
            tables.append(struct.pack("<II", len(text), start + len(body)))
            body += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28) + b"".join(tables) + body


def missing() -> list[str]:
    """Sentences without English, and entries that no page says any more."""
    said, wanted = read(CATALOGUE), pages()
    lacking = [f"no English for {each.text!r}" for each in wanted if not all(said.get(each, ("",)))]
    return [*lacking, *(f"no page says {each.text!r}" for each in said if each not in wanted)]


def gather() -> None:
    """Bring the .po in line with the pages; new sentences stand there without English."""
    said = read(CATALOGUE)
    kept = {each: said.get(each, ("", "") if each.plural else ("",)) for each in pages()}
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(written(kept), "utf-8")


def compile_catalogue() -> None:
    """Write the .mo where the .po is newer."""
    made = CATALOGUE.with_suffix(".mo")
    if not made.exists() or made.stat().st_mtime < CATALOGUE.stat().st_mtime:
        made.write_bytes(compiled(read(CATALOGUE)))


if __name__ == "__main__":
    if "--check" in sys.argv:
        faults = missing()
        print(*faults, sep="\n")
        sys.exit(bool(faults))
    if "--gather" in sys.argv:
        gather()
    compile_catalogue()
