"""The example bureau (示例单位): filled by the same deeds as in life, so that every page has something to show."""
