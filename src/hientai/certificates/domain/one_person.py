"""Certificates of two records that turn out to be one person's: all of them stand."""

from typing import Any

from hientai.certificates.domain.facts import kind_words
from hientai.people.domain.merging import Part
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
)
ENTRIES = Part(
    "certificates_entry",
    N_("Người trong danh sách cấp chứng chỉ"),
    once=False,
    words=dict.fromkeys(("turn_id", "position"), unsaid),
    unsaid=frozenset({"turn_id", "position"}),
)
OUTSIDE = Part(
    "certificates_outside",
    N_("Văn bằng, chứng chỉ từ nơi khác"),
    once=False,
    words={
        **dict.fromkeys(OF_SCANS, unsaid),
        "title": str,
        "state": state_in_words,
        "what": what_in_words,
    },
    unsaid=frozenset(OF_SCANS),
)
