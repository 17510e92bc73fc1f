"""Sentences (提示语): a rule's message with the figures of its evidence, in the language asked for."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from attrs import frozen

from jiheng.model.decimals import plain
from jiheng.model.finding import Evidence, EvidenceItem, Term
from jiheng.model.value import Value

YUAN = {"zh": "元", "en": "yuan"}
COMMAS = {"zh": "、", "en": ", "}
LONGEST_QUOTE = 24
TAKEN = {"zh": "（按{}计）", "en": " (taken as {})"}


@frozen
class _Said:
    """A piece of evidence as a sentence shows it: `{total:money}`, `{total:number}`, `{terms:equation}`, `{terms:named}`, `{target}`."""

    item: EvidenceItem
    lang: str

    def __format__(self, spec: str) -> str:
        if isinstance(self.item, tuple):
            return _terms(self.item, spec, self.lang)
        if isinstance(self.item, Value):
            return self.item.text
        text = shortened(self.item)
        if spec == "money":
            return f"{grouped(text)} {YUAN[self.lang]}"
        return grouped(text) if spec == "number" else text


def sentence(message: Mapping[str, Mapping[str, str]], key: str, evidence: Evidence, lang: str) -> str:
    """The sentence `key` in `lang` with the evidence put in. Raises KeyError for a figure that the evidence lacks."""
    return message[lang][key].format_map({name: _Said(item, lang) for name, item in evidence.items()})


def shortened(text: str) -> str:
    """A text as a sentence quotes it: whole, or its beginning where a whole paragraph stands in a cell."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def grouped(text: str) -> str:
    """A decimal string with its thousands apart (`1319999.04` → `1,319,999.04`); any other text as it is."""
    try:
        return f"{plain(Decimal(text)):,f}"
    except (InvalidOperation, ValueError):
        return text


def written_out(terms: tuple[Term, ...], lang: str) -> str:
    """Terms as a sum of products: `24 人 × 4583.33 元/人/月 + 500 元`."""
    return _terms(terms, "", lang)


def _terms(terms: tuple[Term, ...], spec: str, lang: str) -> str:
    """`names` lists what the terms are called.

    `summed` and `named` add them up towards the sum that follows (`财政拨款 80 元 + 其他资金 20 元 = `, a single one only
    named). Else they are written out as a sum of products: `24 人 × 4583.33 元/人/月 + 500 元`.
    """
    if spec == "names":
        return COMMAS[lang].join(f"“{term.name}”" for term in terms)
    if spec in {"summed", "named"}:
        named = spec == "named"
        if len(terms) == 1:
            return f"{terms[0].name} " if named else ""
        return " + ".join(f"{term.name} {_term(term, lang)}" if named else _term(term, lang) for term in terms) + " = "
    summands: dict[int, list[str]] = {}
    for term in terms:
        summands.setdefault(term.summand, []).append(_term(term, lang))
    return " + ".join(" × ".join(factors) for factors in summands.values())


def _term(term: Term, lang: str) -> str:
    if term.unit == "元":
        return f"{grouped(term.figure)} {YUAN[lang]}"
    taken = TAKEN[lang].format(term.taken_for) if term.taken_for else ""
    return f"{term.figure} {term.unit}{taken}" if term.unit else term.figure
