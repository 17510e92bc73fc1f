"""Signatures (文件特征): formats known by their first bytes that no folder reads yet, each with what to do instead."""

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.compound import holds
from jiheng.documents.source import Source
from jiheng.errors import UnreadableDocument


@frozen
class Signature:
    """A foreign format: its first bytes (or the part that shows it), its name, and what the user may do."""

    head: bytes
    zh: str
    en: str
    advice_zh: str
    advice_en: str

    def at(self, path: str | None) -> UnreadableDocument:
        """The refusal for a document of this format."""
        return refusals.UNKNOWN.at(path, what_zh=self.zh, what_en=self.en, advice_zh=self.advice_zh, advice_en=self.advice_en)


CONVERT = ("用 Office、WPS 或 LibreOffice 打开，另存为 {0}", "open it in Office, WPS or LibreOffice and save it as {0}")
AS_WORD, AS_EXCEL = (tuple(text.format(ending) for text in CONVERT) for ending in (".docx", ".xlsx"))
AS_PICTURE = ("在手机或电脑上转存为 JPEG 或 PNG", "save it as JPEG or PNG on the phone or computer")
EXTRACT = ("先解压，再逐个读取里面的文档", "extract it first and read the documents inside")
CHECK = ("核对是否传错文件", "check that it is the right file")
FOREIGN = (
    Signature(b"Rar!", "RAR 压缩包", "a RAR archive", *EXTRACT),
    Signature(b"7z\xbc\xaf", "7z 压缩包", "a 7z archive", *EXTRACT),
    Signature(b"\x1f\x8b", "gzip 压缩包", "a gzip archive", *EXTRACT),
    Signature(b"MZ", "Windows 程序", "a Windows program", *CHECK),
    Signature(b"\x7fELF", "Linux 程序", "a Linux program", *CHECK),
)
HEIC = Signature(b"ftyp", "HEIC 图片", "a HEIC picture", *AS_PICTURE)
HEIC_KINDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
"""What a phone's own format names itself behind its head."""
PACKAGES = (
    Signature(b"xl/workbook.bin", "二进制 Excel 工作簿（.xlsb）", "a binary Excel workbook (.xlsb)", *AS_EXCEL),
    Signature(b"ppt/presentation.xml", "PowerPoint 演示文稿", "a PowerPoint presentation", *AS_WORD),
    Signature(b"mimetype", "绘图、演示或电子书（OpenDocument、EPUB）", "a drawing, slides or a book (OpenDocument, EPUB)", *AS_WORD),
)
ZIP = Signature(b"", "zip 压缩包，里面没有文档", "a zip archive without documents", *CHECK)
OLD_WORD = Signature(b"", "97 版以前的 Word 文档", "a Word document older than 97", *AS_WORD)
OLD_EXCEL = Signature(b"Book", "97 版以前的 Excel 工作簿", "an Excel workbook older than 97", *AS_EXCEL)
OLD_SLIDES = Signature(b"PowerPoint Document", "旧版 PowerPoint（.ppt）", "an old PowerPoint file (.ppt)", *AS_WORD)


def foreign(source: Source) -> UnreadableDocument | None:
    """The refusal for content of a known format that no folder reads, else None."""
    for known in FOREIGN:
        # two letters are too few to call a text a program or a picture
        if source.content.startswith(known.head) and (len(known.head) > 2 or b"\0" in source.content[:64]):
            return known.at(source.path)
    if source.content[4:8] == HEIC.head and source.content[8:12] in HEIC_KINDS:
        return HEIC.at(source.path)
    return None


def unread(source: Source) -> UnreadableDocument:
    """The refusal for a zip or an old Office file that no format recognised: it says what it holds, as far as its parts tell."""
    if source.archive is not None:
        members = source.archive.members
        return next((known for known in PACKAGES if known.head.decode() in members), ZIP).at(source.path)
    if any(holds(source.content, name) for name in ("EncryptedPackage", "EncryptionInfo")):
        return refusals.ENCRYPTED.at(source.path)
    for known in (OLD_EXCEL, OLD_SLIDES):
        if holds(source.content, known.head.decode()):
            return known.at(source.path)
    return refusals.UNKNOWN.at(source.path, **refusals.BINARY)
