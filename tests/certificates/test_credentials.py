"""K1: a certificate is verified by its signature alone, also by a verifier that others wrote."""

import json
import os
import shutil
import subprocess
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hientai.certificates.domain import codes, credential, status, tokens
from hientai.certificates.domain.facts import Facts
from hientai.certificates.domain.keys import Signer, base58, from_base58, public_key
from hientai.certificates.domain.quads import Blank, Iri, Literal, canonical

ROOT = Path(__file__).resolve().parents[2]
MODULES = os.environ.get("HIENTAI_VERIFIER", ROOT / "requirements/verifier/node_modules")
NODE = os.environ.get("HIENTAI_NODE") or shutil.which("node") or "node"
AT = "2024-09-10T08:00:00+07:00"
KEY, OTHER = Signer.from_seed(b"1" * 32), Signer.from_seed(b"2" * 32)
KEYS = {KEY.public.short: KEY.public}
FACTS = Facts(
    code="9V4KZ0W8C3TQ7M2H",
    kind="certificate",
    number="0012/2024/CC-TCB",
    name='Nguyễn Thị "Mai" Hương',
    birth="1985-03-15",
    workplace="Sở Tài chính",
    programme="Quản lý tài chính công ở cơ sở\tkhóa 1",
    training_class="Khóa 1",
    starts_on="2024-09-02",
    ends_on="2024-09-06",
    days=4,
    periods=32,
    classification="Khá",
    place="Hà Đông",
    issuer="Trường Bồi dưỡng cán bộ",
    parent="Ủy ban nhân dân thành phố Hà Nội",
    signed_on="2024-09-10",
    signed_at=AT,
    authority="GIÁM ĐỐC",
    signer="Trần Văn Nam",
    place_signed="Hà Nội",
    home="https://hientai.hanoi.example",
    status_index=77,
)
LIST = credential.list_address(FACTS, KEY.public)


def verdicts(*asked: tuple[dict[str, Any], dict[str, Any]]) -> list[Any]:
    """What the verifier of others says of credentials, each with the documents it may fetch."""
    lines = [json.dumps({"credential": one, "documents": held}) for one, held in asked]
    script = Path(__file__).with_name("verify.mjs")
    ran = subprocess.run(
        [NODE, str(script), str(MODULES)],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ran.returncode == 0, f"npm ci in requirements/verifier brings it: {ran.stderr[-500:]}"
    return [json.loads(line) for line in ran.stdout.splitlines()]


def changed(made: dict[str, Any], *path: Any, to: Any) -> dict[str, Any]:
    """A document with one thing in it written otherwise."""
    other = deepcopy(made)
    inner = other
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return other


GENUINE = credential.signed(FACTS, KEY)
FORGED = (
    changed(GENUINE, "credentialSubject", "identifier", 0, "identityHash", to="Lê Văn Hùng"),
    changed(GENUINE, "credentialSubject", "licenseNumber", to="0013/2024/CC-TCB"),
    changed(GENUINE, "validFrom", to="2023-09-10T00:00:00+07:00"),
    changed(GENUINE, "issuer", "name", to="Học viện khác"),
    changed(GENUINE, "credentialStatus", "statusListIndex", to="78"),
    changed(credential.signed(FACTS, OTHER), "issuer", "id", to=KEY.public.did),
    changed(GENUINE, "proof", "created", to="2024-09-11T08:00:00+07:00"),
)


def test_a_verifier_of_others_accepts_ours_and_rejects_forgeries() -> None:
    """The contexts come with the verifier; what it would fetch besides is served by the test."""
    valid = status.status_list(LIST, [3, 5], AT, KEY)
    revoked = status.status_list(LIST, [77], AT, KEY)
    false = changed(
        revoked, "credentialSubject", "encodedList", to=valid["credentialSubject"]["encodedList"]
    )
    plain = credential.signed(replace(FACTS, home="", birth="", classification=""), KEY)
    told = verdicts(
        (GENUINE, {LIST: valid}),
        (plain, {}),
        (GENUINE, {LIST: revoked}),
        (GENUINE, {LIST: false}),
        *((one, {LIST: valid}) for one in FORGED),
    )
    accepted, without_list, stale, false_list, *forged = told
    assert accepted["steps"]["valid_signature"] is True
    assert accepted["steps"]["revocation_status"] is True
    assert without_list["steps"]["valid_signature"] is True
    assert stale["steps"]["valid_signature"] is True
    assert stale["steps"]["revocation_status"] is False
    assert false_list["steps"]["revocation_status"] == "status_list_signature_error"
    assert [one["errors"] for one in forged] == [["invalid_signature"]] * len(FORGED)


def test_ours_is_read_back_and_a_forgery_is_not() -> None:
    read = credential.genuine(GENUINE, KEYS)
    assert read
    assert (read.code, read.name, read.number) == (FACTS.code, FACTS.name, FACTS.number)
    assert [credential.genuine(one, KEYS) for one in FORGED] == [None] * len(FORGED)
    assert credential.genuine(credential.signed(FACTS, OTHER), KEYS) is None
    assert credential.genuine(GENUINE | {"note": "thêm"}, KEYS) is None
    for broken in ({}, {"proof": 1}, {"id": None, "credentialSubject": []}):
        assert credential.genuine(broken, KEYS) is None


def test_the_qr_code_says_what_the_paper_says_under_a_signature() -> None:
    text = tokens.qr_text(FACTS, KEY)
    assert text.startswith("https://hientai.hanoi.example/xac-nhan/9V4KZ0W8C3TQ7M2H/#1.")
    read = tokens.read(text, KEYS)
    assert read and read.genuine
    assert read.said["name"] == FACTS.name
    assert read.said["signed_on"] == "2024-09-10"
    assert "workplace" not in read.said


def test_a_changed_qr_code_or_one_of_an_unknown_key_is_not_believed() -> None:
    said = tokens.qr_text(FACTS, KEY)
    other = tokens.qr_text(replace(FACTS, name="Lê Văn Hùng"), OTHER)
    mixed = ".".join([*other.split(".")[:-1], said.split(".")[-1]])
    for text in (other, mixed.replace(OTHER.public.short, KEY.public.short)):
        read = tokens.read(text, KEYS)
        assert read and not read.genuine


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_whatever_is_typed_as_a_qr_code_is_answered(text: str) -> None:
    assert tokens.read(text, KEYS) is None
    assert tokens.read(f"1.{KEY.public.short}.{text}.{text}", KEYS) is None


def test_a_packed_text_that_swells_is_not_unpacked() -> None:
    swollen = replace(FACTS, programme="a" * 1_000_000)
    assert tokens.read(tokens.token(swollen, KEY), KEYS) is None


@given(st.binary(min_size=1, max_size=40))
def test_base_58_is_read_back(data: bytes) -> None:
    assert from_base58(base58(data)) == data


def test_a_key_is_found_in_its_own_name() -> None:
    assert public_key(KEY.public.did) == KEY.public
    # From the specification of did:key, test vectors of Ed25519.
    known = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
    found = public_key(known)
    assert found and found.did == known
    for other in ("did:key:zUC7", "did:web:hanoi.example", "", "did:key:z0"):
        assert public_key(other) is None


def test_a_code_is_read_as_people_type_it() -> None:
    code = codes.drawn()
    assert codes.read(codes.shown(code).lower()) == code
    assert codes.read(" O0iI-lL23 4567–89ab ") == "0011112345678 9AB".replace(" ", "")
    assert codes.read("9V4K") == codes.read("9V4KZ0W8C3TQ7M2!") == ""
    assert len({codes.drawn() for _one in range(500)}) == 500


def test_each_certificate_of_a_key_has_a_place_of_its_own_on_a_list() -> None:
    places = [status.place_of(serial) for serial in range(status.PLACES + 10)]
    assert len(set(places)) == status.PLACES + 10
    assert {number for number, _place in places[: status.PLACES]} == {0}


def test_blank_nodes_are_named_by_their_hashes_and_alike_ones_are_refused() -> None:
    root = Iri("urn:a")
    one, two = Blank("x"), Blank("y")
    quads = [(root, "urn:p", one), (one, "urn:q", Literal("1")), (root, "urn:p", two)]
    first = canonical([*quads, (two, "urn:q", Literal("2"))])
    renamed = {one: two, two: one}
    swapped = [
        tuple(renamed.get(part, part) for part in quad)  # type: ignore[call-overload]
        for quad in [*quads, (two, "urn:q", Literal("2"))]
    ]
    assert canonical(swapped) == first  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="alike"):
        canonical([*quads, (two, "urn:q", Literal("1"))])
    with pytest.raises(ValueError, match="one another"):
        canonical([*quads, (one, "urn:q", two)])
