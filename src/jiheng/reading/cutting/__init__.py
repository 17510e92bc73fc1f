"""Cutting: text whose cells have lost their borders → rows of cells, by labels, by the grammar of values and by the form's columns."""
