"""Facts (事实): what several rules need of a table, computed once, one noun a file."""
