"""Signatures (文件特征): formats known by their first bytes that no folder reads yet, each with what to do instead."""

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.compound import MAGIC
from jiheng.documents.source import Source
from jiheng.errors import UnreadableDocument


@frozen
class Signature:
    """A foreign format: its first bytes, its name, and what the user may do."""

    head: bytes
    zh: str
    en: str
    advice_zh: str
    advice_en: str


CONVERT = ("用 Office、WPS 或 LibreOffice 打开，另存为 {0}", "open it in Office, WPS or LibreOffice and save it as {0}")
RECOGNISE = ("先做文字识别（OCR），或向提供人要 Word、Excel 原件", "recognise its text first (OCR), or ask for the Word or Excel original")
EXTRACT = ("先解压，再逐个读取里面的文档", "extract it first and read the documents inside")
FOREIGN = (
    Signature(
        b"%PDF", "PDF 文件", "a PDF file", "另存为 Word 文档（.docx），或向提供人要原件", "save it as Word (.docx), or ask for the original"
    ),
    Signature(b"{\\rtf", "RTF 文件", "an RTF file", CONVERT[0].format(".docx"), CONVERT[1].format(".docx")),
    Signature(b"\x89PNG", "PNG 图片", "a PNG picture", *RECOGNISE),
    Signature(b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture", *RECOGNISE),
    Signature(b"II*\0", "TIFF 图片", "a TIFF picture", *RECOGNISE),
    Signature(b"MM\0*", "TIFF 图片", "a TIFF picture", *RECOGNISE),
    Signature(b"GIF8", "GIF 图片", "a GIF picture", *RECOGNISE),
    Signature(b"RIFF", "WebP 图片或音像", "a WebP picture or a sound", *RECOGNISE),
    Signature(b"Rar!", "RAR 压缩包", "a RAR archive", *EXTRACT),
    Signature(b"7z\xbc\xaf", "7z 压缩包", "a 7z archive", *EXTRACT),
    Signature(b"\x1f\x8b", "gzip 压缩包", "a gzip archive", *EXTRACT),
    Signature(b"MZ", "Windows 程序", "a Windows program", "核对是否传错文件", "check that it is the right file"),
    Signature(b"\x7fELF", "Linux 程序", "a Linux program", "核对是否传错文件", "check that it is the right file"),
)
PACKAGES = (
    ("xl/workbook.bin", "二进制 Excel 工作簿（.xlsb）", "a binary Excel workbook (.xlsb)", *(text.format(".xlsx") for text in CONVERT)),
    ("ppt/presentation.xml", "PowerPoint 演示文稿", "a PowerPoint presentation", *(text.format(".docx") for text in CONVERT)),
    (
        "OFD.xml",
        "OFD 版式文件",
        "an OFD file",
        "用阅读器另存为 Word 文档（.docx），或向提供人要原件",
        "save it as Word (.docx), or ask for the original",
    ),
    ("mimetype", "OpenDocument 或 EPUB 文件", "an OpenDocument or EPUB file", *(text.format(".docx / .xlsx") for text in CONVERT)),
)
OLD_OFFICE = (
    ("WordDocument", "旧版 Word 或 WPS 文字（.doc、.wps）", "an old Word or WPS document (.doc, .wps)", ".docx"),
    ("Workbook", "旧版 Excel 或 WPS 表格（.xls、.et）", "an old Excel or WPS workbook (.xls, .et)", ".xlsx"),
    ("Book", "旧版 Excel（.xls）", "an old Excel workbook (.xls)", ".xlsx"),
    ("PowerPoint Document", "旧版 PowerPoint（.ppt）", "an old PowerPoint file (.ppt)", ".docx"),
)


def foreign(source: Source) -> UnreadableDocument | None:
    """The refusal for content of a known format that no folder reads, else None."""
    content = source.content
    for known in FOREIGN:
        # two letters are too few to call a text a program
        if content.startswith(known.head) and (len(known.head) > 2 or b"\0" in content[:64]):
            return refusals.UNKNOWN.at(
                source.path, what_zh=known.zh, what_en=known.en, advice_zh=known.advice_zh, advice_en=known.advice_en
            )
    return None


def unread(source: Source) -> UnreadableDocument:
    """The refusal for a zip or an old Office file that no format recognised: it says what it holds, as far as its parts tell."""
    if source.content.startswith(MAGIC):
        return _old_office(source)
    members = {} if source.archive is None else source.archive.members
    for member, zh, en, advice_zh, advice_en in PACKAGES:
        if member in members:
            return refusals.UNKNOWN.at(source.path, what_zh=zh, what_en=en, advice_zh=advice_zh, advice_en=advice_en)
    return refusals.UNKNOWN.at(source.path, what_zh="zip 压缩包", what_en="a zip archive", advice_zh=EXTRACT[0], advice_en=EXTRACT[1])


def _old_office(source: Source) -> UnreadableDocument:
    if _has_stream(source.content, "EncryptedPackage") or _has_stream(source.content, "EncryptionInfo"):
        return refusals.ENCRYPTED.at(source.path)
    for stream, zh, en, ending in OLD_OFFICE:
        if _has_stream(source.content, stream):
            advice = (text.format(ending) for text in CONVERT)
            return refusals.UNKNOWN.at(source.path, what_zh=zh, what_en=en, advice_zh=next(advice), advice_en=next(advice))
    return refusals.UNKNOWN.at(source.path, **refusals.BINARY)


def _has_stream(content: bytes, name: str) -> bool:
    """Whether an OLE directory names such a stream; names are UTF-16 and closed by a NUL."""
    return (name + "\0").encode("utf-16-le") in content
