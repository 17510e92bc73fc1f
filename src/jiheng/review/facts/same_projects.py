"""Same projects (同一项目): whether two tables speak of one project."""

import re

from jiheng.model.declaration import Declaration

NOISE = re.compile(r"[\s()（）\[\]【】“”\"'‘’《》<>·,，、.。:：;；_—－-]|(?:19|20)\d{2}年?度?")


def same_project(one: Declaration, other: Declaration) -> bool:
    """Whether the tables name one project, by code where both give one, else by name; marks and the year aside."""
    if one.code and other.code:
        return one.code == other.code
    return bare_project(one) == bare_project(other)


def bare_project(table: Declaration) -> str:
    """The project's name without marks and year."""
    return NOISE.sub("", table.project or "")
