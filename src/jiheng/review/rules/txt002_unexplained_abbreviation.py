"""An abbreviation or a piece of jargon that no field explains (缩写或行话没有说明).

Finds:
    A Latin abbreviation, or a slogan of figures (“三保三促”, “1+3+N”), that stands in goal, name or indicators and that no field spells out.

Why it matters:
    The table is published and scored by people outside the office; what they can't read they can't check.

Basis:
    The table's own texts.

Silent when:
    The abbreviation is commonly known (GDP, LED); it stands in brackets behind its full name, or its full name in brackets behind it;
    an explanation, remark or another cell spells it out; it is a model's or a document's number.

Known false alarms:
    Terms that everyone in the trade knows; they cost the reader a question all the same.

Wrong:
    年度总体目标 | 推行“三清两建”工作法，改善村庄面貌
    产出指标 | 数量指标 | 参加村庄 | ≥30个

Right:
    年度总体目标 | 推行“三清两建”工作法（清垃圾、清淤泥、清杂物，建公厕、建庭院），改善村庄面貌
    产出指标 | 数量指标 | 参加村庄 | ≥30个

How to mend:
    Write the full name, or explain it in brackets at its first place.

Since: 0.1
"""

import re
from collections.abc import Iterator

from jiheng.framework.words import Words, words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.own_texts import own_texts
from jiheng.review.subject import Scope, Table

CODE = "TXT002"
SEVERITY = Severity.INFO
TEST = "相关性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM006",)
MESSAGE = {
    "zh": {"unexplained": "“{term}”没有一处说明；请写全称，或在首次出现处用括号说明。"},
    "en": {"unexplained": "No field explains “{term}”; please write it in full or explain it in brackets where it first stands."},
}

LATIN = re.compile(r"(?<![A-Za-z0-9./+-])[A-Z]{2,6}s?(?![A-Za-z0-9./+-])")
SLOGAN = re.compile(r"[“\"「]((?:[一二三四五六七八九十两][\u4e00-\u9fff]{1,2}){2,4}|\d(?:\+(?:\d|[NXn])){1,3})[”\"」]")
FIELDS = frozenset({"project", "goal", "name", "target"})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each abbreviation once, at its first place."""
    texts = [text for text in subject.fact(own_texts, context) if text.field in FIELDS]
    if not texts:
        return NotApplicable("no text of the unit's own")
    common = words(context.framework, "known_abbreviations")
    everything = " ".join([text.text for text in subject.fact(own_texts, context)] + [cell.text for cell in subject.declaration.extra])
    seen: dict[str, Fault] = {}
    for text in texts:
        for term in _terms(text.text, common):
            if term not in seen and not _explained(term, everything):
                seen[term] = Fault(
                    "unexplained", text.indicator, text.field, {"term": term}, reads=(text.field,) if text.indicator is None else ()
                )
    return outcome_of(list(seen.values()))


def _terms(text: str, common: Words) -> Iterator[str]:
    yield from (match[0] for match in LATIN.finditer(text) if not common.covers(match[0]))
    yield from (match[1] for match in SLOGAN.finditer(text))


def _explained(term: str, text: str) -> bool:
    """Whether the term stands in brackets behind words, or words in brackets, 即, 是指 or a colon behind it."""
    bare = re.escape(term)
    inside = rf"[\u4e00-\u9fff][（(]\s*(?:简称|英文)?{bare}\s*[)）]"
    behind = rf"{bare}[”\"」]?[^，。；（(]{{0,8}}(?:[（(][^)）]*[\u4e00-\u9fff]{{2}}|[，,]?(?:即|是指|指的是)|[:：])"
    return bool(re.search(f"{inside}|{behind}", text))
