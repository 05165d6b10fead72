"""Codes of certificates: drawn by chance, long enough that nobody meets one by trying."""

import re
import secrets

# Crockford's letters: none that is read as another. 16 of them are 80 bits.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_CODE = re.compile(f"^[{LETTERS}]{{{LENGTH}}}$")


def drawn() -> str:
    """A new code."""
    return "".join(secrets.choice(LETTERS) for _one in range(LENGTH))


def shown(code: str) -> str:
    """A code as it is printed, in groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def read(text: str) -> str:
    """The code that was typed, "" where it is none: blanks, dashes, small letters are no matter."""
    plain = re.sub(r"[\s\-–.]", "", text).upper().translate(ALIKE)
    return plain if _CODE.match(plain) else ""
