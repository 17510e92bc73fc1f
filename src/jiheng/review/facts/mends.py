"""Mends (修改建议): exact replacements that rules may propose for a target's text, as `law/mends.toml` lists them."""

from jiheng.framework.framework import Framework
from jiheng.model.finding import Fix
from jiheng.model.indicator import Indicator

SAFE = frozenset({"plain_unit"})
"""Mends that change no meaning."""


def mended(mend: str, position: int, row: Indicator, framework: Framework) -> Fix | None:
    """A target's text after a mend: `turned` (≤31名 → ≥31名), `closed` (<50万元 → ≤50万元), `plain_unit` (98百分比 → 98%).

    None where the text has none of the words that the mend replaces, or one that forbids it.
    """
    text = row.target.text
    for entry in framework.sheet("mends")[mend]:
        if any(word in text for word in entry.get("unless", ())):
            return None
        for before, after in entry["pairs"]:
            if before in text:
                return Fix(position, "target", text, text.replace(before, after, 1), mend in SAFE)
    return None
