"""Drawing (作图): the answers of a corpus as bars and lines in SVG, for a page that fetches nothing."""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from attrs import frozen

BAR, GAP, LABELS, WIDTH, FIGURES = 18, 8, 220, 720, 90
WIDEST = 16
"""Chinese characters of a label that fit beside its bar."""
LATIN = "\u2e80"
APART_FROM = 10_000


@frozen
class Bar:
    """One bar: its label, its figure, and the figure as it is printed."""

    label: str
    figure: Decimal
    said: str


def bars_of(lines: Sequence[Sequence[object]], label: int = 0, figure: int = -1) -> list[Bar]:
    """Bars of the lines of an answer: one column is the label, another the figure; lines without a figure are left out."""
    found = [(line[label], line[figure]) for line in lines]
    return [Bar(str(name), Decimal(str(size)), said(size)) for name, size in found if isinstance(size, int | float | Decimal)]


def said(figure: object) -> str:
    """A figure with its thousands apart from ten thousand on, so that years stay years; anything else as it is."""
    if figure is None:
        return ""
    if isinstance(figure, int | float | Decimal) and not -APART_FROM < figure < APART_FROM:
        return f"{figure:,}"
    return str(figure)


def bars(drawn: Sequence[Bar]) -> str:
    """Horizontal bars below each other, each with its label before and its figure behind."""
    most = max((bar.figure for bar in drawn), default=Decimal(0)) or Decimal(1)
    room = WIDTH - LABELS - FIGURES
    lines = [
        f'<text x="{LABELS - 8}" y="{top + BAR - 5}" text-anchor="end">{escape(_short(bar.label))}<title>{escape(bar.label)}</title></text>'
        f'<rect x="{LABELS}" y="{top}" width="{max(room * max(bar.figure, Decimal(0)) / most, Decimal(1)):.1f}" height="{BAR}" rx="2"/>'
        f'<text x="{LABELS + room * max(bar.figure, Decimal(0)) / most + 8:.1f}" y="{top + BAR - 5}" class="figure">{escape(bar.said)}</text>'
        for bar, top in zip(drawn, range(0, len(drawn) * (BAR + GAP), BAR + GAP), strict=True)
    ]
    height = max(len(drawn) * (BAR + GAP) - GAP, BAR)
    return f'<svg class="bars" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">{"".join(lines)}</svg>'


def _short(label: str) -> str:
    """As much of a label as fits beside its bar; a Chinese character is as wide as two others."""
    room = 2 * WIDEST
    for position, character in enumerate(label):
        room -= 1 + (character > LATIN)
        if room < 0:
            return label[:position] + "…"
    return label
