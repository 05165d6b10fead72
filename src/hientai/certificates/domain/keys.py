"""Keys that sign certificates: Ed25519, named by themselves (did:key): none is looked up."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FIGURES = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"  # what multicodec puts before such a public key
DID = "did:key:"
SHORT = 10  # letters of a key that its certificates name it by


def base58(data: bytes) -> str:
    """Bytes in the figures of base 58."""
    number, made = int.from_bytes(data, "big"), ""
    while number:
        number, at = divmod(number, 58)
        made = FIGURES[at] + made
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + made


def from_base58(text: str) -> bytes:
    """What `base58` wrote; ValueError where it did not."""
    number = 0
    for letter in text:
        number = number * 58 + FIGURES.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


@dataclass(frozen=True)
class PublicKey:
    """The half of a key that everybody may know."""

    raw: bytes

    @property
    def multibase(self) -> str:
        """The key as did:key writes it: "z6Mk…"."""
        return "z" + base58(ED25519 + self.raw)

    @property
    def did(self) -> str:
        """The issuer that this key is."""
        return DID + self.multibase

    @property
    def method(self) -> str:
        """How a proof names the key."""
        return f"{self.did}#{self.multibase}"

    @property
    def short(self) -> str:
        """The short name in a QR code."""
        return self.multibase[4 : 4 + SHORT]

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether the other half signed a message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def public_key(did: str) -> PublicKey | None:
    """The key that a did:key is; None where it is none of this kind."""
    try:
        raw = from_base58(did.removeprefix(DID + "z"))
    except ValueError:
        return None
    fits = did.startswith(DID + "z") and raw.startswith(ED25519) and len(raw) == 34
    return PublicKey(raw[2:]) if fits else None


@dataclass(frozen=True)
class Signer:
    """Both halves of a key."""

    private: Ed25519PrivateKey
    public: PublicKey

    @classmethod
    def new(cls) -> "Signer":
        """A key nobody had before."""
        return cls.of(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> "Signer":
        """The key of 32 bytes that were kept."""
        return cls.of(Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def of(cls, private: Ed25519PrivateKey) -> "Signer":
        """A private key with its public half."""
        return cls(private, PublicKey(private.public_key().public_bytes_raw()))

    @property
    def seed(self) -> bytes:
        """The 32 bytes to keep."""
        return self.private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, 64 bytes."""
        return self.private.sign(message)
