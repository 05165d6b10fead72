"""Keys of issuers: one signs, a new one takes its place, the former ones go on being believed."""

import base64
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.services.sealed import sealed
from hientai.audit.services import Author, sign
from hientai.certificates.domain.keys import Signer
from hientai.certificates.models import SigningKey
from hientai.certificates.queries.verifying import SEAL
from hientai.organisations.models import Unit
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

TAKEN = {
    "issuer_signs_with_one_key": Refused(
        N_("Cơ sở vừa có khóa ký mới"), remedy=N_("Tải lại trang rồi thử lại.")
    )
}


@transaction.atomic
def signing_key(*, actor: Author | None, unit: Unit, on: date) -> SigningKey:
    """The key that signs for an issuer, locked; made where it has none yet."""
    held = SigningKey.objects.select_for_update().filter(unit=unit, until=None).first()
    return held or _new(actor, unit, on)


@transaction.atomic
def rotate(*, actor: Author | None, unit: Unit, on: date, ground: str) -> SigningKey:
    """Let a new key sign from a day on. What the former one signed stays as good as it was."""
    if not ground.strip():
        raise Refused(_("Chưa ghi lý do thay khóa"))
    sign(actor=actor, ground=ground)
    held = SigningKey.objects.select_for_update().filter(unit=unit, until=None).first()
    if held is not None:
        if held.since > on:
            raise Refused(_("Khóa đang dùng bắt đầu sau ngày này"))
        held.until, held.ended_by, held.ended_ground = on, author_of(actor), ground.strip()
        with told({}):
            held.save(update_fields=["until", "ended_by", "ended_ground"])
    return _new(actor, unit, on)


def _new(actor: Author | None, unit: Unit, on: date) -> SigningKey:
    made = Signer.new()
    seed = base64.b64encode(made.seed).decode()
    with told(TAKEN):
        return SigningKey.objects.create(
            unit=unit,
            short=made.public.short,
            did=made.public.did,
            sealed=sealed({"seed": seed}, of=SEAL + made.public.did),
            since=on,
            made_by=author_of(actor),
        )


def forget_who_asked() -> None:
    """Forget addresses that asked for codes that are none, a day ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT certificates_forget_asking()")
