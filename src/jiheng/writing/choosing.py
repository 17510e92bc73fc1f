"""Choosing (选表式): the form of a declaration's kind that leaves the least of it out."""

from collections.abc import Sequence

from jiheng.framework import Framework
from jiheng.framework.layouts import Layout, layouts
from jiheng.model.declaration import Declaration
from jiheng.writing.leaving import left_out


def chosen(framework: Framework, table: Declaration) -> Layout:
    """The form that has a cell for most of what the declaration says; of several the first of the framework's order."""
    known: Sequence[Layout] = [each for each in layouts(framework) if each.listed is None]
    own = [each for each in known if each.kind is table.form] or known
    return min(own, key=lambda each: (len(left_out(framework, table, each)), each.order))
