"""Grades and phrases (等级, 定性表述): states that can be checked, and words without a measure."""

import re

from attrs import frozen

from jiheng.model.value import Value, ValueKind
from jiheng.values.heads import PLACEHOLDER
from jiheng.values.language import Language, either

CHINESE = re.compile("[㐀-鿿]")
DIGIT = re.compile("[0-9]")


@frozen(eq=False)
class GradePatterns:
    """The shapes of states that can be checked, and of texts that are nothing but signs and units."""

    state: re.Pattern[str]
    bare: re.Pattern[str]


def _patterns(language: Language) -> GradePatterns:
    times, silent = "".join(language.units.multipliers), "[^0-9A-Za-z㐀-鿿]"
    return GradePatterns(
        state=re.compile("|".join(f"(?:{shape})" for shape in language.phrases.grades)),
        # possessive: units begin one another (m, mm), and a long run of them must not be cut in every way
        bare=re.compile(
            rf"(?:{either(word for word in language.before if not word.endswith('前'))})?+{silent}*+(?>[{times}]*+(?:{either(language.units.words)}){silent}*+每?)*+"
            rf"(?:{either((*language.after, *language.phrases.after['about']))})?+"
        ),
    )


def grade(language: Language, text: str, plain: str) -> Value | None:
    """A state that can be checked; None where the text is none."""
    state = plain.strip("。.;,、")
    phrases = language.phrases
    if state in phrases.states or (not phrases.signs.isdisjoint(state) and language.made(_patterns).state.fullmatch(state)):
        return Value(text, ValueKind.GRADE, grade=state)
    return None


def bare(language: Language, plain: str) -> bool:
    """Whether a text is nothing but signs and units (元/人, 公里, ≧%, 不低于)."""
    return bool(language.made(_patterns).bare.fullmatch(plain))


def quiet(language: Language, text: str, plain: str) -> Value:
    """`phrase` for a text that is known to have no digit and no placeholder."""
    if not CHINESE.search(plain) or plain in language.phrases.placeholders or bare(language, plain):
        return Value(text, ValueKind.UNKNOWN)
    return Value(text, ValueKind.QUALITATIVE)


def phrase(language: Language, text: str, plain: str) -> Value:
    """A phrase without a measure, or unknown: a bare sign or unit, a placeholder, a text without words."""
    if DIGIT.search(plain) or PLACEHOLDER.search(plain):
        return Value(text, ValueKind.UNKNOWN)
    return quiet(language, text, plain)
