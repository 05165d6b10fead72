"""Verbs of certificates. Rooms above say who completed what; here it is put on paper and signed.

`prepare` a list → `confirm` it (numbers are given) → certificates are issued, at once or by the
worker; `issue` does both. `revoke`, `replace`, `copy` afterwards. `rotate` keys, write templates,
record and check what was issued elsewhere.
"""

from hientai.certificates.services.afterwards import copy, replace, revoke
from hientai.certificates.services.issuing import carry_on
from hientai.certificates.services.keys import rotate, signing_key
from hientai.certificates.services.outside import Told, check, record
from hientai.certificates.services.preparing import (
    Course,
    Holder,
    confirm,
    drop,
    issue,
    prepare,
)
from hientai.certificates.services.templates import draft, put_into_use, withdraw

__all__ = [
    "Course",
    "Holder",
    "Told",
    "carry_on",
    "check",
    "confirm",
    "copy",
    "draft",
    "drop",
    "issue",
    "prepare",
    "put_into_use",
    "record",
    "replace",
    "revoke",
    "rotate",
    "signing_key",
    "withdraw",
]
