"""Same projects (同一项目): whether two tables speak of one project, and the pairs of tables of different ones."""

import re
from collections.abc import Iterator
from itertools import combinations

from jiheng.model.declaration import Declaration
from jiheng.review.subject import Group, Table

NOISE = re.compile(r"[\s()（）\[\]【】“”\"'‘’《》<>·,，、.。:：;；_—－-]|(?:19|20)\d{2}年?度?")


def different_projects(group: Group) -> Iterator[tuple[Table, Table]]:
    """Every earlier and later table of one form whose projects are two, in the order read."""
    for earlier, later in combinations(group.tables, 2):
        one, other = earlier.declaration, later.declaration
        if one.form is other.form and one.project and other.project and not same_project(one, other):
            yield earlier, later


def same_project(one: Declaration, other: Declaration) -> bool:
    """Whether the tables name one project, by code where both give one, else by name; marks and the year aside."""
    if one.code and other.code:
        return one.code == other.code
    return bare_project(one) == bare_project(other)


def bare_project(table: Declaration) -> str:
    """The project's name without marks and year."""
    return NOISE.sub("", table.project or "")
