"""Parts numbered (编号分段): a text that a site cut into numbered parts in the middle of sentences (`1、…科学管`, `2、理…`) is one again.

Acts on two or more paragraphs in a row numbered 1、2、3、 … of which all but the last are long and break off without a stop. Never on
points of a list, which end with one, nor on short lines.
"""

import re

from attrs import evolve

from jiheng.documents.document import Block, Document, Paragraph
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.reading.repairs.mend import Mended

KIND = "parts-numbered"
TRACE = re.compile(r"^\s*2、.*\S", re.MULTILINE)
LONG = 120
STOPS = "。；;！!？?：:."
SHOWN = 8
FIRST_JOINED = 2


def apply(document: Document, _framework: Framework) -> Mended:
    """Join the numbered parts; `mend` says the rest."""
    blocks: list[Block] = []
    repairs: list[Repair] = []
    awaited = 0
    for block in document.blocks:
        text = block.text.strip() if isinstance(block, Paragraph) else ""
        whole = blocks[-1] if blocks else None
        if awaited and isinstance(whole, Paragraph) and text.startswith(f"{awaited}、") and _goes_on(whole.text):
            said = text.removeprefix(f"{awaited}、")
            if awaited == FIRST_JOINED:
                whole = evolve(whole, text=whole.text.strip().removeprefix("1、"))
            blocks[-1] = evolve(whole, text=whole.text + said)
            repairs.append(Repair(block.place, KIND, text[:SHOWN], said[:SHOWN]))
            awaited += 1
            continue
        awaited = FIRST_JOINED if text.startswith("1、") else 0
        blocks.append(block)
    return Mended(evolve(document, blocks=tuple(blocks)), tuple(repairs)) if repairs else Mended(document)


def _goes_on(text: str) -> bool:
    return len(text) >= LONG and text.rstrip()[-1] not in STOPS
