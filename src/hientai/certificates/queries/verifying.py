"""What anyone may verify: a code, the published keys, the lists of what is valid no more."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from hientai.accounts.services.sealed import opened
from hientai.certificates.domain.keys import PublicKey, Signer, public_key
from hientai.certificates.domain.status import status_list
from hientai.organisations.queries import names_over_time
from hientai.shared.refused import Refused
from hientai.shared.words import _

SEAL = "certificates.key:"
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Published:
    """A key as it is published."""

    short: str
    did: str
    issuer: str
    since: date
    until: date | None

    def as_data(self) -> dict[str, Any]:
        """The key as a file of keys holds it."""
        return {
            "key": self.short,
            "did": self.did,
            "issuer": self.issuer,
            "since": self.since.isoformat(),
            "until": self.until.isoformat() if self.until else None,
        }


@dataclass(frozen=True)
class Answer:
    """What became of a certificate; `facts` what its paper says, none where it is unknown."""

    state: str
    facts: Mapping[str, Any]
    replaced_by: str = ""
    ended_on: date | None = None


def asked(code: str, address: str) -> Answer | None:
    """What stands under a code; None where the address asked for too many that are none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM certificates_asked(%s, %s, %s)",
            [code, address, settings.HIENTAI_VERIFY_LIMIT],
        )
        row = cursor.fetchone()
    if row is None:
        return Answer(UNKNOWN, {})
    too_often, state, facts, replaced_by, ended_on = row
    if too_often:
        return None
    said = json.loads(facts) if isinstance(facts, str) else facts
    return Answer(state, said, replaced_by or "", ended_on)


def published() -> list[Published]:
    """Every key that ever signed, by issuer and age."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit_id, code, short, did, since, until FROM certificates_keys_published()"
        )
        rows = cursor.fetchall()
    names = names_over_time([row[0] for row in rows])
    return [
        Published(short, did, _name(names.get(unit, []), since, code), since, until)
        for unit, code, short, did, since, until in rows
    ]


def _name(names: list[tuple[date, str]], on: date, code: str) -> str:
    """What the issuer was called on a day."""
    held = [name for since, name in names if since <= on]
    return held[-1] if held else code


def known_keys() -> dict[str, PublicKey]:
    """The published keys by their short names."""
    return _by_name([one.did for one in published()])


def keys_in(told: Any) -> dict[str, PublicKey]:
    """The keys of a file of keys; refused where it is none."""
    try:
        return _by_name([str(one["did"]) for one in told["keys"]])
    except (KeyError, TypeError) as error:
        raise Refused(
            _("Tệp này không phải danh sách khóa công khai"),
            remedy=_("Tải lại từ trang xác nhận: /xac-nhan/khoa.json."),
        ) from error


def _by_name(dids: list[str]) -> dict[str, PublicKey]:
    found = [key for did in dids if (key := public_key(did))]
    return {key.short: key for key in found}


def signer_of(sealed: str, did: str) -> Signer:
    """The private half of a key of ours; refused where this server's secret does not open it."""
    told = opened(sealed, of=SEAL + did)
    if told is None:
        raise Refused(
            _("Máy chủ không mở được khóa ký chứng chỉ"),
            why=_("khóa được niêm phong dưới HIENTAI_SECRET_KEY khác"),
            remedy=_("Thêm khóa cũ vào HIENTAI_OLD_SECRET_KEYS, hoặc thay khóa ký."),
        )
    return Signer.from_seed(base64.b64decode(told["seed"]))


def revocations(short: str, number: int) -> dict[str, Any] | None:
    """A status list of a key, signed; None where there is none of that number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.sealed, k.did, l.at, l.places FROM certificates_list_of(%s, %s) l"
            " JOIN certificates_keys_published() k ON k.id = l.key_id",
            [short, number],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    sealed, did, at, places = row
    home = settings.HIENTAI_ADDRESS.rstrip("/")
    moment = at.astimezone().replace(microsecond=0).isoformat()
    address = f"{home}/xac-nhan/trang-thai/{short}/{number}"
    return status_list(address, places, moment, signer_of(sealed, did))
