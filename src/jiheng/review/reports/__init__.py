"""Reports (审核报告): one file an output of findings; each offers `render` from a check's answer and the tables behind it."""
