"""Whether a free text may name its writer: said before it is sent, so that it can be mended."""

import hashlib
import re
from collections.abc import Collection, Sequence

from hientai.shared.vietnamese import fold
from hientai.shared.words import N_

NAME_WORDS = range(2, 7)
"""How many words a name has."""
PATTERNS = (
    (re.compile(r"\S+@\S+\.\S+"), N_("địa chỉ thư điện tử")),
    (re.compile(r"(?<!\d)(?:\+?84|0)(?:[\s.]?\d){8,10}(?!\d)"), N_("số điện thoại")),
    (re.compile(r"(?<!\d)\d{12}(?!\d)"), N_("số căn cước")),
    (
        re.compile(
            r"\b(?:toi|em|minh) (?:ten )?la [a-z]+ [a-z]+|\bky ten\b|\bnguoi viet\b|\bhoc vien:"
        ),
        N_("lời tự giới thiệu"),
    ),
    (
        re.compile(r"\b(?:phong|so|don vi|co quan|xa|truong|ban) (?:cua )?(?:toi|em|minh)\b"),
        N_("đơn vị của người viết"),
    ),
    (re.compile(r"\b(?:toi|em|minh) (?:cong tac|lam viec) (?:o|tai)\b"), N_("nơi công tác")),
)


def may_name(texts: Sequence[str]) -> list[str]:
    """What in these texts may tell who wrote them, as messages; none where nothing does."""
    told = fold(" \n ".join(texts))
    return [message for pattern, message in PATTERNS if pattern.search(told)]


def has_a_name(texts: Sequence[str], names: Collection[bytes], salt: bytes) -> bool:
    """Whether some words on end are one of these names, told as hashes under a salt."""
    for text in texts:
        words = re.findall(r"[\w'-]+", fold(text))
        for length in NAME_WORDS:
            for at in range(len(words) - length + 1):
                told = " ".join(words[at : at + length]).encode()
                if hashlib.sha256(salt + told).digest() in names:
                    return True
    return False
