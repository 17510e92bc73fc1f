"""Learning (指标库提炼): what a corpus sets for each indicator, as an indicator library (绩效指标库).

Names that speak of the same thing are put together under the commonest of them: `comparing` says how alike two are, and only names that
share a telling pair of characters are held against each other, so that the time grows with the number of names and not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from jiheng.comparing.likeness import OPEN_WEIGHT, Profile, profile, row_alike
from jiheng.comparing.naming import Measures, Naming, naming
from jiheng.corpus.asking import answer, connected
from jiheng.framework import Framework
from jiheng.model.indicator_library import EVERYBODY, Group, IndicatorLibrary, Spread, Usual

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ALIKE = 900
"""Thousandths from which two names are one indicator."""
CROWDED = 200
"""Heads that are looked at for one pair of characters: the rest of a crowd is found by rarer pairs."""
NEAREST = 6
"""Heads that a name is held against, those that share most pairs with it, and half of its own at least."""
FEWEST = 5
FEWEST_OF_GROUP = 20
"""Targets from which a spread says something, of everybody and of a trade, a region, a year or a size."""
USUAL = 5
SIZES = ((100_000, "10万元以下"), (1_000_000, "10—100万元"), (10_000_000, "100—1000万元"))
LARGEST = "1000万元以上"
DIMENSIONS = ("trade", "region", "year", "size")

NAMES = (
    "select node, bare, count(*) from indicators where node is not null and bare <> '' and not midterm group by all order by 3 desc, 2, 1"
)
TARGETS = """create temp table targets as
select head as name, i.node as node, i.unit || coalesce('/' || i.per, '') as unit, coalesce(i.lower, i.upper) as figure,
  case when i.lower = i.upper then '=' when i.lower is not null then '≥' else '≤' end as sign,
  d.trade as trade, d.region as region, d.year as year, {size} as size,
  d.project as project, d.unit as body, i.name as said, i.text as text, content, number
from indicators i join heads using (bare, node) join declarations d using (content, number)
where not i.midterm and i.unit is not null and i.change is null and coalesce(i.lower, i.upper) is not null"""
SPREADS = """select name, node, unit, trade, region, year, size, grouping(trade, region, year, size) as of,
  count(*) as told, quantile_disc(figure, [0.25, 0.5, 0.75]) as quarters
from targets group by grouping sets ({sets}) having told >= case when of = 15 then {fewest} else {fewest_of_group} end
order by name, node, unit, of desc, trade, region, year, size"""
USUALS = """select name, node, unit, trade, region, year, size, grouping(trade, region, year, size) as of, sign, figure, count(*) as told
from targets group by grouping sets ({sets}) having told > 1
qualify row_number() over (partition by name, node, unit, trade, region, year, size, of order by told desc, figure, sign) <= {usual}
order by name, node, unit, of desc, trade, region, year, size, told desc, figure, sign"""

Key = tuple[str, str, str, Group]


@define
class Heads:
    """The names that stand for others under one node, found by the pairs of characters that tell something."""

    naming: Naming
    by_pair: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    profiles: dict[str, Profile] = field(factory=dict[str, Profile])

    def head(self, name: str) -> str:
        """The head that a name belongs to; itself, from now on a head, where there is none. Commoner names come first."""
        own = profile(name, self.naming)
        telling = [pair for pair, weight in own.weights.items() if weight >= OPEN_WEIGHT]
        shared = Counter(head for pair in telling for head in self.by_pair[pair][-CROWDED:])
        near = [head for head, pairs in shared.most_common(NEAREST) if 2 * pairs >= len(telling)]
        like, likest = max(((_alike(own, self.profiles[head]), head) for head in near), default=(0, ""))
        if like >= ALIKE:
            return likest
        for pair in telling:
            self.by_pair[pair].append(name)
        self.profiles[name] = own
        return name


def learnt(path: Path, framework: Framework) -> IndicatorLibrary:
    """The indicator library of the corpus in a folder. Raises UnreadableCorpus."""
    with connected(path) as connection:
        heads = prepare(connection, framework)
        return IndicatorLibrary(tuple(_spreads(connection, _aliases(heads))))


def prepare(connection: "DuckDBPyConnection", framework: Framework) -> dict[tuple[str, str], str]:
    """Make the table `targets` of a connection: every figure under the name that its indicator goes by. The heads of the names by (node, name)."""
    connection.execute("set preserve_insertion_order = false")
    heads = clustered([(node, bare) for node, bare, _count in answer(connection, NAMES).lines], naming(framework))
    _keep(connection, heads)
    connection.execute(TARGETS.format(size=_size_case()))
    return heads


def clustered(named: Sequence[tuple[str, str]], words: Naming) -> dict[tuple[str, str], str]:
    """The head of each (node, name), the commonest name of those that speak of the same thing. `named` has the commonest first."""
    heads: dict[str, Heads] = defaultdict(lambda: Heads(words))
    return {(node, bare): heads[node].head(bare) for node, bare in named}


def _alike(one: Profile, other: Profile) -> int:
    """How far two names are one indicator: rates and sizes of one thing differ by what they measure (及时率 and 准确率, 长度 and 宽度)."""
    told = one.counted, other.counted
    exact = {Measures.RATE, Measures.SIZE} & {each.measures for each in told}
    return 0 if exact and told[0].measure != told[1].measure else row_alike(one, other)


def size_of(total: Decimal | None) -> str | None:
    """The size of a project's funds as groups of the library name it; None where the funds are not known."""
    return None if total is None else next((name for below, name in SIZES if total < below), LARGEST)


def _keep(connection: "DuckDBPyConnection", heads: Mapping[tuple[str, str], str]) -> None:
    import pyarrow as pa

    columns = {"node": [node for node, _ in heads], "bare": [bare for _, bare in heads], "head": list(heads.values())}
    connection.register("heads", pa.table(columns))


def _aliases(heads: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (node, bare), head in heads.items():
        if bare != head:
            found[head, node].append(bare)
    return {key: tuple(sorted(names)) for key, names in found.items()}


def _size_case() -> str:
    cases = " ".join(f"when d.total < {below} then '{name}'" for below, name in SIZES)
    return f"case when d.total is null then null {cases} else '{LARGEST}' end"


def _sets(*beside: str) -> str:
    """The groupings: of everybody and by each dimension, with columns beside that each of them has."""
    return ", ".join(f"({', '.join(('name', 'node', 'unit', *each, *beside))})" for each in ((), *((name,) for name in DIMENSIONS)))


def _spreads(connection: "DuckDBPyConnection", aliases: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[Spread]:
    usual: dict[Key, list[Usual]] = defaultdict(list)
    for line in answer(connection, USUALS.format(sets=_sets("sign", "figure"), usual=USUAL)).lines:
        sign, figure, count = line[8:]
        usual[_key(line)].append(Usual(sign, figure, count))
    asked = SPREADS.format(sets=_sets(), fewest=FEWEST, fewest_of_group=FEWEST_OF_GROUP)
    for line in answer(connection, asked).lines:
        key = _key(line)
        name, node, unit, group = key
        if not _is_known(group, line):
            continue
        count, (low, median, high) = line[8:]
        others = aliases.get((name, node), ()) if group == EVERYBODY else ()
        yield Spread(name, node, unit, count, low, median, high, group, others, tuple(usual[key]))


def _key(line: Sequence[Any]) -> Key:
    name, node, unit, trade, region, year, size = line[:7]
    return name, node, unit, Group(trade, region, year, size)


def _is_known(group: Group, line: Sequence[Any]) -> bool:
    """Whether the line is of everybody, or of a group that has a name: that of declarations without a region is none."""
    everybody: int = (1 << len(DIMENSIONS)) - 1
    return line[7] == everybody or group != EVERYBODY
