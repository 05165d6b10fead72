"""Words that programs show to the API: how they look, how long they are good for."""

import re
from datetime import date, timedelta

from hientai.shared.words import N_

PREFIX = "ht_"  # by which a word is known for one of ours where it should not stand
WORD_BYTES = 32
SHOWN = len(PREFIX) + 5  # first letters by which its owner tells a word from others
MOST_DAYS = 366
MOST_HELD = 20  # tokens of one user that open at a time
_BEARER = re.compile(r"bearer +(ht_[A-Za-z0-9_-]{20,100})", re.IGNORECASE)

# Why a token opens nothing, as the database tells it (accounts_token_fault).
FAULTS = {
    "unknown": N_("không có mã truy cập này"),
    "revoked": N_("mã truy cập đã bị thu hồi"),
    "over": N_("mã truy cập đã hết hạn"),
    "inactive": N_("tài khoản của mã truy cập đã ngừng sử dụng"),
    "role": N_("vai trò của mã truy cập đã thôi"),
    "unit": N_("đơn vị của mã truy cập không còn thuộc đơn vị của vai trò"),
}


def word_in(header: str) -> str:
    """The word of a header `Authorization: Bearer ht_…`; "" where there is none."""
    found = _BEARER.fullmatch(header.strip())
    return found.group(1) if found else ""


def last_day_of(days: int, on: date) -> date:
    """The last day of a token made on a day for so many days."""
    return on + timedelta(days=days - 1)
