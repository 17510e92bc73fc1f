"""Memory over 10,000 documents read and reviewed one after another in one process."""

import gc
from pathlib import Path

import forms
from timing import table

from jiheng.doors import check

DOCUMENTS = 10_000
MARKS = (100, 1_000, 5_000, DOCUMENTS)


def report() -> str:
    """Resident memory after so many documents."""
    content = forms.word()
    rows = []
    for number in range(1, DOCUMENTS + 1):
        check(content)
        if number in MARKS:
            gc.collect()
            rows.append((f"{number:,}", f"{resident() / 1024:.1f} MB"))
    return "\n## Memory\n\nWord to findings in one process; wanted: flat.\n\n" + table(("documents", "resident memory"), rows)


def resident() -> int:
    """Resident memory of this process in KiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise OSError("VmRSS: not in /proc/self/status; expected Linux")


if __name__ == "__main__":
    print(report())
