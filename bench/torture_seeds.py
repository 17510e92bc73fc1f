"""Documents to be harmed (原件), by format: drawn from samples; the old binary formats are saved by LibreOffice once and kept in build/."""

import io
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from jiheng.documents.formats import formats
from jiheng.doors import read
from jiheng.model.codec import to_json
from jiheng.sample.drawing.formats import FORMATS
from jiheng.sample.layouts.page import Page
from jiheng.sample.layouts.registry import layouts
from jiheng.sample.making import samples

SEED = 41
LAYOUTS = 3
"""pages of each format, each in another layout"""
SAVED = {"doc": "docx", "rtf": "docx", "xls": "xlsx"}
"""What LibreOffice saves, and from which format."""
PART = (
    b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml" pkg:contentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"><pkg:xmlData>%s</pkg:xmlData></pkg:part></pkg:package>'
)
KEPT = Path(__file__).resolve().parents[1] / "build/torture"


def seeds() -> dict[str, list[bytes]]:
    """The documents of every format. Raises where LibreOffice is missing and has not saved its formats before."""
    made = dict(drawn())
    made.update({ending: [_saved(content, source, ending) for content in made[source]] for ending, source in SAVED.items()})
    return made


@cache
def drawn() -> dict[str, list[bytes]]:
    """The documents of every format that is drawn without another program."""
    pages = _pages()
    made = {name: [draw(page) for page in pages] for name, draw in FORMATS.items()}
    made["md"] = made.pop("bars")
    made["xml"] = [_flat(content) for content in made["docx"]]
    made["json"] = [to_json(read(made["docx"][0]))]
    made["zip"] = [_bundle({"甲.docx": made["docx"][0], "内/乙.csv": made["csv"][1]}), _bundle({"丙.html": made["html"][0]})]
    if any(each.__name__.endswith(".scan") for each in formats() if hasattr(each, "__name__")):
        made["png"] = [_picture(pages[0])]
    return made


def _pages() -> list[Page]:
    group = next(iter(samples(SEED, 1)))
    every = len(layouts()) // LAYOUTS
    laid = list(layouts().values())[::every][:LAYOUTS]
    return [lay(group, Random(SEED)) for lay in laid]  # noqa: S311 - made documents, no secret


def _bundle(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _flat(word: bytes) -> bytes:
    """The document as one XML file."""
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        body = archive.read("word/document.xml")
    return PART % body[body.index(b"<w:document") :]


def _picture(page: Page) -> bytes:
    from jiheng.sample.drawing.picture import pictures

    kept = io.BytesIO()
    pictures(page, 100)[0].save(kept, "PNG")
    return kept.getvalue()


def _saved(content: bytes, source: str, ending: str) -> bytes:
    """The document as LibreOffice saves it; made once, since the program takes seconds to start."""
    from hashlib import sha256

    kept = KEPT / f"{sha256(content).hexdigest()[:16]}.{ending}"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as folder:
            original = Path(folder) / f"a.{source}"
            original.write_bytes(content)
            command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/home", "--convert-to", ending, "--outdir", folder]
            subprocess.run([*command, str(original)], check=True, capture_output=True, timeout=120)
            kept.write_bytes((Path(folder) / f"a.{ending}").read_bytes())
    return kept.read_bytes()
