"""Keys of this server for ballots, and ballots sealed under them: the database holds none."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12  # bytes, as AES-GCM has it


def keys() -> list[bytes]:
    """The keys of the server, the oldest first: a token stays the same when a new key comes."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_from(b"hientai.evaluation:", one.encode()) for one in reversed(secrets)]


def sealed(data: bytes, *, form: int, salt: bytes) -> bytes:
    """A ballot that opens with a key of this server and the salt of its form alone."""
    nonce = os.urandom(NONCE)
    return nonce + _box(keys()[0], salt).encrypt(nonce, data, str(form).encode())


def opened(box: bytes, *, form: int, salt: bytes) -> bytes | None:
    """The ballot that was sealed; None for what no key of this server opens."""
    for key in keys():
        try:
            return _box(key, salt).decrypt(box[:NONCE], box[NONCE:], str(form).encode())
        except InvalidTag:
            continue
    return None


def _box(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(_from(b"box:" + key, bytes(salt)))


def _from(use: bytes, secret: bytes) -> bytes:
    return hmac.new(use, secret, hashlib.sha256).digest()
