"""Signing in at a provider of identities: OpenID Connect, authorization code with PKCE (A3).

Who the provider is comes from the environment alone; its secret is in no table and no log.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from hientai.shared.refused import Refused

SCOPE = "openid profile email"
ALGORITHMS = ("RS256", "PS256", "ES256", "ES384", "EdDSA", "RS384", "RS512", "PS384", "PS512")
SECONDS, MOST_BYTES, KEPT_SECONDS, LEEWAY = 8, 2**20, 600, 60
ON_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Provider:
    """The provider that the environment names."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str


@dataclass(frozen=True)
class Told:
    """What the provider says of who signed in there; an e-mail only where it checked it."""

    issuer: str
    subject: str
    email: str
    shown: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Errand:
    """What this browser was sent to the provider with, to be compared when it is back."""

    state: str
    nonce: str
    verifier: str = field(repr=False)

    @classmethod
    def new(cls) -> "Errand":
        """Words drawn for one errand."""
        return cls(*(secrets.token_urlsafe(32) for _word in range(3)))


def provider() -> Provider | None:
    """The provider, where the environment names one whole."""
    told = settings.HIENTAI_OIDC
    if not (told["issuer"] and told["client"] and told["secret"]):
        return None
    return Provider(told["issuer"], told["client"], told["secret"], told["name"])


def address_to(of: Provider, errand: Errand, back: str) -> str:
    """Where the browser goes to sign in there."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(errand.verifier.encode()).digest())
    asked = {
        "response_type": "code",
        "client_id": of.client,
        "redirect_uri": back,
        "scope": SCOPE,
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": challenge.rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    address = described(of)["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def told_by(of: Provider, errand: Errand, answer: Mapping[str, str], back: str) -> Told:
    """Who signed in there, from what the browser brought back; refused unless all of it fits."""
    if not constant_time_compare(answer.get("state", ""), errand.state):
        raise _not_believed(_("yêu cầu đăng nhập đã hết hạn hoặc đến từ cửa sổ khác"))
    if answer.get("iss", of.issuer) != of.issuer:
        raise _not_believed(_("câu trả lời đến từ nơi khác"))
    if "error" in answer or not answer.get("code"):
        raise _not_believed(_("bạn đã hủy, hoặc hệ thống đăng nhập chung không cho phép"))
    about = described(of)
    tokens = _tokens(of, about, errand, answer["code"], back)
    claims = _claims(of, about, str(tokens.get("id_token", "")), errand.nonce)
    if "email" not in claims and about.get("userinfo_endpoint"):
        more = _asked(about["userinfo_endpoint"], bearer=str(tokens.get("access_token", "")))
        claims = {**more, **claims} if more.get("sub") == claims["sub"] else claims
    return _told(of, claims)


def described(of: Provider) -> dict[str, Any]:
    """What the provider says of itself: its addresses and keys; asked once in some minutes."""
    key = f"oidc:{hashlib.sha256(of.issuer.encode()).hexdigest()}"
    about: dict[str, Any] | None = cache.get(key)
    if about is None:
        about = _asked(of.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if about.get("issuer") != of.issuer:
            raise _not_believed(_("hệ thống đăng nhập chung tự xưng tên khác"))
        cache.set(key, about, KEPT_SECONDS)
    return about


def _tokens(
    of: Provider, about: dict[str, Any], errand: Errand, code: str, back: str
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": errand.verifier,
    }
    ways = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" not in ways:
        form |= {"client_id": of.client, "client_secret": of.secret}
        return _asked(about["token_endpoint"], form=form)
    pair = f"{quote(of.client, safe='')}:{quote(of.secret, safe='')}".encode()
    return _asked(about["token_endpoint"], form=form, basic=base64.b64encode(pair).decode())


def _claims(of: Provider, about: dict[str, Any], token: str, nonce: str) -> dict[str, Any]:
    """What the signed answer claims, once signature, issuer, reader, time and errand are right."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(about, jwt.get_unverified_header(token)),
            algorithms=ALGORITHMS,
            audience=of.client,
            issuer=of.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "aud", "iss", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise _not_believed(_("chữ ký của câu trả lời không đúng")) from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", of.client) != of.client or (several and "azp" not in claims):
        raise _not_believed(_("câu trả lời dành cho hệ thống khác"))
    if not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise _not_believed(_("câu trả lời thuộc một lần đăng nhập khác"))
    return claims


def _key(about: dict[str, Any], header: dict[str, Any]) -> jwt.PyJWK:
    keys = jwt.PyJWKSet.from_dict(_asked(about["jwks_uri"])).keys
    named = [key for key in keys if key.public_key_use in (None, "sig")]
    wanted = [key for key in named if key.key_id == header.get("kid")] or named
    if not wanted:
        raise _not_believed(_("chữ ký của câu trả lời không đúng"))
    return wanted[0]


def _told(of: Provider, claims: dict[str, Any]) -> Told:
    checked = claims.get("email_verified") in (True, "true")
    ways = claims.get("amr") or []
    return Told(
        issuer=of.issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")) if checked else "",
        shown=str(claims.get("email") or claims.get("preferred_username") or claims["sub"]),
        ways=tuple(str(way) for way in ways) if isinstance(ways, list) else (),
    )


class _NoRedirect(HTTPRedirectHandler):
    """A secret goes to the address it is meant for, and nowhere on from there."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


def _asked(
    address: str, *, form: dict[str, str] | None = None, basic: str = "", bearer: str = ""
) -> dict[str, Any]:
    """What an address of the provider answers, as data."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ON_THIS_MACHINE:
        raise _not_believed(_("địa chỉ của hệ thống đăng nhập chung không phải https"))
    told = f"Basic {basic}" if basic else f"Bearer {bearer}" if bearer else ""
    request = Request(
        address,
        data=urlencode(form).encode() if form is not None else None,
        headers={"Accept": "application/json", **({"Authorization": told} if told else {})},
    )
    try:
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            said = json.loads(answer.read(MOST_BYTES))
    except (URLError, OSError, ValueError):
        raise Refused(
            _("Không đăng nhập được qua hệ thống đăng nhập chung"),
            why=_("hệ thống đó không trả lời đúng"),
            remedy=_("Thử lại sau, hoặc đăng nhập bằng mật khẩu."),
        ) from None  # what it said may hold what it was asked with
    return said if isinstance(said, dict) else {}


def _not_believed(why: str) -> Refused:
    return Refused(
        _("Không đăng nhập được qua hệ thống đăng nhập chung"),
        why=why,
        remedy=_("Đăng nhập lại từ đầu; nếu vẫn vậy, báo người quản trị."),
    )
