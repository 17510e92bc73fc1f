"""The one matcher: what names count, which row and table is which of another, and what changed between them."""

from jiheng.comparing.differences import Differences
from jiheng.comparing.naming import Counted
from jiheng.comparing.rows import Matching, match_rows
from jiheng.comparing.tables import match_tables

__all__ = ["Counted", "Differences", "Matching", "match_rows", "match_tables"]
