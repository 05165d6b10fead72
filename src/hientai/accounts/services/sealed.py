"""Small secrets that a table keeps, under a key of the server: unreadable and unforgeable by SQL.

The key is derived from `HIENTAI_SECRET_KEY`; those of `HIENTAI_OLD_SECRET_KEYS` still open what
they sealed.
"""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def sealed(told: dict[str, Any], *, of: str) -> str:
    """What is told, sealed for one use and owner (`of`): elsewhere it does not open."""
    return _box().encrypt(json.dumps({"of": of, "told": told}).encode()).decode()


def opened(text: str, *, of: str) -> dict[str, Any] | None:
    """What was sealed; None where no key of this server fits, or it was sealed for another."""
    try:
        found = json.loads(_box().decrypt(text.encode()))
    except InvalidToken:
        return None
    return dict(found["told"]) if found["of"] == of else None


def digests(word: str, *, of: str) -> list[str]:
    """The word under each key of the server, newest first: to find one without keeping it."""
    told = f"{of}|{word}".encode()
    return [hmac.new(key, told, hashlib.sha256).hexdigest() for key in _keys()]


def _keys() -> list[bytes]:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [hashlib.sha256(b"hientai.sign_in:" + one.encode()).digest() for one in secrets]


def _box() -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in _keys()])
