"""Every sentence of a score exists in both languages and shows the same figures in both."""

import string

import pytest

from jiheng.scoring import actuals, sentences

TABLES = {
    "judged": sentences.JUDGED,
    "frame": sentences.FRAME,
    "remarks": sentences.REMARKS,
    "needs": sentences.NEEDS,
    "spent": sentences.SPENT,
    "notes": sentences.NOTES,
    "why": actuals.WHY,
}


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_say_the_same(name: str) -> None:
    chinese, english = TABLES[name]["zh"], TABLES[name]["en"]
    assert chinese.keys() == english.keys()
    for key, sentence in chinese.items():
        assert _figures(sentence) == _figures(english[key]), key


def _figures(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
