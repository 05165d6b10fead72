"""Status lists: which certificates of a key are valid no more, one bit each, signed as a whole."""

import base64
import gzip
from collections.abc import Iterable
from typing import Any

from hientai.certificates.domain.credential import CRED, STATUS, VC, proof
from hientai.certificates.domain.keys import Signer
from hientai.certificates.domain.quads import TYPE, XSD, Iri, Literal, Quad

PLACES = 131_072  # bits of a list, the least that the standard allows
STEP = 81_935  # odd, so that each place of the list comes once: a place tells no order of issue


def place_of(serial: int) -> tuple[int, int]:
    """In which list of its key, and at which place, the nth certificate stands (from 0)."""
    number, within = divmod(serial, PLACES)
    return number, (within * STEP + 40_503) % PLACES


def encoded(revoked: Iterable[int]) -> str:
    """The bits of a list, compressed, as the standard writes them."""
    bits = bytearray(PLACES // 8)
    for place in revoked:
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), 9, mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def status_list(address: str, revoked: Iterable[int], at: str, signer: Signer) -> dict[str, Any]:
    """The list as a credential of the key whose certificates it speaks of."""
    bits = encoded(revoked)
    me, lists, key = Iri(address), Iri(f"{address}#list"), signer.public
    quads: list[Quad] = [
        (me, TYPE, Iri(CRED + "VerifiableCredential")),
        (me, TYPE, Iri(STATUS + "BitstringStatusListCredential")),
        (me, CRED + "issuer", Iri(key.did)),
        (me, CRED + "validFrom", Literal(at, XSD + "dateTime")),
        (me, CRED + "credentialSubject", lists),
        (lists, TYPE, Iri(STATUS + "BitstringStatusList")),
        (lists, STATUS + "statusPurpose", Literal("revocation")),
        (lists, STATUS + "encodedList", Literal(bits, "https://w3id.org/security#multibase")),
    ]
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.did,
        "validFrom": at,
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits,
        },
        "proof": proof(quads, at, signer),
    }
