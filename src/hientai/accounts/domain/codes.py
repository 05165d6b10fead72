"""One-time codes of a second step: those of an authenticator app, and those kept on paper (A3).

The app's codes are those of RFC 6238 with what every app supports: SHA-1, six digits, half a
minute. Nothing here reads a clock or draws at random by itself.
"""

import base64
import hashlib
import hmac
import re
from urllib.parse import quote, urlencode

from hientai.shared.words import N_

SYSTEM = N_("Hiền Tài")  # the name under which apps and devices keep what they hold of us
STEP, DIGITS, DRIFT = 30, 6, 1
SECRET_BYTES = 20
RECOVERY_CODES, RECOVERY_BYTES, GROUP = 10, 8, 4
# Wrong codes in a row, from anywhere, after which a user's codes rest for a while.
MOST_WRONG, REST_SECONDS = 10, 3600
_TYPED_BETWEEN = re.compile(r"[\s\-–.]+")


def code_at(secret: bytes, step: int) -> str:
    """The code of one half minute, counted from 1970."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: bytes, typed: str, now: int, last: int) -> int | None:
    """The half minute whose code was typed, one early or late allowed; None for a wrong code.

    No half minute up to `last`, which was used before, is accepted again.
    """
    code = tidied(typed)
    for step in range(now // STEP - DRIFT, now // STEP + DRIFT + 1):
        if step > last and hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def tidied(typed: str) -> str:
    """A code without what people put between its parts, in small letters."""
    return _TYPED_BETWEEN.sub("", typed).lower()


def spelled(secret: bytes) -> str:
    """A secret as an app takes it by hand."""
    return base64.b32encode(secret).decode().rstrip("=")


def grouped(text: str) -> str:
    """A long word in groups of four, as people copy it."""
    return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def app_address(secret: bytes, username: str) -> str:
    """What an app reads from the picture: the secret, whose it is and of which system."""
    label = f"{quote(SYSTEM)}:{quote(username)}"
    asked = {"secret": spelled(secret), "issuer": SYSTEM, "digits": DIGITS, "period": STEP}
    return f"otpauth://totp/{label}?{urlencode(asked, quote_via=quote)}"


def recovery_code(drawn: bytes) -> str:
    """A code to keep on paper: groups of letters and digits that cannot be mistaken."""
    word = base64.b32encode(drawn).decode().rstrip("=").lower()[:12]
    return "-".join(word[at : at + GROUP] for at in range(0, len(word), GROUP))


def resting(wrong: int, seconds_since: float) -> bool:
    """Whether codes rest because too many in a row were wrong."""
    return wrong >= MOST_WRONG and seconds_since < REST_SECONDS
