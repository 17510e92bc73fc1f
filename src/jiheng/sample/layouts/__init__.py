"""Layouts (版式): each file lays made declarations out as one family of forms, and says what a reader must find there.

The families are drawn from the published forms, not from the reader: nothing here is shared with it.
"""
