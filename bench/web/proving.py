"""What clerks were told held against the database: `python proving.py HOME TOLD`; exit code 1 where anything was lost or done twice."""

import json
import sys
from pathlib import Path


def main(home: Path, told: Path) -> int:
    """Print what was found."""
    from jiheng.web.serving import settle

    settle(home)
    from django.db.models import Count

    from jiheng.web.filing.filings import Handin, Revision, Step
    from jiheng.web.trail.chain import broken
    from jiheng.web.trail.models import Entry

    said = json.loads(told.read_text("utf-8"))
    there = set(Revision.objects.exclude(token=None).values_list("token", flat=True))
    lost = set(said["tokens"]) - there
    handed = set(Handin.objects.filter(filing__in=said["handed"]).values_list("filing", flat=True))
    twice = Handin.objects.filter(filing__in=said["handed"]).values("filing").annotate(number=Count("pk")).filter(number__gt=1)
    newest = Handin.objects.filter(filing__in=said["handed"])
    steps = Step.objects.filter(filing__in=said["handed"], deed="submit").count()
    entries = Entry.objects.filter(deed="submit", target__in=[str(each) for each in said["handed"]]).count()
    faults = list(broken())
    print(
        f"edits acknowledged {len(said['tokens']):,}, lost {len(lost)}; hand-ins acknowledged {len(said['handed']):,}, lost {len(set(said['handed']) - handed)}, "
        f"twice {twice.count()} (rows {newest.count():,}, steps {steps:,}, entries of the trail {entries:,}); faults in the chain {len(faults)}"
    )
    return int(bool(lost or set(said["handed"]) - handed or twice.exists() or faults))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
