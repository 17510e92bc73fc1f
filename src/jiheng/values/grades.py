"""Grades and phrases (等级, 定性表述): states that can be checked, and words without a measure."""

import re

from jiheng.model.value import Value, ValueKind
from jiheng.values.heads import PLACEHOLDER
from jiheng.values.language import Language, either

CHINESE = re.compile("[㐀-鿿]")
_PATTERNS: dict[Language, tuple["re.Pattern[str]", "re.Pattern[str]"]] = {}


def _patterns(language: Language) -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    return _PATTERNS.get(language) or _PATTERNS.setdefault(
        language,
        (
            re.compile("|".join(f"(?:{shape})" for shape in language.phrases.grades)),
            re.compile(rf"[^0-9㐀-鿿]*(?:[{''.join(language.units.multipliers)}]*(?:{either(language.units.words)}))?[^0-9㐀-鿿]*"),
        ),
    )


def grade(language: Language, text: str, plain: str) -> Value | None:
    """A state that can be checked; None where the text is none."""
    state = plain.strip("。.;,、")
    if state in language.phrases.states or _patterns(language)[0].fullmatch(state):
        return Value(text, ValueKind.GRADE, grade=state)
    return None


def phrase(language: Language, text: str, plain: str) -> Value:
    """A phrase without a measure, or unknown: a bare sign or unit, a placeholder, a text without words."""
    if not CHINESE.search(plain) or PLACEHOLDER.search(plain) or plain in language.phrases.placeholders or _patterns(language)[1].fullmatch(plain):
        return Value(text, ValueKind.UNKNOWN)
    return Value(text, ValueKind.QUALITATIVE)
