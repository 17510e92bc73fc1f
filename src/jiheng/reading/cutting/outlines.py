"""Outlines (分级清单): a project told above its indicators by place alone: the body, the project, its money, then levels and items."""

import re
from collections.abc import Sequence

from attrs import evolve

from jiheng.reading.cutting.fits import Fits
from jiheng.reading.cutting.kinds import Kind
from jiheng.reading.cutting.pieces import Break, Piece

PROJECT, BODY, MONEY = "项目名称", "项目单位", "年度资金总额"
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:万元|元)?")
BODY_FITS = 0.6
FEWEST = 3


def outlined(pieces: Sequence[Piece], costs: Fits) -> tuple[Piece, ...]:
    """The pieces before the indicators with labels put before body, project and money.

    Acts where the last three are a body, words and an amount, each on a line of its own; the heads of the outline's columns
    (项目, 指标值, 绩效金额) go, since nothing stands under them as under heads.
    """
    said = [piece for piece in pieces if piece.text]
    if len(said) < FEWEST or not _AMOUNT.fullmatch(said[-1].text) or any(piece.before < Break.LINE for piece in said[-FEWEST:]):
        return tuple(pieces)
    body, project, money = said[-FEWEST:]
    if costs.cost(body.text, Kind.BODY) > BODY_FITS or costs.is_label(project.text):
        return tuple(pieces)
    before = said[:-FEWEST]
    while before and (costs.lexicon.column(before[-1].text) or costs.lexicon.label(before[-1].text) or before[-1].text.endswith("金额")):
        before.pop()
    labelled = ((PROJECT, project), (BODY, body), (MONEY, money))
    return (*before, *(part for label, piece in labelled for part in (evolve(piece, text=label), piece)))
