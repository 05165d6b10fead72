"""An authority of the tests' own that issues signing certificates."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSWORD = "mat-khau-khoa"


@dataclass(frozen=True)
class Authority:
    """Its certificate and key."""

    certificate: x509.Certificate
    key: Any

    @property
    def root(self) -> asn1.Certificate:
        """The certificate as who checks signatures takes it."""
        return asn1.Certificate.load(self.certificate.public_bytes(Encoding.DER))

    def key_of(self, name: str) -> bytes:
        """The PKCS#12 of a person whom it vouches for."""
        key = ec.generate_private_key(ec.SECP256R1())
        person = _certificate(name, key, self)
        lock = BestAvailableEncryption(PASSWORD.encode())
        return pkcs12.serialize_key_and_certificates(b"key", key, person, [self.certificate], lock)


@cache
def authority(name: str = "Cơ quan chứng thực thử") -> Authority:
    """One authority of each name."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Authority(_certificate(name, key, None), key)


def _certificate(name: str, key: Any, by: Authority | None) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only"), False
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=by is not None,
                key_cert_sign=by is None,
                crl_sign=by is None,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .sign(by.key if by else key, hashes.SHA256())
    )
