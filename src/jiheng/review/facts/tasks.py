"""Tasks (任务): the concrete things with their deeds that a table promises in its name, its goal and the split of its money."""

import re
from collections.abc import Iterator
from itertools import islice

from attrs import evolve, frozen

from jiheng.framework.deeds import Deed, Deeds, deeds
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration
from jiheng.review.context import Context

CLAUSES = re.compile(
    r"[，,。；;！!\n:：]|(?:目标|任务)\s*[\d一二三四五六七八九十]+|(?<!\d)\d{1,2}[、.．](?!\d)|[①-⑳]|[一二三四五六七八九]是"
)
PARTS = re.compile(r"[、/]|以及|(?<=..)(?:和|与|及|并)(?=..)")
BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
BOUND = r"(?:不少于|不低于|不超过|至少|超过|达到|达|约|近|共计|共|≥|≤|>=|<=|>|<|大于|小于)?"
UNIT = r"(?:人次|场次|批次|班次|平方米|立方米|台套|公里|千米|公顷|万元|[人名位次场期批班台套辆件份册本个家所座处户株棵吨米亩条项间盏只头篇部组支张块门节辆艘架元])"
FIGURE = re.compile(rf"{BOUND}\s*(?<![\d,.])\d[\d,.]*\s*[十百千万亿]*\s*余?\s*{UNIT}(?:以上|以内|左右)?")
MONEY = re.compile(r"(?<![\d,.])\d[\d,.]*\s*[万亿]?元")
QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,12})[”\"」』]")
LEADING = re.compile(
    r"^(?:[的了好各每等]|各类|各项|各种|一批|部分|相关|有关|必要|所需|全县|全市|全区|全镇|全乡|全校|其中|用于|主要|及时|按时|按期|按月|定期|全面|日常|认真|积极|大力|切实|有效|扎实|足额|完成|开展|进行|组织|实施|对|将|把|为|在|由|向|至|到|年|给予|予以|给|\d{4}年度?)+"
)
TRAILING = re.compile(
    r"(?:等|等等|工作|任务|项目|工程|活动|事项|专项|经费|资金|补助资金|费用|费|支出|的|共|共计|分别|进行|开展|给予|予以|一批|若干|各|到位)+$"
)
RATE = re.compile(r"[%％‰]|率|占比|比例")
MOST = 80
"""No goal that a person wrote promises more; so the time stays in line with the length."""
PAST = ("不", "未", "已", "曾", "无", "免", "非", "再")


@frozen
class PromisedTask:
    """A deed and the concrete thing it is done to (采购 + 教学设备), the text it was read from and the field of that text.

    `deed` is None where the task is only named (护林员“…”); `figure` is the number with its unit that the text gives, or None;
    `clause` is the text up to it, which names those for whom a payment is made.
    """

    field: str
    text: str
    thing: str
    deed: Deed | None
    figure: str | None = None
    clause: str = ""


def promised_tasks(declaration: Declaration, context: Context) -> tuple[PromisedTask, ...]:
    """The tasks of a table in the order of name, goal, main tasks, use of the money; general aims (提高能力) are none."""
    known = deeds(context.framework)
    found: dict[tuple[str, str], PromisedTask] = {}
    for task in islice(_all(declaration, known, context), MOST):
        found.setdefault((task.thing, task.deed.name if task.deed else ""), task)
    return tuple(found.values())


def _all(declaration: Declaration, known: Deeds, context: Context) -> Iterator[PromisedTask]:
    yield from _named("project", declaration.project or "", known)
    yield from _stated("goal", declaration.goal or "", known)
    yield from _main_tasks(declaration, known)
    labels = words(context.framework, "use_labels")
    for cell in declaration.extra:
        if labels.found(cell.label):
            yield from _stated("extra", cell.text, known)


def _named(field: str, text: str, known: Deeds) -> Iterator[PromisedTask]:
    """The items that a project's name lists; a name of one item is the project itself and no task beside others."""
    plain = re.sub(r"^(?:19|20)\d{2}年度?", "", text)
    parts = PARTS.split(re.sub(r"[，,；;]", "、", BRACKETS.sub("", plain)))
    items = [(item, part) for part in parts if (item := _thing(MONEY.sub("", part)))]
    if len(items) < 2:
        return
    for item, part in items:
        deed = known.found.search(item)
        if QUOTED.search(part) or (deed and not known.abstract.search(_without(item, deed[0])) and not known.aims.match(item)):
            shown = TRAILING.sub("", MONEY.sub("", part).strip()) or item
            yield PromisedTask(field, shown, item, known.of(deed[0]) if deed else None)


def _main_tasks(declaration: Declaration, known: Deeds) -> Iterator[PromisedTask]:
    """The year's main tasks of an overall form, those that name a deed and a concrete thing (基本支出 is none)."""
    for task in declaration.tasks:
        thing = _thing(MONEY.sub("", BRACKETS.sub("", task.name)))
        deed = known.found.search(thing)
        if deed and not known.abstract.search(_without(thing, deed[0])) and not known.aims.match(thing):
            yield PromisedTask("tasks", task.name, thing, known.of(deed[0]))


def _without(item: str, deed: str) -> str:
    return item.replace(deed, "") or deed


def _stated(field: str, text: str, known: Deeds) -> Iterator[PromisedTask]:
    """The deeds of each clause with their things; a listed thing without a deed of its own takes the one before it.

    What is listed behind an aim before its deed (做好道路、绿化的养护) is part of that aim.
    """
    for clause in CLAUSES.split(BRACKETS.sub("", text)):
        before: Deed | None = None
        aimed = False
        for part in PARTS.split(clause):
            aim, deed = known.aims.search(part), _deed(part, known)
            if deed is None:
                listed = None if aim else before
                task = _task(field, part, part, listed, known) if listed else None
                before, aimed = listed, aimed or bool(aim)
            elif aim and aim.start() < deed.start():
                task, before = None, None
            else:
                before = known.of(deed[0])
                after = part[deed.end() : aim.start()] if aim else part[deed.end() :]
                task = _task(field, part, after, before, known)
                if task is None and not aimed:
                    task = _task(field, part, part[: deed.start()], before, known, alone=True)
                before = before if _thing(after) else None
            if task and not RATE.search(part):
                yield evolve(task, clause=clause[: clause.find(part) + len(part)])


def _deed(part: str, known: Deeds) -> re.Match[str] | None:
    """The first word for a deed that is one here (not 未采购, not 建设单位); paying goes before what is paid for (农机购置补贴)."""
    sound = [
        match
        for match in known.found.finditer(part)
        if not part[match.end() :].startswith(known.compounds) and not part[: match.start()].endswith(PAST)
    ]
    return next((match for match in sound if known.of(match[0]).persons), sound[0] if sound else None)


def _task(field: str, part: str, rest: str, deed: Deed, known: Deeds, *, alone: bool = False) -> PromisedTask | None:
    """The task of one deed; None where what is left names no concrete thing and the deed is none by itself."""
    figure = next((match[0].strip() for match in FIGURE.finditer(part) if not match[0].endswith("元") and "每" not in part), None)
    thing = _thing(FIGURE.sub("", rest))
    if len(thing) > 1 and not known.abstract.search(thing) and not known.found.fullmatch(thing):
        return PromisedTask(field, part, thing, deed, figure)
    return PromisedTask(field, part, "", deed, figure) if alone and deed.alone and figure and len(thing) < 2 else None


def _thing(text: str) -> str:
    bare = re.sub(r"[“”\"「」『』\s]", "", LEADING.sub("", text.strip()))
    while (shorter := TRAILING.sub("", bare)) != bare and len(shorter) > 1:
        bare = shorter
    return "" if TRAILING.fullmatch(bare) else bare
