"""Sessions of clerks who have been signed in since the morning, as one JSON list of their cookies: `python signing.py HOME ACCOUNT…`."""

import json
import sys
from importlib import import_module
from pathlib import Path


def main(home: Path, accounts: list[str]) -> None:
    """Make the sessions as a sign-in does, and print their keys in order."""
    from jiheng.web.serving import settle

    settle(home)
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from jiheng.web.organizations.models import Person

    store, found = (
        import_module(settings.SESSION_ENGINE).SessionStore,
        {each.username: each for each in Person.objects.filter(username__in=accounts)},
    )
    keys = []
    for account in accounts:
        person, session = found[account], store()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
    print(json.dumps(keys))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
