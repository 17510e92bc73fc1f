"""A repeated or misspelt phrase (文字重复或笔误).

Finds:
    A listed item that is listed twice (安全生产、安全生产), a phrase that runs into itself, a particle or mark written twice, and a
    name that elsewhere in the same table is written without one of two clashing administrative words (治市县 beside 治县).

Why it matters:
    The table will be published; slips of the pen show that nobody read it through, and a wrong name of a body misleads.

Basis:
    The table's own texts.

Silent when:
    The second item is a longer word (公共卫生、公共卫生服务); two divisions are meant (市县两级); the repetition is one of single
    words (稳稳); the field was read with doubt.

Known false alarms:
    A slogan that repeats itself on purpose.

Wrong:
    年度总体目标 | 坚持安全发展、安全生产、安全生产共同推进

Right:
    年度总体目标 | 坚持安全发展、安全生产、安全监管共同推进

How to mend:
    Strike the repetition, or put the word that was meant.

Since: 0.1
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from operator import add

from jiheng.framework.repetitions import Repetitions, repetitions
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.own_texts import ROW_VALUES, OwnText, own_texts
from jiheng.review.subject import Scope, Table

CODE = "TXT001"
SEVERITY = Severity.INFO
TEST = "完整性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM006",)
MESSAGE = {
    "zh": {
        "listed": "“{phrase}”并列了两次；请删去重复，或改为本来要写的内容。",
        "doubled": "“{phrase}”重复；请删去一处。",
        "misspelt": "“{phrase}”在表内他处写作“{usual}”，疑为笔误；请统一。",
    },
    "en": {
        "listed": "“{phrase}” is listed twice; please strike it or put what was meant.",
        "doubled": "“{phrase}” is written twice; please strike one.",
        "misspelt": "“{phrase}” is written “{usual}” elsewhere in the table; please make them one.",
    },
}

SEPARATORS = re.compile(r"[、,，]")
RUN_ON = re.compile(r"([\u4e00-\u9fff]{3,12})\1|(?<![一很每各])((?![一很每各])[\u4e00-\u9fff]{2})\2")
EACH = re.compile(r"[每各一]")
LEAST = 4
LONGEST = 30
MOST = 50
"""No item is longer, and no text names more divisions, that a person wrote; so the time stays in line with the length."""
REACH = 3


def check(subject: Table, context: Context) -> Outcome:
    """Fail each field with a repetition, once a field, and each phrase that is written otherwise elsewhere in the table."""
    doubts = subject.has_doubts
    texts = [text for text in subject.fact(own_texts, context) if text.field not in ROW_VALUES and len(text.text) > LEAST]
    texts = [text for text in texts if not (doubts and subject.doubted(text.indicator, text.field))]
    if not texts:
        return NotApplicable("no text of the unit's own")
    known = repetitions(context.framework)
    everything = "\n".join(text.text for text in texts)
    faults = [fault for text in texts if (fault := next(_faults(text, everything, known), None))]
    return outcome_of(faults)


def _faults(text: OwnText, everything: str, known: Repetitions) -> Iterator[Fault]:
    reads = (text.field,) if text.indicator is None else ()
    if phrase := next(_listed_twice(text.text, known), None):
        yield Fault("listed", text.indicator, text.field, {"phrase": phrase}, reads=reads)
    if phrase := _doubled(text.text, known):
        yield Fault("doubled", text.indicator, text.field, {"phrase": phrase}, reads=reads)
    for phrase, usual in _misspelt(text.text, everything, known):
        yield Fault("misspelt", text.indicator, text.field, {"phrase": phrase, "usual": usual}, reads=reads)


def _doubled(text: str, known: Repetitions) -> str | None:
    """What stands twice in a row; a text in which no two pairs of characters are alike is not searched."""
    pairs = set(map(add, text, text[1:]))
    if len(pairs) < len(text) - 1:
        run = next((match[0] for match in RUN_ON.finditer(text) if len(set(match[0])) > 1 and not EACH.search(match[0])), None)
        if run:
            return run
    return next((found for found in known.doubled.findall(text) if found in known.wrong), None)


def _listed_twice(text: str, known: Repetitions) -> Iterator[str]:
    """Items that stand right after themselves in a list; the first may have words before it, the second only such as end it."""
    items = SEPARATORS.split(text)
    for before, after in pairwise(items):
        if len(before) >= REACH and before == after and not before.isdecimal():
            yield before
        for size in range(min(len(before), len(after), LONGEST), LEAST - 1, -1):
            if before.endswith(after[:size]) and known.ends.match(after[size:]):
                yield after[:size]
                break


def _misspelt(text: str, everything: str, known: Repetitions) -> Iterator[tuple[str, str]]:
    """Phrases with two divisions side by side that the table writes elsewhere with one of them, in the same surroundings."""
    for match in islice(known.division.finditer(text), MOST):
        start, end = match.start(), match.start() + 2
        before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
        if len(before) < REACH or len(after) < REACH:
            continue
        for kept in match[2], match[1]:
            if before + kept + after in everything:
                yield before + match[1] + match[2] + after, before + kept + after
                return
