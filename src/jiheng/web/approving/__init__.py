"""Approving (批复): what was approved as an immutable snapshot, the letters that were issued, adjustments."""
