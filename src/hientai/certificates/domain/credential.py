"""A certificate as a verifiable credential: Open Badges 3.0 over W3C VC 2.0, proof eddsa-rdfc-2022.

The document and the statements that are signed are written from the same facts; a document that
comes back is believed only where it is, letter by letter, what its own facts make.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hientai.certificates.domain.facts import FORM, Facts
from hientai.certificates.domain.keys import PublicKey, Signer, base58, from_base58, public_key
from hientai.certificates.domain.quads import TYPE, XSD, Blank, Iri, Literal, Quad, digest

VC, OB = (
    "https://www.w3.org/ns/credentials/v2",
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
)
CRED, VOCAB = (
    "https://www.w3.org/2018/credentials#",
    ("https://purl.imsglobal.org/spec/vc/ob/vocab.html#"),
)
STATUS, SEC = "https://www.w3.org/ns/credentials/status#", "https://w3id.org/security#"
SCHEMA, DATED = "https://schema.org/", "https://www.w3.org/2001/XMLSchema#"
SUITE = "eddsa-rdfc-2022"
URN = "urn:hientai:certificate:"
CRITERIA = "Hoàn thành chương trình theo quy định của cơ sở cấp."


def document(facts: Facts, key: PublicKey) -> dict[str, Any]:
    """The credential without its proof."""
    made: dict[str, Any] = {
        "@context": [VC, OB],
        "id": _id(facts),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.programme,
        "description": facts.number,
        "issuer": {"id": key.did, "type": ["Profile"], "name": facts.issuer},
        "validFrom": _moment(facts.signed_on),
        "credentialSubject": _subject(facts),
    }
    if facts.home:
        made["credentialStatus"] = {
            "id": f"{list_address(facts, key)}#{facts.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(facts.status_index),
            "statusListCredential": list_address(facts, key),
        }
    return made


def signed(facts: Facts, signer: Signer) -> dict[str, Any]:
    """The credential with its proof."""
    made = document(facts, signer.public)
    return made | {"proof": proof(statements(facts, signer.public), facts.signed_at, signer)}


def proof_value(facts: Facts, signer: Signer) -> str:
    """The signature alone, as a proof writes it: the rest of the credential follows from facts."""
    return str(proof(statements(facts, signer.public), facts.signed_at, signer)["proofValue"])


def with_proof(facts: Facts, key: PublicKey, value: str) -> dict[str, Any]:
    """The credential whose signature was kept."""
    return document(facts, key) | {"proof": _options(facts.signed_at, key) | {"proofValue": value}}


def proof(quads: list[Quad], at: str, signer: Signer) -> dict[str, str]:
    """The Data Integrity proof of statements."""
    signature = signer.sign(_message(quads, at, signer.public))
    return _options(at, signer.public) | {"proofValue": "z" + base58(signature)}


def genuine(told: Mapping[str, Any], keys: Mapping[str, PublicKey]) -> Facts | None:
    """The facts of a credential that one of our published keys signed; None for any other."""
    facts, key = _facts_of(told)
    if facts is None or key is None or key.short not in keys or keys[key.short] != key:
        return None
    value = told["proof"].get("proofValue", "")
    if told != with_proof(facts, key, value) or not value.startswith("z"):
        return None
    message = _message(statements(facts, key), facts.signed_at, key)
    try:
        return facts if key.signed(message, from_base58(value[1:])) else None
    except ValueError:
        return None


def _facts_of(told: Mapping[str, Any]) -> tuple[Facts | None, PublicKey | None]:
    try:
        facts = _read(told)
        return facts, public_key(told["issuer"]["id"])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None, None


def _read(told: Mapping[str, Any]) -> Facts:
    about, what = told["credentialSubject"], told["credentialSubject"]["achievement"]
    who = {one["identityType"]: one["identityHash"] for one in about["identifier"]}
    status = told.get("credentialStatus", {})
    plain = Facts(
        workplace="",
        place="",
        parent="",
        authority="",
        signer="",
        training_class="",
        place_signed="",
        code=told["id"].removeprefix(URN).removesuffix("/").rpartition("/")[2],
        kind=what["humanCode"],
        number=about["licenseNumber"],
        name=who["name"],
        birth=who.get("ext:birthDate", ""),
        programme=told["name"],
        starts_on=about.get("activityStartDate", "")[:10],
        ends_on=about.get("activityEndDate", "")[:10],
        days=0,
        periods=0,
        classification=about.get("role", ""),
        issuer=told["issuer"]["name"],
        signed_on=told["validFrom"][:10],
        signed_at=told["proof"]["created"],
        home=told["id"].partition("/xac-nhan/")[0] if "/xac-nhan/" in told["id"] else "",
    )
    if not status:
        return plain
    number = int(status["statusListCredential"].rpartition("/")[2])
    return replace(plain, status_list=number, status_index=int(status["statusListIndex"]))


def _id(facts: Facts) -> str:
    return facts.address or URN + facts.code


def _moment(day: str) -> str:
    return f"{day}T00:00:00+07:00"


def list_address(facts: Facts, key: PublicKey) -> str:
    """Where the status list stands that speaks of a certificate."""
    return f"{facts.home}/xac-nhan/trang-thai/{key.short}/{facts.status_list}"


def _subject(facts: Facts) -> dict[str, Any]:
    said = {
        "id": f"{URN}{facts.code}:holder",
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "hashed": False, "identityHash": what, "identityType": kind}
            for kind, what in _identities(facts)
        ],
        "licenseNumber": facts.number,
    }
    if facts.starts_on:
        said["activityStartDate"] = _moment(facts.starts_on)
    if facts.ends_on:
        said["activityEndDate"] = _moment(facts.ends_on)
    if facts.classification:
        said["role"] = facts.classification
    return said | {
        "achievement": {
            "id": _achievement(facts),
            "type": ["Achievement"],
            "name": facts.programme,
            "description": facts.programme,
            "humanCode": facts.kind,
            "criteria": {"id": f"{_achievement(facts)}:criteria", "narrative": CRITERIA},
        }
    }


def _identities(facts: Facts) -> list[tuple[str, str]]:
    return [
        ("name", facts.name),
        *([("ext:birthDate", facts.birth)] if facts.birth else []),
    ]


def _achievement(facts: Facts) -> str:
    told = f"{facts.issuer}|{facts.programme}".encode()
    return f"urn:hientai:programme:{FORM}:{hashlib.sha256(told).hexdigest()[:32]}"


def statements(facts: Facts, key: PublicKey) -> list[Quad]:
    """What the credential says, statement by statement, as its contexts expand it."""
    me, issuer = Iri(_id(facts)), Iri(key.did)
    subject = Iri(f"{URN}{facts.code}:holder")
    return [
        (me, TYPE, Iri(CRED + "VerifiableCredential")),
        (me, TYPE, Iri(VOCAB + "OpenBadgeCredential")),
        (me, SCHEMA + "name", Literal(facts.programme)),
        (me, SCHEMA + "description", Literal(facts.number)),
        (me, CRED + "issuer", issuer),
        (issuer, TYPE, Iri(VOCAB + "Profile")),
        (issuer, SCHEMA + "name", Literal(facts.issuer)),
        (me, CRED + "validFrom", Literal(_moment(facts.signed_on), XSD + "dateTime")),
        (me, CRED + "credentialSubject", subject),
        *_about_status(facts, key, me),
        *_about_subject(facts, subject),
        *_about_achievement(facts, subject),
    ]


def _about_status(facts: Facts, key: PublicKey, me: Iri) -> list[Quad]:
    if not facts.home:
        return []
    lists = list_address(facts, key)
    entry = Iri(f"{lists}#{facts.status_index}")
    return [
        (me, CRED + "credentialStatus", entry),
        (entry, TYPE, Iri(STATUS + "BitstringStatusListEntry")),
        (entry, STATUS + "statusPurpose", Literal("revocation")),
        (entry, STATUS + "statusListIndex", Literal(str(facts.status_index))),
        (entry, STATUS + "statusListCredential", Iri(lists)),
    ]


def _about_subject(facts: Facts, subject: Iri) -> list[Quad]:
    made: list[Quad] = [
        (subject, TYPE, Iri(VOCAB + "AchievementSubject")),
        (subject, VOCAB + "licenseNumber", Literal(facts.number)),
    ]
    for kind, what in _identities(facts):
        node = Blank(kind)
        made += [
            (subject, VOCAB + "identifier", node),
            (node, TYPE, Iri(VOCAB + "IdentityObject")),
            (node, VOCAB + "hashed", Literal("false", DATED + "boolean")),
            (node, VOCAB + "identityHash", Literal(what)),
            (node, VOCAB + "identityType", Literal(kind)),
        ]
    for term, day in (("activityStartDate", facts.starts_on), ("activityEndDate", facts.ends_on)):
        if day:
            made.append((subject, VOCAB + term, Literal(_moment(day), DATED + "date")))
    if facts.classification:
        made.append((subject, VOCAB + "role", Literal(facts.classification)))
    return made


def _about_achievement(facts: Facts, subject: Iri) -> list[Quad]:
    what = Iri(_achievement(facts))
    criteria = Iri(f"{_achievement(facts)}:criteria")
    return [
        (subject, VOCAB + "achievement", what),
        (what, TYPE, Iri(VOCAB + "Achievement")),
        (what, SCHEMA + "name", Literal(facts.programme)),
        (what, SCHEMA + "description", Literal(facts.programme)),
        (what, VOCAB + "humanCode", Literal(facts.kind)),
        (what, VOCAB + "Criteria", criteria),
        (criteria, VOCAB + "narrative", Literal(CRITERIA)),
    ]


def _options(at: str, key: PublicKey) -> dict[str, str]:
    return {
        "type": "DataIntegrityProof",
        "created": at,
        "verificationMethod": key.method,
        "cryptosuite": SUITE,
        "proofPurpose": "assertionMethod",
    }


def _message(quads: list[Quad], at: str, key: PublicKey) -> bytes:
    """What is signed: the hash of the proof's own words, then that of the document."""
    proof_node = Blank("proof")
    options: list[Quad] = [
        (proof_node, TYPE, Iri(SEC + "DataIntegrityProof")),
        (proof_node, "http://purl.org/dc/terms/created", Literal(at, XSD + "dateTime")),
        (proof_node, SEC + "verificationMethod", Iri(key.method)),
        (proof_node, SEC + "cryptosuite", Literal(SUITE, SEC + "cryptosuiteString")),
        (proof_node, SEC + "proofPurpose", Iri(SEC + "assertionMethod")),
    ]
    return digest(options) + digest(quads)
