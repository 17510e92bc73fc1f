"""A page seen (看页): one picture brought upright, its rules and its text, as a sheet like that of a PDF with a layer of text."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from jiheng.documents.outlines import Onto
from jiheng.documents.pdf.glyphs import Glyph
from jiheng.documents.pdf.lattice import Table, tables_in
from jiheng.documents.pdf.lines import is_wide
from jiheng.documents.pdf.placing import Doubt
from jiheng.documents.pdf.sheet import Sheet, pieces_of
from jiheng.documents.pdf.turning import Turn
from jiheng.documents.scan.boxes import with_boxes
from jiheng.documents.scan.engine import Engine, Pixels, arrays, engine, vision
from jiheng.documents.scan.finding import Spot
from jiheng.documents.scan.pieces import Area, cells_of, cut, pieces_in, tight
from jiheng.documents.scan.recognising import Said, Sign, recognised
from jiheng.documents.scan.rules import even, rules_on
from jiheng.documents.scan.signs import BARRED, barred, figure_among, is_doubtful, paired, seen_beside, zero_for_letter
from jiheng.documents.scan.straight import flattened, lay_of, mapping
from jiheng.documents.scan.turned import upright
from jiheng.model.place import Place
from jiheng.model.repair import Repair

TEXT = 30.0
"""The height in pixels to which the text of a page is brought."""
MARKS = frozenset("()[],:;!?")
POINTS = 10.0
"""The height in points that text has on a sheet: the measures of tables are made for it."""
SCALE = TEXT / POINTS
OF_BOX = 0.62
"""The height of text as a share of that of the detector's box."""
MOST_ZOOM = 3.0
MOST_PIXELS = 60_000_000
"""Points that a straight page has at most, however small its text is."""
FIGURES = frozenset("0123456789≥≤><=.%‰")
TEXTUAL = 0.55
"""How sure the model is on average of what is text."""
UNSURE = 0.5
"""How sure the model must be of a figure or sign that is not told as doubtful."""
HALF = 0.55
"""The width of a narrow sign as a share of the height of the text."""
LONE = 1.6
"""A piece no wider than so many heights of the text may be a sign alone."""
APART = 2.5
"""Signs whose middles are further apart than so many times their half widths do not touch; a blank between words the model sees itself."""


@frozen(eq=False)
class Piece:
    """A line of text on the page, what it says and where it was cut out; `first` is what it was taken for before it was looked at again."""

    area: Area
    left: int
    wide: int
    said: Said
    first: str | None = None


@frozen(eq=False)
class Page:
    """A sheet as it was seen, and what is doubtful on it."""

    sheet: Sheet
    doubts: tuple[Doubt, ...] = ()


def page_of(gray: Pixels, number: int, path: str | None) -> Page:
    """What a picture of a page says; lengths on the sheet are such that its text is POINTS high."""
    with engine() as models:
        turned, found, quarters = upright(gray, models)
        straight, spots, way = _straight(turned, found)
        if not spots:
            return Page(Sheet(number, (), 0, pictured=True))
        white = even(straight, TEXT)
        rules = rules_on(white, TEXT)
        tables = tables_in([(a / SCALE, b / SCALE, c / SCALE, d / SCALE) for a, b, c, d in (*rules.level, *rules.plumb)])
        white[rules.mask > 0] = 255
        pieces = [piece for piece in _read(white, spots, tables, rules.ink, models) if _is_text(piece, tables)]
    glyphs = [glyph for piece in pieces for glyph in _glyphs(piece)]
    sheet = Sheet(number, tuple(pieces_of(number, glyphs, tables, _onto(way, turned.shape, quarters))), len(glyphs))
    return Page(sheet, tuple(_told(pieces, Place(path, page=number), number)))


def _is_text(piece: Piece, tables: Sequence[Table]) -> bool:
    """Whether a piece is text: outside tables the detector also marks leaves, faces and the grain of a desk."""
    x, y = (piece.area.left + piece.area.right) / 2 / SCALE, (piece.area.top + piece.area.bottom) / 2 / SCALE
    return piece.said.average >= TEXTUAL or any(table.at(x, y) >= 0 for table in tables)


def _told(pieces: Sequence[Piece], place: Place, page: int) -> Iterator[Doubt]:
    """What was read otherwise at the second look, and figures that the model is not sure of."""
    for piece in pieces:
        x, y = (piece.area.left + piece.area.right) / 2 / SCALE, (piece.area.top + piece.area.bottom) / 2 / SCALE
        if piece.first is not None:
            yield Doubt(Repair(place, "sign-seen-again", piece.first, piece.said.text), page, x, y)
        elif piece.said.text in BARRED or any(sign.sign in FIGURES and sign.sure < UNSURE for sign in piece.said.signs):
            # a wedge alone may have lost its bar to blur
            yield Doubt(Repair(place, "figure-unsure", piece.said.text, piece.said.text, doubtful=True), page, x, y)


def _onto(way: Pixels, shape: tuple[int, ...], quarters: int) -> Onto:
    """How the straight page lies on the picture as it came: `way` led from the picture, turned by so many quarters, to the page."""
    np = arrays()
    high, wide = shape
    clockwise = np.array([[0, -1, 1], [1, 0, 0], [0, 0, 1]])
    whole = np.linalg.matrix_power(clockwise, quarters) @ np.diag([1 / wide, 1 / high, 1]) @ np.linalg.inv(way) @ np.diag([SCALE, SCALE, 1])
    return Onto(tuple(float(number) for number in whole.ravel()))


def _straight(gray: Pixels, spots: Sequence[Spot]) -> tuple[Pixels, list[Area], Pixels]:
    """The page flat and with its text TEXT pixels high, where its lines stand, and the mapping from the picture to it."""
    cv2, np = vision(), arrays()
    if not spots:
        return gray, [], np.eye(3)
    high = float(np.median([min(spot.high, spot.wide) for spot in spots])) * OF_BOX
    zoom = min(TEXT / high, MOST_ZOOM, (MOST_PIXELS / gray.size) ** 0.5)
    way, size = mapping(lay_of(gray, spots), (gray.shape[1], gray.shape[0]), zoom)
    straight = flattened(gray, way, size, zoom)
    moved = [cv2.perspectiveTransform(spot.corners[None].astype(np.float32), way)[0] for spot in spots]
    areas = [Area(int(at[:, 0].min()), int(at[:, 1].min()), int(np.ceil(at[:, 0].max())), int(np.ceil(at[:, 1].max()))) for at in moved]
    return straight, areas, way


def _read(white: Pixels, spots: Sequence[Area], tables: Sequence[Table], ink: Pixels, models: Engine) -> list[Piece]:
    areas = pieces_in(spots, cells_of(tables, SCALE), ink, TEXT)
    cuts = [cut(white, area, TEXT) for area in areas]
    said = recognised([part for part, _ in cuts], models)
    pieces = [Piece(area, left, part.shape[1], each) for area, (part, left), each in zip(areas, cuts, said, strict=True)]
    lone = [number for number, piece in enumerate(pieces) if piece.area.wide <= LONE * TEXT and is_doubtful(piece.said)]
    again: dict[int, Said | None] = {number: pieces[number].said for number in lone}
    figure = figure_among(said)
    if figure is not None:
        shown = tight(cuts[figure][0], TEXT)
        again |= zip(lone, seen_beside([cuts[number][0] for number in lone], shown, said[figure].text, models), strict=True)
    for number, (part, _) in enumerate(cuts):
        final = barred(part, zero_for_letter(again[number] or said[number]) if number in again else said[number])
        final = with_boxes(part, paired(part, final), TEXT)
        if final.text != said[number].text:
            pieces[number] = evolve(pieces[number], said=final, first=said[number].text)
    return pieces


def _glyphs(piece: Piece) -> Iterator[Glyph]:
    """The characters of a line, each with a box that touches its neighbours' where they stand side by side."""
    signs = piece.said.signs
    middles = [piece.left + sign.at * piece.wide for sign in signs]
    high = min(max(piece.area.high, 0.8 * TEXT), 2 * TEXT)
    halves = [(high if _fills(signs, number) else high * HALF) / 2 for number in range(len(signs))]
    level = (piece.area.top + piece.area.bottom) / 2 / SCALE
    for at, sign in enumerate(signs):
        left, right = middles[at] - halves[at], middles[at] + halves[at]
        if at and middles[at] - middles[at - 1] < APART * (halves[at] + halves[at - 1]):
            left = (middles[at] + middles[at - 1]) / 2
        if at + 1 < len(signs) and middles[at + 1] - middles[at] < APART * (halves[at] + halves[at + 1]):
            right = (middles[at] + middles[at + 1]) / 2
        inner = min(max(middles[at], piece.area.left + 1), piece.area.right - 1)
        yield Glyph(sign.sign, left / SCALE, level + high / 2 / SCALE, right / SCALE, high / SCALE, inner / SCALE, level, Turn.RIGHT)


def _fills(signs: Sequence[Sign], number: int) -> bool:
    """Whether a sign is as wide as a character: marks beside characters are, though the recogniser gives them as narrow ones."""
    if is_wide(signs[number].sign):
        return True
    beside = (signs[number - 1].sign if number else "", signs[number + 1].sign if number + 1 < len(signs) else "")
    return signs[number].sign in MARKS and any(is_wide(sign) for sign in beside if sign)
