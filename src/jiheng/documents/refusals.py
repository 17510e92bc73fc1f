"""Why a document can't be opened (打不开的原因): every sentence of this room, each in four parts and two languages."""

from attrs import frozen

from jiheng.errors import (
    DamagedDocument,
    EncryptedDocument,
    ForbiddenDocument,
    HostileDocument,
    NoSuchDocument,
    UnknownFormat,
    UnreadableDocument,
)
from jiheng.model.answer import on_one_line

NAMELESS = ("标准输入或内存中的文档", "standard input or a document in memory")


@frozen
class Refusal:
    """A cause; `zh` and `en` hold three parts each (found, expected, what to do), with named figures in braces."""

    kind: type[UnreadableDocument]
    zh: tuple[str, str, str]
    en: tuple[str, str, str]

    def at(self, path: str | None, **figures: object) -> UnreadableDocument:
        """The exception for the document at `path` (None: no file); the place is the first part of its sentence."""
        spaced = {name: _spaced(figure) if name == "what_zh" else figure for name, figure in figures.items()}
        found, expected, advice = (part.format(**spaced) for part in self.zh)
        seen, wanted, deed = (part.format(**figures) for part in self.en)
        name = path and on_one_line(path)
        return self.kind(
            f"{name or NAMELESS[0]}：{found}。应为{expected}；请{advice}。",
            f"{name or NAMELESS[1]}: {seen}; expected {wanted}; {deed}.",
            path,
        )


def _spaced(what: object) -> str:
    """Chinese sets a blank between its own signs and a Latin word or figure."""
    said = str(what)
    return f" {said}" if said[:1].isascii() else said


NO_FILE = Refusal(
    NoSuchDocument,
    ("没有这个文件或文件夹", "已存在的文件或文件夹", "核对路径和文件名"),
    ("there is no such file or folder", "a file or folder that exists", "check the path and the name"),
)
FORBIDDEN = Refusal(
    ForbiddenDocument,
    ("系统不允许读取", "当前用户有读取权限的文件或文件夹", "联系管理员开放读取权限，或把文件复制到有权限的文件夹"),
    (
        "the system does not allow reading it",
        "a file or folder that the current user may read",
        "ask for permission to read, or copy it to a folder of your own",
    ),
)
NOT_REGULAR = Refusal(
    UnknownFormat,
    ("这是{what_zh}，不是普通文件", "普通文件", "改为指定文档本身；要读管道请用 -"),
    ("it is {what_en}, not a regular file", "a regular file", "name the document itself, or use - to read a pipe"),
)
UNREADABLE = Refusal(
    DamagedDocument,
    ("读取时系统报错（{reason}）", "能完整读出的文件", "检查磁盘或网络，再试一次"),
    ("the system failed while reading ({reason})", "a file that can be read to its end", "check the disk or the network and try again"),
)
EMPTY = Refusal(
    DamagedDocument,
    ("文件是空的（0 字节或只有空白）", "有内容的绩效目标表", "核对是否传错文件，或重新导出"),
    (
        "the file is empty (no bytes, or blanks only)",
        "a document with a target table in it",
        "check that it is the right file, or export it again",
    ),
)
TOO_LARGE = Refusal(
    HostileDocument,
    ("文件大于 {limit} MiB", "不超过 {limit} MiB 的文档（一份目标表不到 1 MiB）", "核对文件，或拆成几个文件"),
    (
        "the file is larger than {limit} MiB",
        "a document of at most {limit} MiB (a target table has less than 1)",
        "check the file, or split it into several",
    ),
)
LONG_LINE = Refusal(
    HostileDocument,
    ("第 {line} 行超过 {limit} 个字符", "分行的文本", "核对文件，或按行分开后再试"),
    ("line {line} is longer than {limit} characters", "text in lines", "check the file, or break it into lines"),
)
TOO_WIDE = Refusal(
    HostileDocument,
    ("第 {line} 行超过 {limit} 列", "不超过 {limit} 列的表（目标表不到 30 列）", "核对分隔符，只保留目标表所在的列"),
    (
        "line {line} has more than {limit} columns",
        "a table of at most {limit} columns (a target table has fewer than 30)",
        "check what separates the columns, and keep only those of the target table",
    ),
)
UNKNOWN = Refusal(
    UnknownFormat,
    (
        "内容是{what_zh}，不是能读的格式",
        "Word、WPS、Excel、OpenDocument、RTF、PDF、OFD 文档，网页、文本、CSV、图片或装有这些的 zip",
        "{advice_zh}",
    ),
    (
        "its content is {what_en}, which is not read",
        "a Word, WPS, Excel, OpenDocument, RTF, PDF or OFD document, a web page, text, CSV, a picture, or a zip of these",
        "{advice_en}",
    ),
)
ENCRYPTED = Refusal(
    EncryptedDocument,
    ("文件设有打开密码", "没有密码的文档", "用密码打开，取消密码后另存再试"),
    ("the file is locked by a password", "a document without a password", "open it with the password, remove it and save again"),
)
TRUNCATED = Refusal(
    DamagedDocument,
    ("压缩包不完整或已损坏（{reason}）", "完整的 {name} 文件", "重新下载或向提供人再要一份"),
    (
        "the archive is truncated or damaged ({reason})",
        "a whole file of this kind ({name})",
        "download it again or ask its owner for another copy",
    ),
)
PART_MISSING = Refusal(
    DamagedDocument,
    ("缺少部件 {part}", "含有该部件的完整文档", "用 Office 或 WPS 打开并另存，再试"),
    ("the part {part} is missing", "a whole document that has it", "open it in Office or WPS, save it again and retry"),
)
BAD_MARKUP = Refusal(
    DamagedDocument,
    ("部件 {part} 的 XML 在第 {line} 行断裂（{reason}）", "结构完整的 XML", "用 Office 或 WPS 打开修复并另存，再试"),
    ("the XML of {part} breaks at line {line} ({reason})", "well-formed XML", "open it in Office or WPS, let it repair and save again"),
)
ZIP_BOMB = Refusal(
    HostileDocument,
    ("压缩包展开后过大（{what}）", "正常大小的 Office 文档", "不要打开来历不明的文件；可信时用 Office 或 WPS 另存后再试"),
    (
        "the archive inflates to far too much ({what})",
        "an Office document of ordinary size",
        "do not open files of unknown origin; if you trust it, save it again in Office or WPS",
    ),
)
ENTITIES = Refusal(
    HostileDocument,
    ("部件 {part} 定义了 XML 实体（DTD）", "没有 DTD 的 Office 文档", "不要打开来历不明的文件；可信时用 Office 或 WPS 另存后再试"),
    (
        "the part {part} defines XML entities (a DTD)",
        "an Office document without a DTD",
        "do not open files of unknown origin; if you trust it, save it again in Office or WPS",
    ),
)
TOO_DEEP = Refusal(
    HostileDocument,
    ("部件 {part} 嵌套过深或单个文字过长", "嵌套不超过 {limit} 层的文档", "不要打开来历不明的文件；可信时把嵌套的表格拆开再试"),
    (
        "the part {part} is nested too deeply or holds one text that is too long",
        "a document of at most {limit} levels",
        "do not open files of unknown origin; if you trust it, take the nested tables apart",
    ),
)
TOO_MANY = Refusal(
    HostileDocument,
    ("{part} 的单元格超过 {limit} 个", "不超过 {limit} 个单元格的表", "只保留目标表所在的部分，或拆成几个文件"),
    (
        "{part} has more than {limit} cells",
        "tables of at most {limit} cells",
        "keep only the part with the target table, or split the file",
    ),
)
GARBLED = Refusal(
    DamagedDocument,
    ("第 {line} 行起是乱码（{sample}），{cause_zh}，原字已经丢失", "编码正确的文本（UTF-8 或 GB18030）", "回到原文件重新导出或复制"),
    (
        "from line {line} the text is mojibake ({sample}): {cause_en}, and the original characters are lost",
        "text in its right encoding (UTF-8 or GB18030)",
        "go back to the original and export or copy it again",
    ),
)
BROKEN_PDF = Refusal(
    DamagedDocument,
    ("PDF 不完整或已损坏，没有能打开的页", "完整的 PDF 文件", "重新下载或向提供人再要一份"),
    ("the PDF is truncated or damaged: no page of it opens", "a whole PDF file", "download it again or ask its owner for another copy"),
)
BLANK_PDF = Refusal(
    DamagedDocument,
    ("PDF 的各页都是空白", "有绩效目标表的 PDF", "核对是否传错文件，或重新导出"),
    ("every page of the PDF is blank", "a PDF with a target table in it", "check that it is the right file, or export it again"),
)
NO_TEXT = Refusal(
    UnreadableDocument,
    (
        "第 {pages} 页只有图片，没有文字层，也没有认出文字",
        "带文字的 PDF，或已安装 jiheng[scan] 时清晰的扫描件",
        '运行 pip install "jiheng[scan]"，按 200 dpi 以上重新扫描，或向提供人要 Word、Excel 原件',
    ),
    (
        "page {pages_en} is a picture without a layer of text, and no text was seen on it",
        "a PDF with text, or a clear scan where jiheng[scan] is installed",
        'run pip install "jiheng[scan]", scan it again at 200 dpi or more, or ask for the Word or Excel original',
    ),
)
NO_SCAN_EXTRA = Refusal(
    UnreadableDocument,
    (
        "内容是图片，读图片所需的软件包没有装（缺 {missing}）",
        "已安装 jiheng[scan] 的环境",
        '运行 pip install "jiheng[scan]"，或向提供人要 Word、Excel 原件',
    ),
    (
        "it is a picture, and what reads pictures is not installed (missing: {missing_en})",
        "an environment with jiheng[scan]",
        'run pip install "jiheng[scan]", or ask for the Word or Excel original',
    ),
)
NOTHING_SEEN = Refusal(
    DamagedDocument,
    ("图片上没有认出文字（空白页、照片或过于模糊）", "有绩效目标表的扫描件或照片", "核对是否传错文件，或按 200 dpi 以上重新扫描"),
    (
        "no text was recognised on the picture (a blank page, a photograph of something else, or too blurred)",
        "a scan or photograph of a target table",
        "check that it is the right file, or scan it again at 200 dpi or more",
    ),
)
BROKEN_PICTURE = Refusal(
    DamagedDocument,
    ("图片不完整或已损坏（{reason}）", "能完整打开的图片", "重新扫描、下载，或向提供人再要一份"),
    (
        "the picture is truncated or damaged ({reason})",
        "a picture that opens to its end",
        "scan or download it again, or ask for another copy",
    ),
)
TOO_MANY_PIXELS = Refusal(
    HostileDocument,
    ("图片过大（{wide}×{high} 像素）", "不超过 {limit} 百万像素的图片（A3 纸 600 dpi 为 70）", "按 200 至 300 dpi 重新扫描，或缩小后再试"),
    (
        "the picture is too large ({wide}×{high} pixels)",
        "a picture of at most {limit} million pixels (A3 at 600 dpi has 70)",
        "scan it again at 200 to 300 dpi, or reduce it",
    ),
)
TOO_MANY_SCANS = Refusal(
    HostileDocument,
    ("图片文件有 {pages} 页", "不超过 {limit} 页的扫描件", "只保留目标表所在的页，或拆成几个文件"),
    ("the picture file has {pages} pages", "a scan of at most {limit} pages", "keep only the pages with target tables, or split the file"),
)
TOO_MANY_PAGES = Refusal(
    HostileDocument,
    ("PDF 有 {pages} 页", "不超过 {limit} 页的 PDF", "只保留目标表所在的页，或拆成几个文件"),
    ("the PDF has {pages} pages", "a PDF of at most {limit} pages", "keep only the pages with target tables, or split the file"),
)
TOO_LARGE_TEXT = Refusal(
    HostileDocument,
    ("到第 {page} 页已超过 {limit} 个字符", "不超过 {limit} 个字符的 PDF", "只保留目标表所在的页，或拆成几个文件"),
    (
        "up to page {page} it has more than {limit} characters",
        "a PDF of at most {limit} characters",
        "keep only the pages with target tables, or split the file",
    ),
)
OVER_TIME = Refusal(
    HostileDocument,
    (
        "读了 {limit} 秒还没有读完，已停止",
        "能在 {limit} 秒内读完的文档（一份目标表不到 1 秒）",
        "核对文件是否损坏或含有大量图形，只保留目标表所在的部分后另存再试",
    ),
    (
        "after {limit} seconds it was not read to its end, and was stopped",
        "a document that is read within {limit} seconds (a target table takes less than 1)",
        "check whether it is damaged or full of drawings, keep only the part with the target table and save it again",
    ),
)
OVER_MEMORY = Refusal(
    HostileDocument,
    ("读取所需的内存超过限额", "内存限额内能读的文档（一份目标表不到 100 MiB）", "核对文件，只保留目标表所在的部分，或拆成几个文件"),
    (
        "reading it takes more memory than is allowed",
        "a document that is read within the limit (a target table takes less than 100 MiB)",
        "check the file, keep only the part with the target table, or split it into several",
    ),
)
READER_DIED = Refusal(
    HostileDocument,
    (
        "读取它的进程中途退出（{signal}），多为内存超过 {memory} MiB 或文件损坏",
        "完整、大小正常的文档",
        "用原软件打开并另存，或只保留目标表所在的部分再试",
    ),
    (
        "the process that read it ended midway ({signal}), mostly for want of memory (limit {memory} MiB) or a damaged file",
        "a whole document of ordinary size",
        "open it in its own program and save it again, or keep only the part with the target table",
    ),
)

BINARY = {
    "what_zh": "未知的二进制数据",
    "what_en": "binary data of an unknown kind",
    "advice_zh": "用制作它的软件另存为 .docx 或 .xlsx",
    "advice_en": "save it as .docx or .xlsx in the program that made it",
}
