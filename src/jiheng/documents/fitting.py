"""Fitting (容纳): what a format has no room for, told before it is drawn, so that nothing is lost in silence."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from jiheng.documents.document import Document, Grid, Paragraph

LONGEST_CELL = 32_767
"""characters that a cell of a workbook holds"""
SHOWN = 40
MOST_NAMED = 3
LOST = (
    "CSV 只有表格，表外文字未写入；需要时请写成 .xlsx 或 .docx",
    "a CSV holds tables only and no text around them; write .xlsx or .docx",
)
TOO_LONG = (
    "Excel 一格最多 {0} 字，这格有 {1} 字，后面的未写入；请写成 .docx 或缩短",
    "a cell of a workbook holds {0} characters and this one has {1}, the rest is not written; write .docx or shorten it",
)
TOO_TALL = (
    "内容已全部写入，但 Excel 的行高有上限，打印时显示不全；要打印请写成 .docx 或 .pdf",
    "all of it is written, but a row of a workbook has a greatest height and a print shows a part; to print, write .docx or .pdf",
)
WORKBOOK, SEPARATED = ".xlsx", ".csv"


@frozen
class Unfit:
    """One text that a format does not hold whole: what it is, its first characters, and why, in both languages."""

    text: str
    zh: str
    en: str


def unfit(document: Document, ending: str) -> tuple[Unfit, ...]:
    """Everything that the format of a file's ending does not hold whole; empty for formats that hold every text."""
    if ending.lower() == SEPARATED:
        return tuple(_lost_paragraphs(document))
    if ending.lower() == WORKBOOK:
        return tuple(_long_cells(document))
    return ()


def _lost_paragraphs(document: Document) -> Iterator[Unfit]:
    """What stands around the tables; the name of a list, where that is all, says nothing of its own."""
    lost = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.text]
    if len(lost) > 1:
        yield from (Unfit(_begun(text), LOST[0], LOST[1]) for text in dict.fromkeys(lost))


def _long_cells(document: Document) -> Iterator[Unfit]:
    from jiheng.documents.xlsx.drawing import tall_cells

    for block in document.blocks:
        if not isinstance(block, Grid):
            continue
        for cell in block.cells:
            if len(cell.text) > LONGEST_CELL:
                yield Unfit(_begun(cell.text), *(words.format(LONGEST_CELL, len(cell.text)) for words in TOO_LONG))
        yield from (Unfit(_begun(cell.text), *TOO_TALL) for cell in tall_cells(block) if len(cell.text) <= LONGEST_CELL)


def sentences(path: str, found: Iterable[Unfit], lang: str) -> list[str]:
    """What did not fit, a sentence for each reason, in the language asked for (`zh` or `en`)."""
    reasons: dict[str, list[str]] = {}
    for each in found:
        reasons.setdefault(each.en if lang == "en" else each.zh, []).append(each.text)
    return [_sentence(path, texts, reason, lang) for reason, texts in reasons.items()]


def _sentence(path: str, texts: Sequence[str], reason: str, lang: str) -> str:
    more = len(texts) - MOST_NAMED
    if lang == "en":
        named = ", ".join(f"“{text}”" for text in texts[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        return f"{path}: {named}: {reason}."
    named = "".join(f"“{text}”" for text in texts[:MOST_NAMED]) + (f"等 {len(texts)} 处" if more > 0 else "")
    return f"{path}：{named}：{reason}。"


def _begun(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"
