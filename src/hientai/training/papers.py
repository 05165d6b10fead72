"""How person-turns read in words."""

from django.utils.translation import ngettext

from hientai.shared.vietnamese import number


def turns(count: int) -> str:
    """So many person-turns."""
    return ngettext("%(n)s lượt người", "%(n)s lượt người", count) % {"n": number(count)}
