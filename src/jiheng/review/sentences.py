"""Sentences (提示语): a rule's message with the figures of its evidence, in the language asked for."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from attrs import frozen

from jiheng.model.decimals import plain
from jiheng.model.finding import Evidence, EvidenceItem, Term
from jiheng.model.value import Value

YUAN = {"zh": "元", "en": "yuan"}
JOINTS = {"product": " × ", "sum": " + "}
COMMAS = {"zh": "、", "en": ", "}


@frozen
class _Said:
    """A piece of evidence as a sentence shows it: `{total:money}`, `{terms:product}`, `{terms:sum}`, `{terms:names}`, `{target}`."""

    item: EvidenceItem
    lang: str

    def __format__(self, spec: str) -> str:
        if isinstance(self.item, tuple):
            return _terms(self.item, spec, self.lang)
        text = self.item.text if isinstance(self.item, Value) else self.item
        if spec == "money":
            return f"{grouped(text)} {YUAN[self.lang]}"
        return grouped(text) if spec == "number" else text


def sentence(message: Mapping[str, Mapping[str, str]], key: str, evidence: Evidence, lang: str) -> str:
    """The sentence `key` in `lang` with the evidence put in. Raises KeyError for a figure that the evidence lacks."""
    return message[lang][key].format_map({name: _Said(item, lang) for name, item in evidence.items()})


def grouped(text: str) -> str:
    """A decimal string with its thousands apart (`1319999.04` → `1,319,999.04`); any other text as it is."""
    try:
        return f"{plain(Decimal(text)):,f}"
    except (InvalidOperation, ValueError):
        return text


def _terms(terms: tuple[Term, ...], spec: str, lang: str) -> str:
    if spec == "names":
        return COMMAS[lang].join(f"“{term.name}”" for term in terms)
    return JOINTS.get(spec, COMMAS[lang]).join(f"{term.figure} {term.unit}" if term.unit else term.figure for term in terms)
