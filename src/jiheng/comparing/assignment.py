"""Assignment (最优指派): the pairing of rows that is best as a whole, in whole numbers."""

from collections.abc import Mapping, Sequence

Side = tuple[str, int]


def best_pairs(scores: Mapping[tuple[int, int], int]) -> tuple[tuple[int, int], ...]:
    """The pairs (left, right), each side used once, whose scores add up to the most; in the order of the left.

    `scores` holds the pairs that are allowed at all, each above zero. Pairs that no chain of candidates connects are solved
    apart, so that a long table costs no more than its unclear places.
    """
    found = [pair for island in _islands(scores) for pair in _solved(island, scores)]
    return tuple(sorted(found))


def _islands(scores: Mapping[tuple[int, int], int]) -> list[list[tuple[int, int]]]:
    """The candidates in groups that share neither a left nor a right."""
    roots: dict[Side, Side] = {}
    for left, right in scores:
        roots[_root(roots, ("left", left))] = _root(roots, ("right", right))
    groups: dict[Side, list[tuple[int, int]]] = {}
    for pair in sorted(scores):
        groups.setdefault(_root(roots, ("left", pair[0])), []).append(pair)
    return list(groups.values())


def _root(roots: dict[Side, Side], node: Side) -> Side:
    while (above := roots.setdefault(node, node)) != node:
        roots[node] = node = roots.setdefault(above, above)
    return node


def _solved(island: Sequence[tuple[int, int]], scores: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    if len(island) == 1:
        return list(island)
    lefts, rights = sorted({left for left, _ in island}), sorted({right for _, right in island})
    costs = [[-scores.get((left, right), 0) for right in rights] + [0] * len(lefts) for left in lefts]
    return [
        (left, rights[column])
        for left, column in zip(lefts, _hungarian(costs), strict=True)
        if column < len(rights) and (left, rights[column]) in scores
    ]


def _hungarian(costs: Sequence[Sequence[int]]) -> list[int]:
    """For each row the column of the assignment of least cost (Kuhn and Munkres by potentials); no fewer columns than rows."""
    columns = len(costs[0])
    row_of = [-1] * (columns + 1)
    row_price, column_price = [0] * len(costs), [0] * (columns + 1)
    for row in range(len(costs)):
        row_of[columns] = row
        column, came_from = _shortest_way(costs, row_of, row_price, column_price)
        while column != columns:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    chosen = [0] * len(costs)
    for column, row in enumerate(row_of[:columns]):
        if row >= 0:
            chosen[row] = column
    return chosen


def _shortest_way(
    costs: Sequence[Sequence[int]], row_of: list[int], row_price: list[int], column_price: list[int]
) -> tuple[int, list[int]]:
    """From the row that waits in the last place of `row_of`, the cheapest chain of exchanges to a free column; prices move with it."""
    columns = len(column_price) - 1
    column = columns
    slack: list[int | None] = [None] * columns
    came_from, seen = [columns] * columns, [False] * (columns + 1)
    while row_of[column] >= 0:
        seen[column] = True
        row, best, step = row_of[column], -1, 0
        for other in range(columns):
            if seen[other]:
                continue
            cost = costs[row][other] - row_price[row] - column_price[other]
            now = slack[other]
            if now is None or cost < now:
                slack[other], came_from[other], now = cost, column, cost
            if best < 0 or now < step:
                best, step = other, now
        for other in range(columns + 1):
            if seen[other]:
                row_price[row_of[other]] += step
                column_price[other] -= step
            elif (left := slack[other]) is not None:
                slack[other] = left - step
        column = best
    return column, came_from
