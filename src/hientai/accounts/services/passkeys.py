"""Passkeys (WebAuthn): registered by a signed-in user, and used to sign in or as a second step.

The browser's answer is checked by `fido2`; what it is checked against stands sealed in the table.
"""

import struct
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hientai.accounts.domain.codes import SYSTEM
from hientai.accounts.models import Factor, User
from hientai.accounts.services.noting import note
from hientai.accounts.services.sealed import opened, sealed
from hientai.shared.refused import Refused
from hientai.webkit.day import today

STATE = "passkey"
PASSKEY = Factor.Kind.PASSKEY
MOST = 10
_HANDLE_BYTES = 8
_NOT_AN_ANSWER = (ValueError, TypeError, LookupError, AttributeError, struct.error)


def asked_to_register(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser is asked for, to make a passkey of this user for this address."""
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=_handle(user), name=user.username, display_name=user.name or user.username
        ),
        credentials=_descriptors(user),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[STATE] = state
    return dict(options)


@transaction.atomic
def register(request: HttpRequest, *, user: User, answer: dict[str, Any], name: str) -> Factor:
    """Keep the passkey that the browser has made, under a name the user knows it by."""
    if Factor.objects.filter(user=user, kind=PASSKEY).count() >= MOST:
        raise Refused(
            _("Mỗi người giữ nhiều nhất %s khóa truy cập") % MOST,
            remedy=_("Xóa khóa không còn dùng trước."),
        )
    try:
        data = _server(request).register_complete(request.session.pop(STATE, {}), answer)
    except _NOT_AN_ANSWER as error:
        raise _not_accepted() from error
    made = data.credential_data
    if made is None:
        raise _not_accepted()
    told = {"key": bytes(made).hex(), "count": data.counter}
    try:
        with transaction.atomic():
            factor = Factor.objects.create(
                user=user,
                kind=PASSKEY,
                name=name.strip()[:60],
                sealed=sealed(told, of=_of(user)),
                credential=made.credential_id,
            )
    except IntegrityError as error:
        raise _not_accepted() from error
    note(user, passkey="added")
    return factor


def asked_to_sign_in(request: HttpRequest, user: User | None = None) -> dict[str, Any]:
    """What the browser is asked for: any passkey of this address, or one of this user's.

    Alone, it has to ask for a finger, a face or a PIN; after a password it need not.
    """
    strict = UserVerificationRequirement.REQUIRED
    options, state = _server(request).authenticate_begin(
        credentials=_descriptors(user) if user else None,
        user_verification=UserVerificationRequirement.PREFERRED if user else strict,
    )
    request.session[STATE] = state
    return dict(options)


@transaction.atomic
def proved_by(
    request: HttpRequest, answer: dict[str, Any], user: User | None = None
) -> User | None:
    """Who proved to be the one with the answer of the browser; None where nobody did.

    Opens the scope of that user. A passkey whose counter has gone back was copied: nobody.
    """
    state = request.session.pop(STATE, {})
    try:
        told = AuthenticationResponse.from_dict(answer)
        owner = user or _owner(told.response.user_handle)
        if owner is None:
            return None
        owner.enter(today())
        factor = Factor.objects.select_for_update().get(
            user=owner, kind=PASSKEY, credential=told.raw_id
        )
        kept = opened(factor.sealed, of=_of(owner)) or {}
        key = AttestedCredentialData(bytes.fromhex(kept["key"]))
        _server(request).authenticate_complete(state, [key], told)
    except (*_NOT_AN_ANSWER, Factor.DoesNotExist):
        return None
    count = told.response.authenticator_data.counter
    if count <= kept["count"] and (count or kept["count"]):
        return None
    factor.sealed = sealed(kept | {"count": count}, of=_of(owner))
    factor.used_at = timezone.now()
    factor.save(update_fields=["sealed", "used_at"])
    return owner


def _server(request: HttpRequest) -> Fido2Server:
    """The check of answers that belong to this very address, and to no other."""
    host = request.get_host()
    own = f"{request.scheme}://{host}"
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return Fido2Server(
        PublicKeyCredentialRpEntity(name=SYSTEM, id=name), verify_origin=lambda told: told == own
    )


def _descriptors(user: User) -> list[PublicKeyCredentialDescriptor]:
    held = Factor.objects.filter(user=user, kind=PASSKEY).values_list("credential", flat=True)
    kind = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=kind, id=bytes(one)) for one in held if one]


def _handle(user: User) -> bytes:
    return int(user.pk).to_bytes(_HANDLE_BYTES, "big")


def _owner(handle: bytes | None) -> User | None:
    if handle is None or len(handle) != _HANDLE_BYTES:
        return None
    return User.objects.filter(
        pk=int.from_bytes(handle, "big", signed=True), is_active=True
    ).first()


def _of(user: User) -> str:
    return f"{PASSKEY}:{user.pk}"


def _not_accepted() -> Refused:
    return Refused(
        _("Chưa đăng ký được khóa truy cập"),
        why=_("thiết bị trả lời không đúng, hoặc khóa này đã đăng ký"),
        remedy=_("Bấm đăng ký lại; nếu vẫn vậy, dùng ứng dụng xác thực."),
    )
