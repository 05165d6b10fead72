"""Ballot tokens: words that let one answer be given to one form, made from a key and kept nowhere.

A token is the number of its form, a serial, and a proof that the server made it. The serial comes
from the key and from whom it is for (a learner, or a slip of paper), so that who asks again gets
the same one; without the key nobody tells whose it is. What the database keeps of a token that was
used is its `mark`, which nobody makes without the key.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans("ILOU", "110V")
"""Letters that are no part of a token, and what a reader meant by them."""
SERIAL, PROOF = 8, 12
"""Letters of a serial and of a proof; each holds five bits."""
GROUP = 4


@dataclass(frozen=True)
class Token:
    """A token as it was read; whether this server made it is for `holds` to say."""

    form: int
    serial: str
    proof: str


def for_learner(form: int, person: int) -> str:
    """Whom a token is for: a learner of the register."""
    return f"{form}|person|{person}"


def for_slip(form: int, number: int) -> str:
    """Whom a token is for: whoever draws this slip of paper."""
    return f"{form}|slip|{number}"


def token_for(key: bytes, form: int, whose: str) -> str:
    """The token of a form for a learner or a slip, as it is shown: 7-AAAA-BBBB-…"""
    serial = _letters(_mac(key, "serial", whose), SERIAL)
    proof = _proof(key, form, serial)
    both = serial + proof
    groups = [both[at : at + GROUP] for at in range(0, len(both), GROUP)]
    return "-".join([_number(form), *groups])


def read(text: str) -> Token | None:
    """A token as somebody typed or scanned it; None for what cannot be one."""
    cleaned = "".join(text.upper().split()).translate(READ_AS)
    head, _dash, rest = cleaned.partition("-")
    rest = rest.replace("-", "")
    if not head or len(head) > 12 or len(rest) != SERIAL + PROOF:
        return None
    if set(head + rest) - set(LETTERS):
        return None
    number = sum(LETTERS.index(one) * 32**at for at, one in enumerate(reversed(head)))
    return Token(number, rest[:SERIAL], rest[SERIAL:]) if number < 2**63 else None


def key_of(keys: Sequence[bytes], token: Token) -> bytes | None:
    """The key under which a token was made; None for one that nobody here made."""
    for key in keys:
        if hmac.compare_digest(_proof(key, token.form, token.serial), token.proof):
            return key
    return None


def mark_of(key: bytes, token: Token) -> bytes:
    """What is kept of a token that was used."""
    return _mac(key, "mark", f"{token.form}|{token.serial}")


def _proof(key: bytes, form: int, serial: str) -> str:
    return _letters(_mac(key, "proof", f"{form}|{serial}"), PROOF)


def _mac(key: bytes, use: str, told: str) -> bytes:
    return hmac.new(key, f"{use}|{told}".encode(), hashlib.sha256).digest()


def _letters(digest: bytes, length: int) -> str:
    number = int.from_bytes(digest)
    return "".join(LETTERS[number >> (5 * at) & 31] for at in range(length))


def _number(number: int) -> str:
    found = ""
    while number or not found:
        number, digit = divmod(number, 32)
        found = LETTERS[digit] + found
    return found
