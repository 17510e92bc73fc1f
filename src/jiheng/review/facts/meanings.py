"""What a name means and what a target measures (指标同义与计量), so that two rows can be held against each other."""

from jiheng.framework.names import NameShape, name_shape
from jiheng.model.declaration import Declaration
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names

PHRASES = frozenset({ValueKind.QUALITATIVE, ValueKind.UNKNOWN, ValueKind.GRADE})


def meanings(declaration: Declaration, context: Context) -> tuple[str, ...]:
    """What each row's name means, in the order of `indicators`; blank where it says nothing."""
    shape = name_shape(context.framework)
    return tuple([_meaning(name, shape) for name in subjects_of_names(declaration, context)])


def _meaning(name: Asked, shape: NameShape) -> str:
    """A name without what says nothing and without the order of its words (接待游客人次, 游客接待人次).

    What stands in brackets stays, as it may tell two rows apart.
    """
    apart = "".join([text for text in name.brackets if name.unit is None or not text.endswith(name.unit)])
    text = shape.noise.sub("", shape.fronts.sub("", name.bare))
    for word, same in shape.alike:
        text = text.replace(word, same)
    return "".join(sorted(text)) + (shape.noise.sub("", apart) if apart else "")


def measure(target: Value) -> tuple[object, ...]:
    """What sort of figure a target is: its kind, unit and bases; all phrases are of one sort."""
    if target.kind in PHRASES:
        return (ValueKind.QUALITATIVE,)
    return (target.kind, target.unit, target.per)
