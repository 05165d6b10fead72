"""The QR code of a certificate: an address to open, and behind it the facts under a signature.

`https://…/xac-nhan/CODE/#1.KEY.FACTS.SIGNATURE`: what stands after # is not sent over a network.
Facts are deflated with a dictionary of words that such papers hold; the signature is of the facts
as they stand, with version and key, so that nothing is interpreted before it is believed.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from hientai.certificates.domain.facts import Facts
from hientai.certificates.domain.keys import PublicKey, Signer

VERSION = "1"
MARK = b"hientai certificate "
LONGEST = 4000  # characters that are looked at, and bytes that facts may come to
FIELDS = (
    "code", "kind", "number", "name", "birth", "programme", "starts_on", "ends_on",
    "days", "periods", "classification", "issuer", "signed_on",
)  # fmt: skip
COMMON = (
    '["certificateconfirmation/2023/2024/2025/2026/CC-GCN-19701980199020002010'
    "Trường Đào tạo cán bộ Chính trị Học viện Trung tâm Bồi dưỡng thành phố tỉnh Lê Hồng Phong"
    "Xuất sắcGiỏiKháTrung bìnhĐạt lãnh đạo, quản lý cấp phòng sở quận huyện xã chuyên viên chính "
    "kiến thức kỹ năng nghiệp vụ quản lý nhà nước tài chính công đầu tư chức danh công chức viên "
    'chức cán bộ Nguyễn Văn Trần Thị Lê Phạm Hoàng ","202"],0,"'
).encode()


@dataclass(frozen=True)
class Read:
    """What a QR code says, and whether a known key signed it."""

    said: dict[str, str | int]
    key: str
    genuine: bool


def qr_text(facts: Facts, signer: Signer) -> str:
    """The text of the QR code."""
    return f"{facts.address}#{token(facts, signer)}" if facts.address else token(facts, signer)


def token(facts: Facts, signer: Signer) -> str:
    """The signed facts alone."""
    told = [getattr(facts, name) for name in FIELDS]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=COMMON)
    plain = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    body = f"{VERSION}.{signer.public.short}.{_text(packer.compress(plain) + packer.flush())}"
    return f"{body}.{_text(signer.sign(MARK + body.encode()))}"


def read(text: str, keys: Mapping[str, PublicKey]) -> Read | None:
    """What a QR code says, judged by the published keys; None where it is no code of ours."""
    parts = text.strip()[:LONGEST].rpartition("#")[2].split(".")
    if len(parts) != 4 or parts[0] != VERSION:
        return None
    said = _unpacked(parts[2])
    if said is None:
        return None
    key, body = keys.get(parts[1]), ".".join(parts[:3])
    try:
        signature = _bytes(parts[3])
    except (ValueError, binascii.Error):
        return None
    genuine = key is not None and key.signed(MARK + body.encode(), signature)
    return Read(said, parts[1], genuine)


def _unpacked(packed: str) -> dict[str, str | int] | None:
    try:
        opened = zlib.decompressobj(-15, zdict=COMMON)
        told = json.loads(opened.decompress(_bytes(packed), LONGEST))
    except (ValueError, zlib.error, binascii.Error):
        return None
    plain = isinstance(told, list) and all(isinstance(one, str | int) for one in told)
    return dict(zip(FIELDS, told, strict=True)) if plain and len(told) == len(FIELDS) else None


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
