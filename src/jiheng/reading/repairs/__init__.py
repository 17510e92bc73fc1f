"""Repairs (修复): one file a mend, each a pure step Document → Document and what it changed; `mend` runs them in order."""

from jiheng.reading.repairs.mend import mend

__all__ = ["mend"]
