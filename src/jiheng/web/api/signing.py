"""Digests of tokens, and signatures of messages after the Standard Webhooks (id, time and body under HMAC-SHA256)."""

import base64
import hashlib
import hmac

from django.conf import settings

PREFIX = "whsec_"


def digest_of(text: str) -> str:
    """SHA-256, hex. A token is 256 bits by chance, so that nothing slower is needed to keep it from being guessed."""
    return hashlib.sha256(text.encode()).hexdigest()


def secret_of(salt: str) -> str:
    """The secret of a receiver, as it is shown to the administrator: it follows from its salt and this installation's own secret."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"jiheng webhook {salt}".encode(), hashlib.sha256).digest()
    return PREFIX + base64.b64encode(key).decode()


def signed(secret: str, number: str, at: int, body: str) -> str:
    """The header `webhook-signature` of a message: its number, the second at which it is sent (Unix time) and its body."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    mark = hmac.new(key, f"{number}.{at}.{body}".encode(), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mark).decode()}"
