"""What a name means and what a target measures (指标同义与计量), so that two rows can be held against each other."""

from jiheng.framework.framework import Framework
from jiheng.framework.names import name_shape
from jiheng.model.value import Value, ValueKind
from jiheng.review.facts.subject_of_name import Asked

PHRASES = frozenset({ValueKind.QUALITATIVE, ValueKind.UNKNOWN, ValueKind.GRADE})


def meaning(name: Asked, framework: Framework) -> str:
    """A name without what says nothing and without the order of its words (接待游客人次, 游客接待人次).

    What stands in brackets stays, as it may tell two rows apart.
    """
    apart = "".join(text for text in name.brackets if name.unit is None or not text.endswith(name.unit))
    shape = name_shape(framework)
    text = shape.noise.sub("", shape.fronts.sub("", name.bare))
    for word, same in shape.alike:
        text = text.replace(word, same)
    return "".join(sorted(text)) + shape.noise.sub("", apart)


def measure(target: Value) -> tuple[object, ...]:
    """What sort of figure a target is: its kind, unit and bases; all phrases are of one sort."""
    if target.kind in PHRASES:
        return (ValueKind.QUALITATIVE,)
    return (target.kind, target.unit, target.per)
