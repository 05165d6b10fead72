"""What whoever sends a form had looked at: a mark in the form, other than the present one where
somebody changed the thing meanwhile (`webkit/seen.html` puts it there)."""

from django.http import HttpRequest

NAME = "da-xem"
LONGEST = 200


def mark_in(request: HttpRequest) -> str:
    """The mark that a form was sent with; "" for none."""
    return request.POST.get(NAME, "")[:LONGEST]


def key_in(request: HttpRequest) -> int | None:
    """The same where marks are keys of rows; None for none."""
    mark = mark_in(request)
    return int(mark) if mark.isascii() and mark.isdecimal() and len(mark) < 18 else None
