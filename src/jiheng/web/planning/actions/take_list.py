"""Take a list (导入清单并对应): the import of a stage, and at once what follows for the tables: their bonds, and reviews that are stale now."""

from django.db import transaction
from django.db.models import Q

from jiheng.web.filing.holding import Review
from jiheng.web.filing.listed import bind_year
from jiheng.web.filing.way import ENDED
from jiheng.web.organizations.acting import Actor
from jiheng.web.projects.actions.import_list import import_list
from jiheng.web.projects.models import Listing


def take_list(actor: Actor, door_id: int, seen: str) -> tuple[Listing, int]:
    """The import, and how many tables were bound by it. Raises as `import_list`; nothing is changed then."""
    with transaction.atomic():
        listing = import_list(actor, door_id, seen)
        bound = bind_year(listing.year)
        forget_reviews(listing.year)
    return listing, bound


def forget_reviews(year: int) -> None:
    """Let the reviews of the year's tables be made anew in the background; those that count from a hand-in stay, and so does what has ended."""
    ended = Q(revision__filing__state__in=[state.value for state in ENDED])
    Review.objects.filter(revision__filing__task__year=year, counting=False).exclude(ended).delete()
