"""Certificates of two records that turn out to be one person's: all of them stand."""

from typing import Any

from hientai.certificates.domain.facts import kind_words
from hientai.nominations.domain.one_person import as_they_are
from hientai.people.domain.merging import Clash, Part, Row, Tail
from hientai.shared.words import N_, _

STATES = {
    "valid": N_("có giá trị"),
    "revoked": N_("đã thu hồi"),
    "replaced": N_("đã thay bằng bản khác"),
    "waiting": N_("chờ kiểm tra"),
    "confirmed": N_("đã xác nhận"),
    "refused": N_("không xác nhận"),
}
WHAT = {"degree": N_("Văn bằng"), "certificate": N_("Chứng chỉ")}
MACHINES_OWN = (
    *("facts", "signature", "proof", "folded", "code", "entry_id", "template_id", "key_id"),
    *("status_list", "status_index", "issued_at", "unit_id", "turn_id", "replaced_by_id"),
    *("year", "number", "training_class_id"),
)
OF_SCANS = ("scan", "scan_type", "digest", "recorder", "checker", "degree_id", "turn_id")


def unsaid(_value: Any) -> str:
    """What is the machine's own affair."""
    return ""


def state_in_words(state: str) -> str:
    """What became of a certificate, or of a paper from elsewhere."""
    return _(STATES[state])


def what_in_words(what: str) -> str:
    """Which kind of paper came from elsewhere."""
    return _(WHAT[what])


def same_scan(kept: Row, merged: Row) -> Clash | None:
    """A scan is recorded once; one that was refused may be there again."""
    refused = "refused" in (kept["state"], merged["state"])
    return "one" if kept["digest"] == merged["digest"] and not refused else None


CERTIFICATES = Part(
    "certificates_certificate",
    N_("Chứng chỉ"),
    once=False,
    words={
        **dict.fromkeys(MACHINES_OWN, unsaid),
        "kind": kind_words,
        "state": state_in_words,
    },
    unsaid=frozenset(MACHINES_OWN),
    leads_to={"turn_id": "training_turn"},
)
ENTRIES = Part(
    "certificates_entry",
    N_("Người trong danh sách cấp chứng chỉ"),
    once=False,
    words=dict.fromkeys(("turn_id", "position", "learner_id"), unsaid),
    unsaid=frozenset({"turn_id", "position", "learner_id"}),
    leads_to={"turn_id": "training_turn"},
)
OUTSIDE = Part(
    "certificates_outside",
    N_("Văn bằng, chứng chỉ từ nơi khác"),
    same_scan,
    once=False,
    words={
        **dict.fromkeys(OF_SCANS, unsaid),
        "title": str,
        "state": state_in_words,
        "what": what_in_words,
    },
    unsaid=frozenset(OF_SCANS),
    leads_to={"turn_id": "training_turn", "degree_id": "people_degree"},
)
ACTS = Tail(
    "certificates_act",
    N_("Thu hồi, cấp lại, bản sao chứng chỉ"),
    CERTIFICATES.table,
    ("certificate_id", "by_certificate_id"),
    as_they_are,
)
