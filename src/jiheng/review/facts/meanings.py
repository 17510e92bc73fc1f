"""What a name means and what a target measures (指标同义与计量), so that two rows can be held against each other."""

import re

from jiheng.model.value import Value, ValueKind
from jiheng.review.facts.subject_of_name import Asked

EMPTY = re.compile(r"^(?:全年|年度|本年度?|当年)|[的之\W_]|^(?:组织)?(?:开展|进行|举办|实施|参加|完成|组织)(?=.{3})(?!率|时|情)")
ALIKE = (("满意率", "满意度"), ("满意程度", "满意度"), ("及时性", "及时率"), ("数量", "数"))
PHRASES = frozenset({ValueKind.QUALITATIVE, ValueKind.UNKNOWN, ValueKind.GRADE})


def meaning(name: Asked) -> str:
    """A name without what says nothing and without the order of its words (接待游客人次, 游客接待人次).

    What stands in brackets stays, as it may tell two rows apart.
    """
    apart = "".join(text for text in name.brackets if name.unit is None or not text.endswith(name.unit))
    text = EMPTY.sub("", EMPTY.sub("", name.bare))
    for word, same in ALIKE:
        text = text.replace(word, same)
    return "".join(sorted(text)) + EMPTY.sub("", apart)


def measure(target: Value) -> tuple[object, ...]:
    """What sort of figure a target is: its kind, unit and bases; all phrases are of one sort."""
    if target.kind in PHRASES:
        return (ValueKind.QUALITATIVE,)
    return (target.kind, target.unit, target.per)
