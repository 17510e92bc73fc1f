"""Repair (修复): one thing that the reader mended, so that nothing is altered silently."""

from attrs import frozen

from jiheng.model.place import Place


@frozen
class Repair:
    """What stood there, what the reader took it for, and why.

    `kind` is the mend's name (its file in `reading/repairs`). `field` is the field it touched, named as in
    `Source.places` (`indicators.3.target`), None where it touched no field or many. `doubtful` is true where
    the mend changed a meaning and could be wrong: rules that rest on that field then say undecided.
    """

    place: Place | None
    kind: str
    before: str
    after: str
    field: str | None = None
    doubtful: bool = False
