"""The API of certificates: the register, one of them, its credential."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.certificates.domain.credential import with_proof
from hientai.certificates.domain.keys import public_key
from hientai.certificates.models import Certificate
from hientai.certificates.queries import register as reads
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Name, Paged, asks, chosen, page_of

router = Router(tags=["certificates"])


class CertificatesAsked(Asked):
    """Certificates in sight, signed by the day."""

    search: Name = ""
    state: str = chosen(Certificate.State.values)


class CertificateOut(Schema):
    """A certificate: what it says and what became of it."""

    code: str
    number: str
    kind: str
    name: str
    person: str | None
    programme: str
    training_class: str | None
    starts_on: date | None
    ends_on: date | None
    classification: str
    issuer: str
    signed_on: date
    state: str
    replaced_by: str | None


class CredentialOut(Schema):
    """A certificate as a verifiable credential (Open Badges 3.0)."""

    credential: dict[str, Any]


@router.get("/certificates", response=Paged[CertificateOut], summary=N_("Sổ cấp chứng chỉ"))
@asks("certificates:view")
def list_certificates(request: Visit, asked: Query[CertificatesAsked]) -> Answer:
    """Every certificate in sight, the newest first."""
    rows = reads.certificates().filter(signed_on__lte=request.on).select_related("person")
    if asked.search:
        rows = reads.found(rows, asked.search)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(request, rows, asked, _certificate)


@router.get("/certificates/{code}", response=CertificateOut, summary=N_("Một chứng chỉ"))
@asks("certificates:view")
def show_certificate(request: Visit, code: str) -> Answer:
    """One certificate."""
    return _certificate(_of(code))


@router.get("/certificates/{code}/credential", response=CredentialOut, summary=N_("Chứng chỉ số"))
@asks("certificates:view")
def show_credential(request: Visit, code: str) -> Answer:
    """One certificate as a credential that other systems verify."""
    held = _of(code)
    key = public_key(held.facts["did"])
    if key is None:
        raise Http404
    return {"credential": with_proof(held.said, key, held.proof)}


def _of(code: str) -> Certificate:
    held = reads.certificate_of(code.upper())
    if held is None:
        raise Http404
    return held


def _certificate(one: Certificate) -> dict[str, Any]:
    said = one.said
    return {
        "code": one.code,
        "number": one.number_text,
        "kind": one.kind,
        "name": one.name,
        "person": one.person.code if one.person else None,
        "programme": said.programme,
        "training_class": one.training_class.code if one.training_class else None,
        "starts_on": said.starts_on or None,
        "ends_on": said.ends_on or None,
        "classification": said.classification,
        "issuer": said.issuer,
        "signed_on": one.signed_on,
        "state": one.state,
        "replaced_by": one.replaced_by.code if one.replaced_by else None,
    }
